# Events that are sent as lines, and what a million of them costs in memory, on disk and to verify.
# shellcheck shell=bash

measure_batches() {
  local seconds=20 rounds=3 round rows="$WORK/batches.tsv"
  if $QUICK; then seconds=5 rounds=1; fi
  need wrk wrk
  start_audit batches
  send_events 4 "$seconds" 1000 warm-up >/dev/null
  for round in $(seq 1 "$rounds"); do
    batch_run "$seconds" "r$round" >>"$rows"
  done
  heading "Events sent 1,000 lines a request on 4 connections, durable before the answer (aim 100,000/s)"
  printf '  events/s %s, p50 %s ms and p99 %s ms a request, CPU %s us an event\n' "$(cut -f1 "$rows" | spread %.0f)" \
    "$(cut -f2 "$rows" | median %.1f)" "$(cut -f3 "$rows" | median %.1f)" "$(cut -f4 "$rows" | median %.2f)"
  print_sizes
}

# batch_run SECONDS RUN: a row: events/s, p50 and p99 in ms, CPU us an event.
batch_run() {
  local before after
  before="$(cpu_ticks "$SERVICE_PID")"
  read -r -a run <<<"$(send_events 4 "$1" 1000 "$2")"
  after="$(cpu_ticks "$SERVICE_PID")"
  [ "${#run[@]}" -eq 7 ] && [ "${run[6]}" -eq 0 ] || fail "requests failed: ${run[*]}"
  awk -v ticks="$((after - before))" -v hz="$(getconf CLK_TCK)" -v rps="${run[0]}" -v p50="${run[1]}" -v p99="${run[2]}" \
    -v n="${run[4]}" 'BEGIN {
      printf "%.0f\t%.1f\t%.1f\t%.2f\n", rps * 1000, p50 / 1000, p99 / 1000, ticks / hz * 1e6 / (n * 1000) }'
}

# print_sizes: of what the run left.
print_sizes() {
  local size part
  size="$(log_size)"
  heading "With $size events in the log, for a million of them"
  printf '  %-16s %8s MiB (%s MiB in all)\n' "resident memory" \
    "$(mib_a_million "$(rss_kib "$SERVICE_PID")" "$size")" "$(($(rss_kib "$SERVICE_PID") / 1024))"
  for part in log keys.index table; do
    if [ -e "$WORK/batches/$part" ]; then
      printf '  %-16s %8s MiB on disk\n' "$part" "$(mib_a_million "$(du -sk "$WORK/batches/$part" | cut -f1)" "$size")"
    fi
  done
}

# mib_a_million KIB EVENTS
mib_a_million() { awk -v kib="$1" -v events="$2" 'BEGIN { printf "%.0f", kib / 1024 / events * 1e6 }'; }
