# The Java client's cached reads by JMH, and what it holds on the heap.
# shellcheck shell=bash

# build_client: platform-client, and the bench's own classes with what JMH generates for them; CLASS_PATH.
build_client() {
  local module="$ROOT/platform-client" classes="$WORK/classes" jmh
  say "Building platform-client and the bench ..."
  (cd "$ROOT" && "$MVN" -q -B compile dependency:build-classpath -pl platform-client -am -Dmdep.outputFile="$WORK/class-path" \
    -DincludeScope=compile -Dspotless.check.skip=true -Dcyclonedx.skip=true) >"$LOG/build.log" 2>&1 ||
    { tail -40 "$LOG/build.log" >&2; fail "platform-client did not build"; }
  "$MVN" -q -B -f "$BENCH/src/client/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath \
    -Dmdep.outputFile="$WORK/jmh-path" >>"$LOG/build.log" 2>&1 ||
    { tail -40 "$LOG/build.log" >&2; fail "JMH is not to be had"; }
  jmh="$(cat "$WORK/jmh-path")"
  CLASS_PATH="$classes:$module/target/classes:$(cat "$WORK/class-path"):$jmh"
  mkdir -p "$classes"
  "$JAVA_HOME/bin/javac" -nowarn -d "$classes" -cp "$CLASS_PATH" -processorpath "$jmh" "$BENCH"/src/client/*.java \
    >>"$LOG/build.log" 2>&1 || { tail -40 "$LOG/build.log" >&2; fail "the bench did not compile"; }
}

# measure_reads: nanoseconds and bytes of a read, mean and error (99.9 %) over forks; the floor and the peer in the same run.
measure_reads() {
  local rounds=(-f 3 -wi 5 -w 1s -i 5 -r 1s)
  if $QUICK; then rounds=(-f 1 -wi 2 -w 500ms -i 3 -r 500ms); fi
  heading "Cached reads of 10,000 keys, one thread, JMH; aim: 50 ns and no allocation"
  "$JAVA_HOME/bin/java" -cp "$CLASS_PATH" org.openjdk.jmh.Main 'bench.Reads.*' "${rounds[@]}" -prof gc -jvmArgs '-Xms512m -Xmx512m' \
    -rf csv -rff "$WORK/reads.csv" >"$LOG/jmh.log" 2>&1 || { tail -20 "$LOG/jmh.log" >&2; fail "JMH failed"; }
  if grep -q '<failure>\|^ERROR' "$LOG/jmh.log"; then fail "a benchmark failed; see $LOG/jmh.log"; fi
  printf '  %-28s %10s %10s %12s\n' "" "ns a read" "error" "bytes a read"
  # A row of JMH: "Benchmark","Mode","Threads","Samples","Score","Score Error (99.9%)","Unit".
  tr -d '"' <"$WORK/reads.csv" | awk -F, '
    NR == 1 { next }
    { split($1, part, ":"); sub(/.*\./, "", part[1]) }
    part[2] == "" { if (!(part[1] in ns)) order[++n] = part[1]; ns[part[1]] = $5; error[part[1]] = $6 }
    $1 ~ /gc\.alloc\.rate\.norm$/ { sub(/:.*/, "", $1); sub(/.*\./, "", $1); bytes[$1] = $5 }
    END { for (i = 1; i <= n; i++) printf "  %-28s %10.1f %10.1f %12.0f\n", order[i], ns[order[i]], error[order[i]], bytes[order[i]] }'
}

# measure_memory: what is on the heap after a full collection.
measure_memory() {
  heading "Memory of 10,000 keys, after a full collection"
  printf '  %12s %12s   %s\n' "bytes" "a key" ""
  "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx512m -cp "$CLASS_PATH" bench.Memory 10000 2>"$LOG/memory.log" |
    awk -F'\t' '{ printf "  %12d %12d   %s\n", $2, $3, $1 }'
}
