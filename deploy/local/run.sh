# What deploy/local/up and down share: where things are, and how a service is started, asked and stopped.
# shellcheck shell=bash

GATEHOUSE_HOME="${GATEHOUSE_HOME:-$ROOT/.gatehouse}"
SERVICES=(scanner-worker config-service audit-service)
CONFIG_PORT="${GATEHOUSE_CONFIG_PORT:-8480}"
CONFIG_MANAGEMENT_PORT="${GATEHOUSE_CONFIG_MANAGEMENT_PORT:-8481}"
CONFIG_URL="http://127.0.0.1:$CONFIG_PORT"
AUDIT_PORT="${GATEHOUSE_AUDIT_PORT:-8490}"
AUDIT_MANAGEMENT_PORT="${GATEHOUSE_AUDIT_MANAGEMENT_PORT:-8491}"
AUDIT_URL="http://127.0.0.1:$AUDIT_PORT"
SCANNER_PORT="${GATEHOUSE_SCANNER_PORT:-8492}"
SCANNER_MANAGEMENT_PORT="${GATEHOUSE_SCANNER_MANAGEMENT_PORT:-8493}"
SCANNER_URL="http://127.0.0.1:$SCANNER_PORT"
INBOX="$GATEHOUSE_HOME/inbox"
ADMIN_TOKEN="$GATEHOUSE_HOME/admin.token"
APP_TOKEN="$GATEHOUSE_HOME/researcher.token"
AUDIT_ADMIN_TOKEN="$GATEHOUSE_HOME/audit-admin.token"
OUTBOX_TOKEN="$GATEHOUSE_HOME/config-audit.token"
SCANNER_ADMIN_TOKEN="$GATEHOUSE_HOME/scanner-admin.token"
SCANNER_OUTBOX_TOKEN="$GATEHOUSE_HOME/scanner-audit.token"
FINGERPRINTS_TOKEN="$GATEHOUSE_HOME/scanner-config.token"

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

jar_of() { printf '%s\n' "$ROOT/$1/target/quarkus-app/quarkus-run.jar"; }

# Builds the services whose jars are missing or older than what they are made of.
build_services() {
  local service stale=()
  for service in "${SERVICES[@]}"; do
    if running "$service"; then continue; fi
    if [ ! -f "$(jar_of "$service")" ] || [ -n "$(newer_sources "$service" "$(jar_of "$service")")" ]; then
      stale+=("$service")
    fi
  done
  if [ "${#stale[@]}" -eq 0 ]; then return; fi
  find_jdk
  find_maven
  say "Building ${stale[*]} ..."
  (cd "$ROOT" && "$MVN" -B -q -pl "$(IFS=,; echo "${stale[*]}")" -am package -DskipTests -Dspotless.check.skip=true -Dcyclonedx.skip=true) \
    >"$GATEHOUSE_HOME/build.log" 2>&1 || { tail -40 "$GATEHOUSE_HOME/build.log" >&2; fail "The build failed; its log is $GATEHOUSE_HOME/build.log"; }
}

# newer_sources SERVICE JAR: a file that the service is made of and that is newer than its jar.
newer_sources() {
  local module paths=("$ROOT/pom.xml")
  for module in platform-client platform-service "$1"; do
    paths+=("$ROOT/$module/pom.xml" "$ROOT/$module/src/main")
  done
  # Documents that are packed into the service stand beside its pom.xml.
  find "$ROOT/$1" -maxdepth 1 \( -name '*.yaml' -o -name '*.json' \) -newer "$2" -print -quit
  find "${paths[@]}" -type f -newer "$2" -print -quit
}

# start_service SERVICE PORT MANAGEMENT_PORT TOKEN_FILE [NAME=VALUE...]: starts it in local mode, with further variables.
start_service() {
  local service="$1" port="$2" management="$3" token="$4"
  shift 4
  if running "$service"; then
    say "$service is already running (pid $(pid_of "$service"))."
    return
  fi
  find_jdk
  say "Starting $service ..."
  env GATEHOUSE_MODE=local \
    GATEHOUSE_DATA_DIR="$GATEHOUSE_HOME/$service" \
    GATEHOUSE_PORT="$port" \
    GATEHOUSE_MANAGEMENT_PORT="$management" \
    GATEHOUSE_ACCESS_BOOTSTRAP_TOKEN_FILE="$token" \
    "$@" \
    nohup "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -jar "$(jar_of "$service")" >"$GATEHOUSE_HOME/$service.log" 2>&1 </dev/null &
  echo "$!" >"$GATEHOUSE_HOME/$service.pid"
  start_time "$!" >"$GATEHOUSE_HOME/$service.started"
}

# await_ready SERVICE MANAGEMENT_PORT
await_ready() {
  local i
  for i in $(seq 1 300); do
    if curl -fsS -o /dev/null "http://127.0.0.1:$2/q/health/ready" 2>/dev/null; then
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

# post TOKEN_FILE URL JSON: a call with a token. It goes by a file, so that no process list shows it.
post() {
  curl -fsS -H @<(printf 'Authorization: Bearer %s' "$(cat "$1")") -H 'Content-Type: application/json' "$2" -d "$3"
}

# mint ADMIN_TOKEN_FILE URL JSON FILE: writes a new token into a file, unless a recent one is there.
mint() {
  if [ -s "$4" ] && [ -n "$(find "$4" -mtime -20)" ]; then return; fi
  (umask 077 && post "$1" "$2/v1/tokens" "$3" | sed -n 's/.*"token":"\([^"]*\)".*/\1/p' >"$4")
}

start_audit_service() {
  start_service audit-service "$AUDIT_PORT" "$AUDIT_MANAGEMENT_PORT" "$AUDIT_ADMIN_TOKEN"
  await_ready audit-service "$AUDIT_MANAGEMENT_PORT"
  mint "$AUDIT_ADMIN_TOKEN" "$AUDIT_URL" '{"name":"config-service","policies":["service-config"],"ttl":"30d"}' "$OUTBOX_TOKEN"
  mint "$AUDIT_ADMIN_TOKEN" "$AUDIT_URL" '{"name":"scanner-worker","policies":["service-scanner"],"ttl":"30d"}' "$SCANNER_OUTBOX_TOKEN"
}

# Its audit events go to audit-service.
start_config_service() {
  start_service config-service "$CONFIG_PORT" "$CONFIG_MANAGEMENT_PORT" "$ADMIN_TOKEN" \
    GATEHOUSE_AUDIT_URL="$AUDIT_URL" GATEHOUSE_AUDIT_TOKEN_FILE="$OUTBOX_TOKEN"
  await_ready config-service "$CONFIG_MANAGEMENT_PORT"
}

# It watches a folder, every minute, and may scan this checkout when it is asked to. It knows config-service's secrets by
# their fingerprints.
start_scanner_worker() {
  mkdir -p "$INBOX"
  mint "$ADMIN_TOKEN" "$CONFIG_URL" '{"name":"scanner-worker","policies":["scanner"],"ttl":"30d"}' "$FINGERPRINTS_TOKEN"
  start_service scanner-worker "$SCANNER_PORT" "$SCANNER_MANAGEMENT_PORT" "$SCANNER_ADMIN_TOKEN" \
    GATEHOUSE_AUDIT_URL="$AUDIT_URL" GATEHOUSE_AUDIT_TOKEN_FILE="$SCANNER_OUTBOX_TOKEN" \
    GATEHOUSE_MANAGED_URL="$CONFIG_URL" GATEHOUSE_MANAGED_TOKEN_FILE="$FINGERPRINTS_TOKEN" \
    GATEHOUSE_TARGETS_0__NAME=inbox GATEHOUSE_TARGETS_0__KIND=directory GATEHOUSE_TARGETS_0__LOCATION="$INBOX" \
    GATEHOUSE_TARGETS_0__CRON='0 * * * * ?' GATEHOUSE_SCAN_ALLOWED="directory:$ROOT,git:$ROOT"
  await_ready scanner-worker "$SCANNER_MANAGEMENT_PORT"
}

fill_config_service() {
  local environment
  for environment in dev staging prod; do
    post "$ADMIN_TOKEN" "$CONFIG_URL/v1/contract/$environment/apply" \
      '{"mode":"add-missing","secrets":true,"placeholders":true}' >"$GATEHOUSE_HOME/apply-$environment.json" ||
      fail "The hierarchy could not be applied to $environment; see $GATEHOUSE_HOME/config-service.log"
  done
  mint "$ADMIN_TOKEN" "$CONFIG_URL" '{"name":"researcher","policies":["app-researcher"],"ttl":"30d"}' "$APP_TOKEN"
}

print_services() {
  cat <<TEXT

config-service is ready at $CONFIG_URL (log: $GATEHOUSE_HOME/config-service.log, metrics and health on port $CONFIG_MANAGEMENT_PORT).
audit-service is ready at $AUDIT_URL (log: $GATEHOUSE_HOME/audit-service.log, metrics and health on port $AUDIT_MANAGEMENT_PORT).
scanner-worker is ready at $SCANNER_URL (log: $GATEHOUSE_HOME/scanner-worker.log, metrics and health on port $SCANNER_MANAGEMENT_PORT).
It scans $INBOX every minute.
Try:

  curl -s -H "Authorization: Bearer \$(cat "$APP_TOKEN")" $CONFIG_URL/v1/config/dev/researcher
  curl -s -H "Authorization: Bearer \$(cat "$APP_TOKEN")" $CONFIG_URL/v1/config/dev/researcher/explain/log.level
  curl -s -H "Authorization: Bearer \$(cat "$ADMIN_TOKEN")" $CONFIG_URL/v1/contract/dev/diff
  curl -s -H "Authorization: Bearer \$(cat "$AUDIT_ADMIN_TOKEN")" "$AUDIT_URL/v1/events?order=newest&limit=5"
  curl -s -H "Authorization: Bearer \$(cat "$AUDIT_ADMIN_TOKEN")" $AUDIT_URL/checkpoint
  curl -s -X POST -H "Authorization: Bearer \$(cat "$SCANNER_ADMIN_TOKEN")" -H 'Content-Type: application/json' -d '{"target":"inbox"}' $SCANNER_URL/v1/scans
  curl -s -H "Authorization: Bearer \$(cat "$SCANNER_ADMIN_TOKEN")" $SCANNER_URL/v1/findings

Stop them with deploy/local/down.
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
