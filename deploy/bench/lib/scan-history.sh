# A repository's whole history.
# shellcheck shell=bash

LEAST_COMMITS=10000

measure_history() {
  local commits bytes
  [ -n "$REPOSITORY" ] || fail "history wants --repository PATH"
  commits="$(git -C "$REPOSITORY" rev-list --count --all)"
  $QUICK || [ "$commits" -ge "$LEAST_COMMITS" ] || fail "$REPOSITORY has $commits commits; it is to have $LEAST_COMMITS"
  bytes="$(git -C "$REPOSITORY" rev-list --objects --all | cut -d' ' -f1 |
    git -C "$REPOSITORY" cat-file --batch-check='%(objecttype) %(objectsize)' |
    awk '$1 == "blob" { sum += $2 } END { print sum + 0 }')"
  heading "History: $commits commits, $((bytes / 1000000)) MB of blobs, each counted once"
  timed_heading
  if [ -n "$NATIVE" ]; then
    timed_history "$commits" "$bytes" "scanner-worker scan --git, native" "$NATIVE" scan --git "$REPOSITORY"
  else
    say "  No native executable was named: the command is not measured."
  fi
  install_gitleaks
  if [ -n "$GITLEAKS_BIN" ]; then
    timed_history "$commits" "$bytes" "gitleaks $GITLEAKS git" "$GITLEAKS_BIN" git --no-banner --exit-code 0 --log-opts=--all "$REPOSITORY"
  fi
}

# timed_history COMMITS BYTES NAME COMMAND...: timed, and commits a second of the clock.
timed_history() {
  local commits="$1"
  shift
  timed "$@"
  tail -1 "$WORK/time" | awk -v commits="$commits" '{ printf "  %10.0f commits/s\n", commits / ($3 + 1e-9) }'
}
