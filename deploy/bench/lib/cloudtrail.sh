# CloudTrail's files: what one core maps, beside what it inflates and tokenizes; and from a folder to sealed and queryable.
# shellcheck shell=bash

measure_cloudtrail() {
  local rounds=10 megabytes=200
  if $QUICK; then rounds=2 megabytes=20; fi
  heading "CloudTrail's files on one core, in the process (aim 60 MB/s; limit: gunzip and JSON tokens)"
  in_process dev.gatehouse.audit.bench.MappingBench drawn "$rounds" | sed 's/^/  /'
  measure_folder "$megabytes"
}

# measure_folder MB: files lie in a watched folder; the time until the log has sealed and the table has all their records.
measure_folder() {
  local copies started ended before after
  read -r -a copies <<<"$("$JAVA_HOME/bin/java" "$BENCH/src/CloudTrailCopies.java" \
    "$ROOT/audit-service/src/test/resources/cloudtrail" "$WORK/trail" "$1")"
  started="$(date +%s%N)"
  start_audit cloudtrail GATEHOUSE_INTAKE_FOLDER="$WORK/trail" GATEHOUSE_INTAKE_INTERVAL=1s
  before="$(cpu_ticks "$SERVICE_PID")"
  await_records "${copies[2]}"
  ended="$(date +%s%N)"
  after="$(cpu_ticks "$SERVICE_PID")"
  heading "From a watched folder to sealed and queryable, in a service that has just started"
  awk -v bytes="${copies[0]}" -v files="${copies[1]}" -v records="${copies[2]}" -v ns="$((ended - started))" \
    -v ticks="$((after - before))" -v hz="$(getconf CLK_TCK)" 'BEGIN {
      printf "  %d files, %d records, %.0f MB of JSON in %.1f s: %.1f MB/s, and %.1f MB for each second of a core\n",
        files, records, bytes / 1e6, ns / 1e9, bytes / 1e6 / (ns / 1e9), bytes / 1e6 / (ticks / hz) }'
}

# await_records COUNT: until the table has them.
await_records() {
  local have
  while :; do
    have="$(metric gatehouse_table_events)"
    if [ "$have" -ge "$1" ]; then return; fi
    kill -0 "$SERVICE_PID" 2>/dev/null || fail "audit-service ended; its log is $LOG/cloudtrail.log"
    sleep 0.2
  done
}
