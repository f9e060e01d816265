# Load by wrk, and what it costs the server.
# shellcheck shell=bash

# load CONNECTIONS SECONDS URL HEADER-FILE: prints "requests/s p50-us p99-us max-us requests bytes errors".
load() {
  local threads="$LOAD_COUNT"
  if [ "$1" -lt "$threads" ]; then threads="$1"; fi
  (BENCH_HEADERS="$4" on_load wrk -t "$threads" -c "$1" -d "${2}s" --timeout 10s --latency -s "$BENCH/src/load.lua" "$3") \
    2>&1 | sed -n 's/^figures //p' || fail "wrk failed"
}

# measured_load PID CONNECTIONS SECONDS URL HEADER-FILE: tab-separated
# requests/s, p50 and p99 in ms, CPU microseconds a request, bytes a request, errors, requests.
measured_load() {
  local before after
  before="$(cpu_ticks "$1")"
  read -r -a run <<<"$(load "$2" "$3" "$4" "$5")"
  after="$(cpu_ticks "$1")"
  [ "${#run[@]}" -eq 7 ] || fail "wrk told no figures for $4"
  awk -v ticks="$((after - before))" -v hz="$(getconf CLK_TCK)" -v rps="${run[0]}" -v p50="${run[1]}" -v p99="${run[2]}" \
    -v requests="${run[4]}" -v bytes="${run[5]}" -v errors="${run[6]}" 'BEGIN {
      printf "%.0f\t%.3f\t%.3f\t%.2f\t%.0f\t%d\t%d\n",
        rps, p50 / 1000, p99 / 1000, ticks / hz * 1e6 / requests, bytes / requests, errors, requests }'
}
