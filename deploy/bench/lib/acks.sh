# Events that are sent one by one, each durable before its answer; beside it what the disk can do, and Tessera.
# shellcheck shell=bash

measure_acks() {
  local seconds=20 rounds=3 round connections rows="$WORK/acks.tsv"
  if $QUICK; then seconds=4 rounds=1; fi
  need wrk wrk
  start_audit acks
  start_tessera
  send_events 16 "$seconds" 1 warm-up >/dev/null
  for round in $(seq 1 "$rounds"); do
    printf 'raw\t%s\n' "$(raw_appends)" >>"$rows"
    for connections in 1 16 256; do
      acks_run "$connections" "$seconds" "r$round-c$connections" >>"$rows"
      if [ -n "$TESSERA" ]; then tessera_run "$connections" "$seconds" "r$round-c$connections" >>"$rows"; fi
    done
  done
  print_acks "$rows"
}

# raw_appends: appends of 512 bytes a second, each synchronized before the next, by one thread.
raw_appends() { "$JAVA_HOME/bin/java" "$BENCH/src/Appends.java" "$WORK" 4; }

# acks_run CONNECTIONS SECONDS RUN: a row: connections, acknowledgements/s, p50 and p99 in ms, CPU us each.
acks_run() {
  local before after
  before="$(cpu_ticks "$SERVICE_PID")"
  read -r -a run <<<"$(send_events "$1" "$2" 1 "$3")"
  after="$(cpu_ticks "$SERVICE_PID")"
  [ "${#run[@]}" -eq 7 ] && [ "${run[6]}" -eq 0 ] || fail "requests failed with $1 connections: ${run[*]}"
  awk -v c="$1" -v ticks="$((after - before))" -v hz="$(getconf CLK_TCK)" -v rps="${run[0]}" -v p50="${run[1]}" \
    -v p99="${run[2]}" -v n="${run[4]}" 'BEGIN {
      printf "%d\t%.0f\t%.2f\t%.2f\t%.1f\n", c, rps, p50 / 1000, p99 / 1000, ticks / hz * 1e6 / n }'
}

# start_tessera: TESSERA is the URL of its log on files, as its own conformance server has it; empty where Go is not here.
start_tessera() {
  local port
  TESSERA=
  if ! command -v go >/dev/null; then
    say "Go is not here: Tessera is not measured."
    return
  fi
  say "Building Tessera ..."
  GOBIN="$WORK" go install github.com/transparency-dev/tessera/cmd/conformance/posix@v1.0.0 >"$LOG/tessera-build.log" 2>&1 ||
    fail "Tessera did not build; its log is $LOG/tessera-build.log"
  port="$(free_port)"
  launch tessera "$WORK/posix" --storage_dir "$WORK/tessera" --private_key "$WORK/acks/log.key" --listen "127.0.0.1:$port"
  await "$PID" tessera curl -fsS -o /dev/null -d warm-up "http://127.0.0.1:$port/add"
  TESSERA="http://127.0.0.1:$port"
}

# tessera_run CONNECTIONS SECONDS RUN: a row: tessera-connections, acknowledgements/s, p50 and p99 in ms.
tessera_run() {
  read -r -a run <<<"$(send_to "$TESSERA/add" "$1" "$2" 1 "tessera-$3")"
  [ "${#run[@]}" -eq 7 ] && [ "${run[6]}" -eq 0 ] || fail "requests of Tessera failed with $1 connections: ${run[*]}"
  awk -v c="$1" -v rps="${run[0]}" -v p50="${run[1]}" -v p99="${run[2]}" 'BEGIN {
    printf "tessera-%d\t%.0f\t%.2f\t%.2f\n", c, rps, p50 / 1000, p99 / 1000 }'
}

print_acks() {
  local connections raw
  raw="$(awk -F'\t' '$1 == "raw" { print $2 }' "$1" | median %.0f)"
  heading "Durable acknowledgements of single events (aim 20,000/s; raw: $raw synchronized appends/s by one thread)"
  printf '  %-11s %28s %10s %10s %12s %8s\n' connections "acknowledged/s" "p50 ms" "p99 ms" "CPU us each" "of raw"
  for connections in 1 16 256; do
    printf '  %-11s %28s %10s %10s %12s %8s\n' "$connections" \
      "$(column "$1" 2 1="$connections" | spread %.0f)" "$(column "$1" 3 1="$connections" | median %.2f)" \
      "$(column "$1" 4 1="$connections" | median %.2f)" "$(column "$1" 5 1="$connections" | median %.1f)" \
      "$(quotient %.2f "$(column "$1" 2 1="$connections" | median %.0f)" "$raw")"
  done
  if [ -n "$TESSERA" ]; then print_tessera "$1"; fi
}

print_tessera() {
  local connections
  printf '  %s\n' "Tessera 1.0.0 on files (a batch of 256, or after a second; it seals before it answers):"
  for connections in 1 16 256; do
    printf '  %-11s %28s %10s %10s\n' "$connections" "$(column "$1" 2 1="tessera-$connections" | spread %.0f)" \
      "$(column "$1" 3 1="tessera-$connections" | median %.2f)" "$(column "$1" 4 1="tessera-$connections" | median %.2f)"
  done
}
