# scanner-worker's engine and its command, and how a run of any program is measured.
# shellcheck shell=bash

build_scanner() {
  local module="$ROOT/scanner-worker"
  need_time
  say "Building scanner-worker ..."
  (cd "$ROOT" && "$MVN" -q -B test-compile dependency:build-classpath -pl scanner-worker -am -Dmdep.outputFile="$WORK/class-path" \
    -Dspotless.check.skip=true -Dcyclonedx.skip=true) >"$LOG/build.log" 2>&1 ||
    { tail -40 "$LOG/build.log" >&2; fail "scanner-worker did not build"; }
  CLASS_PATH="$module/target/test-classes:$module/target/classes:$(cat "$WORK/class-path")"
}

# need_time: GNU time, which tells a run's processor time and largest memory.
need_time() { [ -x /usr/bin/time ] || { need time time; [ -x /usr/bin/time ] || fail "no /usr/bin/time here: install GNU time"; }; }

bench() { "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx2g -cp "$CLASS_PATH" "dev.gatehouse.scanner.bench.$1" "${@:2}"; }

# timed BYTES NAME COMMAND...: runs a command, which may exit with 1 for findings; a row: MB per second of processor time, MB
# per second of the clock, largest memory in MiB, name.
timed() {
  local bytes="$1" name="$2" status=0
  shift 2
  /usr/bin/time -o "$WORK/time" -f '%U %S %e %M' "$@" >"$LOG/run.out" 2>"$LOG/run.err" || status=$?
  if [ "$status" -gt 3 ]; then
    say "  $name failed with $status: $(tail -1 "$LOG/run.err")"
    return
  fi
  # Besides the figures GNU time writes a line about the exit code.
  tail -1 "$WORK/time" | awk -v bytes="$bytes" -v name="$name" '{
    printf "  %10.2f %10.2f %10.0f   %s\n", bytes / 1e6 / ($1 + $2 + 1e-9), bytes / 1e6 / ($3 + 1e-9), $4 / 1024, name }'
}

timed_heading() { printf '  %10s %10s %10s   %s\n' "MB/s CPU" "MB/s" "peak MiB" ""; }

measure_files() {
  local rounds=4
  if $QUICK; then rounds=1; fi
  make_corpus
  heading "One thread over files in memory, MB per second of processor time; the last rounds count, the first ones warm up"
  bench EngineBench "$CORPUS" "$rounds" | grep -v '^findings' | sed 's/^/  /'
  heading "Programs, with their start"
  timed_heading
  bench RuleKeywords >"$WORK/keywords"
  timed "$CORPUS_BYTES" "grep -rF with the $(wc -l <"$WORK/keywords") keywords" env LC_ALL=C grep -rFc -f "$WORK/keywords" "$CORPUS"
  timed "$CORPUS_BYTES" "grep -rFi with them" env LC_ALL=C grep -rFic -f "$WORK/keywords" "$CORPUS"
  timed_engine 1
  timed_engine 2
  timed_command
  measure_peers
}

# timed_engine JOBS: the engine alone over files on disk.
timed_engine() {
  timed "$CORPUS_BYTES" "engine, $1 thread(s), from disk" \
    "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx256m -cp "$CLASS_PATH" dev.gatehouse.scanner.bench.FolderBench "$CORPUS" "$1"
}

timed_command() {
  if [ -n "$NATIVE" ]; then
    timed "$CORPUS_BYTES" "scanner-worker scan, native, 1 job" "$NATIVE" scan --jobs 1 "$CORPUS"
    timed "$CORPUS_BYTES" "scanner-worker scan, native, 2 jobs" "$NATIVE" scan --jobs 2 "$CORPUS"
  else
    say "  No native executable was named: the command is not measured."
  fi
}
