# audit-service: built, and started on a folder of its own.
# shellcheck shell=bash

# One principal makes all the load; its rate limit is there, and out of the way.
UNLIMITED=100000000

build_audit_service() {
  SERVICE_JAR="$ROOT/audit-service/target/quarkus-app/quarkus-run.jar"
  if [ -n "$NATIVE" ]; then return; fi
  if [ -f "$SERVICE_JAR" ] && [ -z "$(newer_than "$SERVICE_JAR")" ]; then return; fi
  say "Building audit-service ..."
  (cd "$ROOT" && "$MVN" -q -B package -pl audit-service -am -DskipTests -Dspotless.check.skip=true -Dcyclonedx.skip=true) \
    >"$LOG/build.log" 2>&1 || { tail -40 "$LOG/build.log" >&2; fail "audit-service did not build"; }
}

newer_than() {
  local module paths=("$ROOT/pom.xml" "$ROOT/audit-service/policies.yaml")
  for module in platform-client platform-service audit-service; do
    paths+=("$ROOT/$module/src/main" "$ROOT/$module/pom.xml")
  done
  find "${paths[@]}" -type f -newer "$1" -print -quit
}

# audit_command: SERVICE is how the executable is started.
audit_command() {
  if [ -n "$NATIVE" ]; then
    SERVICE=("$NATIVE")
  else
    SERVICE=("$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -jar "$SERVICE_JAR")
  fi
}

# start_audit NAME [NAME=VALUE...]: starts it on a folder with further variables; SERVICE_PID is its process, and
# $WORK/NAME.header the administrator's credential.
start_audit() {
  local name="$1" port management
  shift
  port="$(free_port)"
  management="$(free_port)"
  audit_command
  launch "$name" env GATEHOUSE_MODE=local GATEHOUSE_DATA_DIR="$WORK/$name" GATEHOUSE_PORT="$port" \
    GATEHOUSE_MANAGEMENT_PORT="$management" GATEHOUSE_ACCESS_BOOTSTRAP_TOKEN_FILE="$WORK/$name.admin-token" \
    GATEHOUSE_ACCESS_RATE_PER_SECOND="$UNLIMITED" GATEHOUSE_ACCESS_BURST="$UNLIMITED" "$@" "${SERVICE[@]}"
  SERVICE_PID="$PID"
  URL="http://127.0.0.1:$port"
  MANAGEMENT="http://127.0.0.1:$management"
  await "$SERVICE_PID" "$name" curl -fsS -o /dev/null "$MANAGEMENT/q/health/ready"
  ADMIN="$WORK/$name.header"
  (umask 077 && printf 'Authorization: Bearer %s' "$(cat "$WORK/$name.admin-token")" >"$ADMIN")
}

# ask ARGUMENTS...: curl with a credential that no process list shows.
ask() { curl -fsS -H @"$ADMIN" "$@"; }

# log_size: how many events the newest checkpoint covers.
log_size() { ask "$URL/checkpoint" | sed -n 2p; }

# send_events CONNECTIONS SECONDS LINES RUN [QUERY]: "requests/s p50-us p99-us max-us requests bytes errors".
send_events() { send_to "$URL/v1/events${5:-}" "$1" "$2" "$3" "$4"; }

# send_to URL CONNECTIONS SECONDS LINES RUN: the same to any server.
send_to() {
  local threads=2
  if [ "$2" -lt 2 ]; then threads=1; fi
  BENCH_HEADERS="$ADMIN" BENCH_LINES="$4" BENCH_RUN="$5" \
    wrk -t "$threads" -c "$2" -d "${3}s" --timeout 20s --latency -s "$BENCH/src/events.lua" "$1" 2>&1 |
    sed -n 's/^figures //p' || fail "wrk failed"
}

# metric NAME: the sum of a counter or gauge of the service over all its labels; 0 where there is none yet.
metric() {
  curl -fsS "$MANAGEMENT/q/metrics" | awk -v name="$1" '
    /^#/ { next }
    { bare = $1; sub(/\{.*/, "", bare); if (bare == name) sum += $NF }
    END { printf "%.0f\n", sum }'
}

# in_process CLASS ARGUMENTS...: runs a program of audit-service's test sources with the service's own libraries.
in_process() {
  local app="$ROOT/audit-service/target/quarkus-app"
  (cd "$ROOT/audit-service" && "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Xmx2g \
    -cp "target/test-classes:$app/app/*:$app/lib/main/*:$app/lib/boot/*" "$@")
}
