# From a write to the long poll that waits for it.
# shellcheck shell=bash

measure_watch() {
  local changes=1000 warmup=300 parameter
  if $QUICK; then changes=100 warmup=50; fi
  start_service watch
  # The contract's first integer of the highest layer.
  parameter="$(key_of agents/worker 1)"
  heading "A change to the long poll that waits for it: $changes changes, after $warmup that are not counted"
  say "  server on core $SERVER_CORES, client and writer on core $LOAD_CORES; from the PUT's first byte to the poll's whole answer"
  (on_load "$JAVA_HOME/bin/java" -XX:+UseSerialGC "$BENCH/src/Watch.java" "$SNAPSHOT" "$URL/v1/parameters/bench/dev/agents/worker/$parameter" \
    "${parameter//\//.}" "$READER" "$ADMIN" "$warmup" "$changes") || fail "the changes could not be measured"
}
