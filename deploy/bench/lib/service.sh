# config-service: built, started on a folder of its own, filled, and asked.
# shellcheck shell=bash

# One principal makes all the load; its rate limit is there, and out of the way.
UNLIMITED=100000000

build_service() {
  if $AS_SERVER; then return; fi
  SERVICE_JAR="$ROOT/config-service/target/quarkus-app/quarkus-run.jar"
  if [ -f "$SERVICE_JAR" ] && [ -z "$(newer_than "$SERVICE_JAR")" ]; then return; fi
  say "Building config-service ..."
  (cd "$ROOT" && "$MVN" -q -B package -pl config-service -am -DskipTests -Dspotless.check.skip=true -Dcyclonedx.skip=true) \
    >"$LOG/build.log" 2>&1 || { tail -40 "$LOG/build.log" >&2; fail "config-service did not build"; }
}

newer_than() {
  find "$ROOT/pom.xml" "$ROOT/platform-client/src/main" "$ROOT/platform-client/pom.xml" "$ROOT/platform-service/src/main" \
    "$ROOT/platform-service/pom.xml" "$ROOT/config-service/src/main" \
    "$ROOT/config-service/pom.xml" "$ROOT/config-service/"*.yaml "$ROOT/config-service/"*.json -type f -newer "$1" -print -quit
}

# service_command: SERVICE is how the service is started: the JVM's build, or the native executable.
service_command() {
  if $AS_SERVER; then
    SERVICE=("$NATIVE")
  else
    SERVICE=("$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -jar "$SERVICE_JAR")
  fi
}

# service_settings FOLDER: exports what the service reads from its environment; URL and MANAGEMENT are where it is.
service_settings() {
  local port management
  port="$(free_port)"
  management="$(free_port)"
  [ -f "$WORK/hierarchy.yaml" ] || write_hierarchy "$WORK/hierarchy.yaml"
  [ -f "$WORK/policies.yaml" ] || write_policies "$WORK/policies.yaml"
  export GATEHOUSE_MODE=local
  export GATEHOUSE_DATA_DIR="$1"
  export GATEHOUSE_PORT="$port"
  export GATEHOUSE_MANAGEMENT_PORT="$management"
  export GATEHOUSE_HIERARCHY="$WORK/hierarchy.yaml"
  export GATEHOUSE_ACCESS_POLICIES="$WORK/policies.yaml"
  export GATEHOUSE_ACCESS_BOOTSTRAP_TOKEN_FILE="$1.admin-token"
  export GATEHOUSE_ACCESS_RATE_PER_SECOND="$UNLIMITED"
  export GATEHOUSE_ACCESS_BURST="$UNLIMITED"
  # A read whose event can't be recorded is refused, as it is outside the local mode.
  export GATEHOUSE_AUDIT_REQUIRED=true
  URL="http://127.0.0.1:$port"
  MANAGEMENT="http://127.0.0.1:$management"
  SNAPSHOT="$URL/v1/config/dev/worker"
}

service_ready() { curl -fsS -o /dev/null "$MANAGEMENT/q/health/ready"; }

# start_service NAME: starts it on the server's cores with a new folder, and fills it; SERVICE_PID is its process, and
# the file $WORK/NAME.header the credential of the application that reads.
start_service() {
  service_settings "$WORK/$1"
  service_command
  start_again "$1"
  fill_service "$1"
}

# start_again NAME: starts it as it was last set.
start_again() {
  launch "$1" on_server "${SERVICE[@]}"
  SERVICE_PID="$PID"
  await "$SERVICE_PID" "$1" service_ready
}

fill_service() {
  ADMIN="$WORK/$1.admin-header"
  READER="$WORK/$1.header"
  header "$(cat "$GATEHOUSE_ACCESS_BOOTSTRAP_TOKEN_FILE")" >"$ADMIN"
  ask "$ADMIN" -X POST "$URL/v1/contract/dev/apply" -d '{"mode":"add-missing"}' -o "$LOG/$1-apply.json"
  header "$(ask "$ADMIN" -X POST "$URL/v1/tokens" -d '{"name":"worker","policies":["worker"],"ttl":"1d"}' |
    sed -n 's/.*"token":"\([^"]*\)".*/\1/p')" >"$READER"
}

# header TOKEN: the credential, as a request's header.
header() { printf 'Authorization: Bearer %s' "$1"; }

# ask HEADER-FILE ARGUMENTS...: curl with a credential that no process list shows.
ask() {
  local credential="$1"
  shift
  curl -fsS -H @"$credential" -H 'Content-Type: application/json' "$@"
}

# metric NAME: the sum of a counter or gauge of the service over all its labels.
metric() {
  curl -fsS "$MANAGEMENT/q/metrics" | awk -v name="$1" '
    /^#/ { next }
    { bare = $1; sub(/\{.*/, "", bare); if (bare == name) { sum += $NF; found = 1 } }
    END { if (!found) exit 1; printf "%.0f\n", sum }' || fail "the service has no metric $1"
}
