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
SCANNER_CONFIG_TOKEN="$GATEHOUSE_HOME/scanner-config.token"
READERS_TOKEN="$GATEHOUSE_HOME/config-readers.token"
# Whether they keep everything on AWS, which here is moto: it forgets all when it stops.
AWS="${GATEHOUSE_AWS:-false}"
MOTO_PORT="${GATEHOUSE_MOTO_PORT:-8495}"
MOTO_URL="http://127.0.0.1:$MOTO_PORT"
# Whether the services run as native executables.
NATIVE="${GATEHOUSE_NATIVE:-false}"

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

jar_of() {
  case "$1" in
    deploy/scenario) printf '%s\n' "$ROOT/$1/target/scenario.jar" ;;
    *) printf '%s\n' "$ROOT/$1/target/quarkus-app/quarkus-run.jar" ;;
  esac
}

executable_of() { printf '%s\n' "$ROOT/$1/target/$1-0.1.0-SNAPSHOT-runner"; }

# What of a service is run here.
built_of() { if $NATIVE; then executable_of "$1"; else jar_of "$1"; fi; }

# Builds the services that are missing or older than what they are made of, and do not run already.
build_services() {
  local service stale=() maven_arguments=()
  for service in "${SERVICES[@]}"; do
    if running "$service"; then continue; fi
    if [ ! -f "$(built_of "$service")" ] || [ -n "$(newer_sources "$service" "$(built_of "$service")")" ]; then
      stale+=("$service")
    fi
  done
  if [ "${#stale[@]}" -eq 0 ]; then return; fi
  find_jdk
  find_maven
  if $NATIVE; then native_arguments; fi
  say "Building ${stale[*]} ..."
  (cd "$ROOT" && "$MVN" -B -q -pl "$(IFS=,; echo "${stale[*]}")" -am package -DskipTests -Dspotless.check.skip=true \
    -Dcyclonedx.skip=true ${maven_arguments[@]+"${maven_arguments[@]}"}) \
    >"$GATEHOUSE_HOME/build.log" 2>&1 || { tail -40 "$GATEHOUSE_HOME/build.log" >&2; fail "The build failed; its log is $GATEHOUSE_HOME/build.log"; }
}

# newer_sources SERVICE BUILT: a file that the service is made of and that is newer than what was built.
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
  local command
  if $NATIVE; then
    command=("$(executable_of "$service")")
  else
    find_jdk
    command=("$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -jar "$(jar_of "$service")")
  fi
  say "Starting $service ..."
  env GATEHOUSE_MODE=local \
    GATEHOUSE_DATA_DIR="$GATEHOUSE_HOME/$service" \
    GATEHOUSE_PORT="$port" \
    GATEHOUSE_MANAGEMENT_PORT="$management" \
    GATEHOUSE_ACCESS_BOOTSTRAP_TOKEN_FILE="$token" \
    "$@" \
    nohup "${command[@]}" >"$GATEHOUSE_HOME/$service.log" 2>&1 </dev/null &
  echo "$!" >"$GATEHOUSE_HOME/$service.pid"
  start_time "$!" >"$GATEHOUSE_HOME/$service.started"
}

# await_ready SERVICE MANAGEMENT_PORT
await_ready() {
  local i
  for i in $(seq 1 300); do
    if ready "$2"; then return; fi
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

# start_moto: starts AWS on this machine, and makes there what the services need.
start_moto() {
  if ! $AWS; then return; fi
  find_moto
  find_botocore
  export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
  if ! running moto; then
    say "Starting moto ..."
    nohup "$GATEHOUSE_MOTO" -H 127.0.0.1 -p "$MOTO_PORT" >"$GATEHOUSE_HOME/moto.log" 2>&1 </dev/null &
    echo "$!" >"$GATEHOUSE_HOME/moto.pid"
    start_time "$!" >"$GATEHOUSE_HOME/moto.started"
  fi
  local i
  for i in $(seq 1 300); do
    if curl -fsS -o /dev/null "$MOTO_URL/moto-api/" 2>/dev/null; then break; fi
    if [ "$i" -eq 300 ]; then fail "moto did not start; its log is $GATEHOUSE_HOME/moto.log"; fi
    sleep 0.1
  done
  "${GATEHOUSE_PYTHON:?}" "$ROOT/deploy/local/aws-setup.py" "$MOTO_URL"
}

# on_aws NAME=VALUE...: sets the array aws_settings to these variables where everything is kept on AWS, and else to nothing.
on_aws() {
  aws_settings=()
  if $AWS; then aws_settings=(GATEHOUSE_STORE=aws AWS_ENDPOINT_URL="$MOTO_URL" "$@"); fi
}

start_audit_service() {
  on_aws GATEHOUSE_AWS_BUCKET=gatehouse-audit GATEHOUSE_AWS_REGION=us-east-1 GATEHOUSE_AWS_ENDPOINT="$MOTO_URL"
  start_service audit-service "$AUDIT_PORT" "$AUDIT_MANAGEMENT_PORT" "$AUDIT_ADMIN_TOKEN" ${aws_settings[@]+"${aws_settings[@]}"}
  await_ready audit-service "$AUDIT_MANAGEMENT_PORT"
  mint "$AUDIT_ADMIN_TOKEN" "$AUDIT_URL" '{"name":"config-service","policies":["service-config"],"ttl":"30d"}' "$OUTBOX_TOKEN"
  mint "$AUDIT_ADMIN_TOKEN" "$AUDIT_URL" '{"name":"config-readers","policies":["config-readers"],"ttl":"30d"}' "$READERS_TOKEN"
  mint "$AUDIT_ADMIN_TOKEN" "$AUDIT_URL" '{"name":"scanner-worker","policies":["service-scanner"],"ttl":"30d"}' "$SCANNER_OUTBOX_TOKEN"
}

# Its audit events go to audit-service, which it asks who has read a secret. Here rotations are looked after every second, and
# both versions work for three at least; in earnest that is longer.
start_config_service() {
  on_aws QUARKUS_SSM_ENDPOINT_OVERRIDE="$MOTO_URL" QUARKUS_SECRETSMANAGER_ENDPOINT_OVERRIDE="$MOTO_URL" \
    QUARKUS_SSM_AWS_REGION=us-east-1 QUARKUS_SECRETSMANAGER_AWS_REGION=us-east-1
  start_service config-service "$CONFIG_PORT" "$CONFIG_MANAGEMENT_PORT" "$ADMIN_TOKEN" \
    GATEHOUSE_AUDIT_URL="$AUDIT_URL" GATEHOUSE_AUDIT_TOKEN_FILE="$OUTBOX_TOKEN" \
    GATEHOUSE_ROTATION_INTERVAL=1s GATEHOUSE_ROTATION_MIN_OVERLAP=3s \
    GATEHOUSE_ADOPTION_READERS_TOKEN_FILE="$READERS_TOKEN" ${aws_settings[@]+"${aws_settings[@]}"}
  await_ready config-service "$CONFIG_MANAGEMENT_PORT"
}

# It watches a folder, or on AWS a bucket, every minute, and may scan this checkout when it is asked to. It knows
# config-service's secrets by their fingerprints, and has it rotate one that it finds; here as often as anybody tries.
start_scanner_worker() {
  local inbox=(directory "$INBOX")
  mkdir -p "$INBOX"
  if $AWS; then inbox=(s3 gatehouse-inbox); fi
  on_aws GATEHOUSE_AWS_REGION=us-east-1 GATEHOUSE_AWS_ENDPOINT="$MOTO_URL" \
    GATEHOUSE_AWS_QUEUE_URL="$MOTO_URL/123456789012/gatehouse-scanner" GATEHOUSE_FINGERPRINT_KEY_FILE="$GATEHOUSE_HOME/scanner.key" \
    GATEHOUSE_RESPONSE_QUARANTINE_BUCKET=gatehouse-quarantine GATEHOUSE_RESPONSE_QUARANTINE_KMS_KEY=alias/gatehouse-quarantine
  if $AWS && [ ! -s "$GATEHOUSE_HOME/scanner.key" ]; then
    (umask 077 && head -c 32 /dev/urandom | base64 >"$GATEHOUSE_HOME/scanner.key")
  fi
  mint "$ADMIN_TOKEN" "$CONFIG_URL" '{"name":"scanner-worker","policies":["scanner","rotator"],"ttl":"30d"}' "$SCANNER_CONFIG_TOKEN"
  start_service scanner-worker "$SCANNER_PORT" "$SCANNER_MANAGEMENT_PORT" "$SCANNER_ADMIN_TOKEN" \
    GATEHOUSE_AUDIT_URL="$AUDIT_URL" GATEHOUSE_AUDIT_TOKEN_FILE="$SCANNER_OUTBOX_TOKEN" \
    GATEHOUSE_MANAGED_URL="$CONFIG_URL" GATEHOUSE_MANAGED_TOKEN_FILE="$SCANNER_CONFIG_TOKEN" GATEHOUSE_MANAGED_EVERY=1s \
    GATEHOUSE_TARGETS_0__NAME=inbox GATEHOUSE_TARGETS_0__KIND="${inbox[0]}" GATEHOUSE_TARGETS_0__LOCATION="${inbox[1]}" \
    GATEHOUSE_TARGETS_0__CRON='0 * * * * ?' GATEHOUSE_SCAN_ALLOWED="directory:$ROOT,git:$ROOT,git:$GATEHOUSE_HOME/scenario" \
    GATEHOUSE_RESPONSE_MODE=on GATEHOUSE_RESPONSE_PER_HOUR=1000 GATEHOUSE_RESPONSE_CONFIG_URL="$CONFIG_URL" \
    GATEHOUSE_RESPONSE_CONFIG_TOKEN_FILE="$SCANNER_CONFIG_TOKEN" ${aws_settings[@]+"${aws_settings[@]}"}
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
  deploy/local/scenario     a leak, found, answered, rotated and proven

How they are: deploy/local/status. What they say: deploy/local/logs. Stop them with deploy/local/down.
TEXT
}

# ready MANAGEMENT_PORT: whether a service says that it is ready.
ready() { curl -fsS -o /dev/null --max-time 5 "http://127.0.0.1:$1/q/health/ready" 2>/dev/null; }

# service_line SERVICE URL MANAGEMENT_PORT: how a service is, in a line; fails where it is not ready.
service_line() {
  local state="stopped" pid="-"
  if running "$1"; then
    pid="$(pid_of "$1")"
    state="starting"
    if ready "$3"; then state="ready"; fi
  fi
  printf '%-15s %-9s %-8s %-23s %s\n' "$1" "$state" "$pid" "$2" "$GATEHOUSE_HOME/$1.log"
  [ "$state" = ready ]
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
