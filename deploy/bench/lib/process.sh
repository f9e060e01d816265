# The bench's work folder, and the servers that it starts: each on a free loopback port, stopped by its pid.
# shellcheck shell=bash

BENCH="$ROOT/deploy/bench"

# open_work: a folder of this run, on the disk where a service's data would be.
open_work() {
  local parent="${GATEHOUSE_BENCH_DIR:-$ROOT/.gatehouse}"
  (umask 077 && mkdir -p "$parent")
  WORK="$(mktemp -d "$parent/bench.XXXXXX")"
  LOG="$WORK/log"
  mkdir "$LOG"
  STARTED=()
}

# close_work: leaves nothing running; keeps the logs if the run failed.
close_work() {
  local status=$?
  stop_all
  if [ "$status" -eq 0 ]; then
    rm -rf "$WORK"
  else
    say "The run failed; its logs are in $LOG." >&2
  fi
}

# launch NAME COMMAND...: starts a server in the background; PID is its process.
launch() {
  local name="$1"
  shift
  "$@" >"$LOG/$name.log" 2>&1 </dev/null &
  PID=$!
  STARTED+=("$PID")
}

# stop PID: asks a server that this run started to end, and makes it.
stop() {
  local i
  kill "$1" 2>/dev/null || true
  for i in $(seq 1 100); do
    kill -0 "$1" 2>/dev/null || break
    sleep 0.1
  done
  kill -9 "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}

stop_all() {
  local pid
  for pid in ${STARTED[@]+"${STARTED[@]}"}; do stop "$pid"; done
  STARTED=()
}

# free_port: prints a port that nothing listens on.
free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  printf '%s\n' "$port"
}

# await PID NAME COMMAND...: until the command succeeds; fails if the process ends before, or after a minute.
await() {
  local pid="$1" name="$2" i
  shift 2
  for i in $(seq 1 600); do
    if "$@" >/dev/null 2>&1; then return; fi
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  # Of a structured log the messages alone, the causes' too.
  { grep -o '"message":"[^"]*"' "$LOG/$name.log" || tail -20 "$LOG/$name.log"; } | tail -5 >&2
  fail "$name did not start; its log is $LOG/$name.log"
}

# family PID: the process and its children.
family() {
  printf '%s\n' "$1"
  pgrep -P "$1" || true
}

# cpu_ticks PID: what the process and its children used of the processor so far, in clock ticks.
cpu_ticks() {
  local pid stat total=0
  for pid in $(family "$1"); do
    # The command's name stands in brackets, and may hold anything.
    stat="$(sed 's/.*) //' "/proc/$pid/stat")" || continue
    # shellcheck disable=SC2086 # the fields are what is wanted
    set -- $stat
    total=$((total + ${12} + ${13}))
  done
  printf '%s\n' "$total"
}

# rss_kib PID: resident memory of the process and its children; what they share counts in each.
rss_kib() {
  local pid
  for pid in $(family "$1"); do
    sed -n 's/^VmRSS:[[:space:]]*\([0-9]*\) kB/\1/p' "/proc/$pid/status"
  done | awk '{ sum += $1 } END { print sum + 0 }'
}
