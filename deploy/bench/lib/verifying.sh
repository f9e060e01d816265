# A whole log is verified from its payloads, by the command that anybody has.
# shellcheck shell=bash

measure_verify() {
  local seconds=40 vkey
  if $QUICK; then seconds=5; fi
  need wrk wrk
  start_audit verify GATEHOUSE_VERIFY_ENABLED=false
  send_events 4 "$seconds" 1000 fill >/dev/null
  stop "$SERVICE_PID"
  vkey="$WORK/verify/log.key.vkey"
  heading "A log is verified, by the command, from its payloads to its checkpoint; what it reads beside it"
  "${SERVICE[@]}" verify "$WORK/verify/log" --vkey "$vkey" 2>&1 | tail -2 | sed 's/^/  /'
  cat "$WORK/verify/log/payload/"* >/dev/null
  printf '  cat of the same segments: %s\n' "$( { time -p cat "$WORK/verify/log/payload/"* >/dev/null; } 2>&1 | awk '/real/ { print $2 " s" }')"
}
