# From the start of the process to its first authenticated answer, on a filled folder and all cores.
# shellcheck shell=bash

measure_start() {
  local runs=10
  if $QUICK; then runs=3; fi
  # The folder is filled by a service that then ends; what is measured finds it as a restart would.
  start_service start
  stop "$SERVICE_PID"
  heading "Start to the first authenticated snapshot: $runs starts after one that is not counted, on all cores; median (min to max)"
  starts "$runs" JVM "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -jar "$SERVICE_JAR"
  if [ -n "$NATIVE" ]; then
    starts "$runs" native "$NATIVE"
  else
    say "  native  not measured: --native EXECUTABLE was not given"
  fi
}

# starts RUNS NAME COMMAND...: a line of figures for a way to start the service.
starts() {
  local runs="$1" name="$2" figures="$WORK/start-$2.txt"
  shift 2
  "$JAVA_HOME/bin/java" -XX:+UseSerialGC "$BENCH/src/Starts.java" "$((runs + 1))" "$SNAPSHOT" "$READER" "$LOG/start-$name.log" "$@" |
    tail -n +2 >"$figures" || fail "$name did not start; its log is $LOG/start-$name.log"
  printf '  %-7s %s ms; resident %s MiB\n' "$name" "$(cut -d' ' -f1 "$figures" | spread %.0f)" "$(cut -d' ' -f2 "$figures" | spread %.0f)"
}
