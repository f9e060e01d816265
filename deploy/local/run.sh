# What deploy/local/up and down share: where things are, and how a service is started, asked and stopped.
# shellcheck shell=bash

GATEHOUSE_HOME="${GATEHOUSE_HOME:-$ROOT/.gatehouse}"
CONFIG_PORT="${GATEHOUSE_CONFIG_PORT:-8480}"
CONFIG_MANAGEMENT_PORT="${GATEHOUSE_CONFIG_MANAGEMENT_PORT:-8481}"
CONFIG_URL="http://127.0.0.1:$CONFIG_PORT"
ADMIN_TOKEN="$GATEHOUSE_HOME/admin.token"
APP_TOKEN="$GATEHOUSE_HOME/researcher.token"

pid_of() { cat "$GATEHOUSE_HOME/$1.pid" 2>/dev/null || true; }

# Whether the process that was started for a service still runs. The start time guards against a pid that was reused.
running() {
  local pid started
  pid="$(pid_of "$1")"
  [ -n "$pid" ] || return 1
  kill -0 "$pid" 2>/dev/null || return 1
  started="$(cat "$GATEHOUSE_HOME/$1.started" 2>/dev/null || true)"
  [ "$(start_time "$pid")" = "$started" ]
}

start_time() { ps -o lstart= -p "$1" 2>/dev/null | tr -s ' ' '_'; }

build_config_service() {
  local jar="$ROOT/config-service/target/quarkus-app/quarkus-run.jar"
  if [ -f "$jar" ] && [ -z "$(newer_sources "$jar")" ]; then
    return
  fi
  find_jdk
  find_maven
  say "Building config-service ..."
  (cd "$ROOT" && "$MVN" -B -q -pl config-service -am package -DskipTests -Dspotless.check.skip=true -Dcyclonedx.skip=true) \
    >"$GATEHOUSE_HOME/build.log" 2>&1 || { tail -40 "$GATEHOUSE_HOME/build.log" >&2; fail "The build failed; its log is $GATEHOUSE_HOME/build.log"; }
}

newer_sources() {
  find "$ROOT/pom.xml" "$ROOT/platform-client/src/main" "$ROOT/platform-client/pom.xml" "$ROOT/platform-service/src/main" \
    "$ROOT/platform-service/pom.xml" "$ROOT/config-service/src/main" \
    "$ROOT/config-service/pom.xml" "$ROOT/config-service/"*.yaml "$ROOT/config-service/"*.json -type f -newer "$1" -print -quit
}

start_config_service() {
  find_jdk
  say "Starting config-service ..."
  GATEHOUSE_MODE=local \
    GATEHOUSE_DATA_DIR="$GATEHOUSE_HOME/config-service" \
    GATEHOUSE_PORT="$CONFIG_PORT" \
    GATEHOUSE_MANAGEMENT_PORT="$CONFIG_MANAGEMENT_PORT" \
    GATEHOUSE_ACCESS_BOOTSTRAP_TOKEN_FILE="$ADMIN_TOKEN" \
    nohup "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -jar "$ROOT/config-service/target/quarkus-app/quarkus-run.jar" \
    >"$GATEHOUSE_HOME/config-service.log" 2>&1 </dev/null &
  echo "$!" >"$GATEHOUSE_HOME/config-service.pid"
  start_time "$!" >"$GATEHOUSE_HOME/config-service.started"
}

await_ready() {
  local i
  for i in $(seq 1 300); do
    if curl -fsS -o /dev/null "http://127.0.0.1:$CONFIG_MANAGEMENT_PORT/q/health/ready" 2>/dev/null; then
      return
    fi
    if ! running "$1"; then
      tail -20 "$GATEHOUSE_HOME/$1.log" >&2
      fail "$1 did not start; its log is $GATEHOUSE_HOME/$1.log"
    fi
    sleep 0.1
  done
  fail "$1 did not get ready in 30 s; its log is $GATEHOUSE_HOME/$1.log"
}

# A call as the administrator. The token goes by a file, so that no process list shows it.
admin() {
  curl -fsS -H @<(printf 'Authorization: Bearer %s' "$(cat "$ADMIN_TOKEN")") -H 'Content-Type: application/json' "$@"
}

fill_config_service() {
  local environment
  for environment in dev staging prod; do
    admin -X POST "$CONFIG_URL/v1/contract/$environment/apply" \
      -d '{"mode":"add-missing","secrets":true,"placeholders":true}' -o "$GATEHOUSE_HOME/apply-$environment.json" ||
      fail "The hierarchy could not be applied to $environment; see $GATEHOUSE_HOME/config-service.log"
  done
  if [ ! -s "$APP_TOKEN" ]; then
    (umask 077 && admin -X POST "$CONFIG_URL/v1/tokens" -d '{"name":"researcher","policies":["app-researcher"],"ttl":"30d"}' |
      sed -n 's/.*"token":"\([^"]*\)".*/\1/p' >"$APP_TOKEN")
  fi
}

print_config_service() {
  cat <<TEXT

config-service is ready at $CONFIG_URL (log: $GATEHOUSE_HOME/config-service.log, metrics and health on port $CONFIG_MANAGEMENT_PORT).
Try:

  curl -s -H "Authorization: Bearer \$(cat "$APP_TOKEN")" $CONFIG_URL/v1/config/dev/researcher
  curl -s -H "Authorization: Bearer \$(cat "$APP_TOKEN")" $CONFIG_URL/v1/config/dev/researcher/explain/log.level
  curl -s -H "Authorization: Bearer \$(cat "$ADMIN_TOKEN")" $CONFIG_URL/v1/contract/dev/diff

Stop it with deploy/local/down.
TEXT
}

stop_service() {
  local pid i
  if ! running "$1"; then
    rm -f "$GATEHOUSE_HOME/$1.pid" "$GATEHOUSE_HOME/$1.started"
    return
  fi
  pid="$(pid_of "$1")"
  kill "$pid"
  for i in $(seq 1 300); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  if kill -0 "$pid" 2>/dev/null; then
    kill -9 "$pid"
  fi
  rm -f "$GATEHOUSE_HOME/$1.pid" "$GATEHOUSE_HOME/$1.started"
  say "$1 stopped (pid $pid)."
}
