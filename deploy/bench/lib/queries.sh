# Queries over many events, in a table that is filled as the service fills it.
# shellcheck shell=bash

measure_queries() {
  local events=10000000
  if $QUICK; then events=200000; fi
  heading "Queries over $events events"
  in_process dev.gatehouse.audit.bench.QueryBench "$WORK/queries" "$events" | sed 's/^/  /'
}
