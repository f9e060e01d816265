# Reads of a secret, each of which is an audit event on disk before it is answered; and what the disk itself can do.
# shellcheck shell=bash

measure_secrets() {
  local rounds=5 seconds=5 warmup=15 round connections
  if $QUICK; then rounds=2 seconds=1 warmup=2; fi
  need wrk wrk
  start_service secrets
  ask "$ADMIN" -X PUT "$URL/v1/secrets/bench/dev/measured" -d '{"value":"no-secret-only-something-to-read"}' -o /dev/null
  SECRET="$URL/v1/secrets/bench/dev/measured"
  RUNS="$WORK/secrets.tsv"
  heading "Audited reads of a secret: the event is synchronized to the disk before the answer"
  say "  server on core $SERVER_CORES, wrk on core $LOAD_CORES; $rounds rounds of $seconds s each; median (min to max)"
  for connections in 64 1; do load "$connections" "$warmup" "$SECRET" "$READER" >/dev/null; done
  before="$(events_on_disk)"
  for round in $(seq 1 "$rounds"); do
    printf 'disk\t0\t%s\t%s\n' "$round" "$(appends "$seconds")" >>"$RUNS"
    for connections in 1 16 64; do
      printf 'secret\t%s\t%s\t%s\n' "$connections" "$round" \
        "$(measured_load "$SERVICE_PID" "$connections" "$seconds" "$SECRET" "$READER")" >>"$RUNS"
    done
  done
  print_secrets
}

# appends SECONDS: appends of one event's size a second to a file beside the outbox, each synchronized by itself.
appends() {
  (on_load "$JAVA_HOME/bin/java" -XX:+UseSerialGC "$BENCH/src/Appends.java" "$GATEHOUSE_DATA_DIR" "$1") || fail "the disk could not be measured"
}

events_on_disk() { metric gatehouse_audit_pending_events; }

print_secrets() {
  local connections answered recorded
  for connections in 1 16 64; do
    printf '  %2s connection(s): %s reads/s; p50 %s ms, p99 %s ms; CPU %s us\n' "$connections" \
      "$(column "$RUNS" 4 1=secret "2=$connections" | spread %.0f)" \
      "$(column "$RUNS" 5 1=secret "2=$connections" | median %.3f)" \
      "$(column "$RUNS" 6 1=secret "2=$connections" | spread %.3f)" \
      "$(column "$RUNS" 7 1=secret "2=$connections" | spread %.1f)"
  done
  say "  the disk alone:   $(column "$RUNS" 4 1=disk | spread %.0f) synchronized appends/s of 512 bytes, one after another"
  answered="$(column "$RUNS" 10 1=secret | awk '{ n += $1 } END { print n }')"
  recorded=$(($(events_on_disk) - before))
  say "  $answered reads were counted, $recorded events recorded, $(metric gatehouse_audit_lost_events_total) lost"
  [ "$recorded" -ge "$answered" ] || fail "reads were answered without an event on the disk"
  [ "$(column "$RUNS" 9 1=secret | awk '{ n += $1 } END { print n }')" -eq 0 ] || fail "reads failed"
}
