# The servers that the snapshot is measured beside.
# shellcheck shell=bash

# start_nginx NAME BODY DIRECTIVES: serves the file's bytes under the snapshot's path; PEER_PID and PEER_URL.
start_nginx() {
  local folder="$WORK/$1" port user=
  need nginx nginx-light
  port="$(free_port)"
  mkdir -p "$folder/root/v1/config/dev"
  cp "$2" "$folder/root/v1/config/dev/worker"
  # As root it would give its worker to a user who may not enter this folder.
  if [ "$(id -u)" -eq 0 ]; then user="user root;"; fi
  cat >"$folder/nginx.conf" <<TEXT
$user
daemon off;
worker_processes $SERVER_COUNT;
pid $folder/nginx.pid;
error_log $LOG/$1-error.log;
events { worker_connections 1024; }
http {
  access_log off;
  default_type application/json;
  sendfile on;
  tcp_nopush on;
  $3
  keepalive_timeout 1h;
  keepalive_requests 1000000000;
  server {
    listen 127.0.0.1:$port;
    root $folder/root;
    add_header Cache-Control "private, no-cache";
  }
}
TEXT
  launch "$1" on_server nginx -p "$folder" -e "$LOG/$1-error.log" -c "$folder/nginx.conf"
  PEER_PID="$PID"
  PEER_URL="http://127.0.0.1:$port/v1/config/dev/worker"
  await "$PEER_PID" "$1" curl -fsS -o /dev/null "$PEER_URL"
}

build_spring() {
  local project="$BENCH/peers/spring-config"
  SPRING_JAR="$project/target/spring-config.jar"
  if [ -f "$SPRING_JAR" ] && [ -z "$(find "$project/pom.xml" "$project/src" -type f -newer "$SPRING_JAR" -print -quit)" ]; then return; fi
  say "Building Spring Cloud Config Server ..."
  (cd "$project" && "$MVN" -q -B package) >"$LOG/spring-build.log" 2>&1 ||
    { tail -20 "$LOG/spring-build.log" >&2; fail "Spring Cloud Config Server did not build"; }
}

# start_spring: serves the same four layers from native files; PEER_PID and PEER_URL.
start_spring() {
  local files="$WORK/spring" port
  build_spring
  port="$(free_port)"
  mkdir -p "$files"
  properties global >"$files/application.properties"
  properties system >"$files/application-dev.properties"
  properties agents/common >"$files/worker.properties"
  properties agents/worker >"$files/worker-dev.properties"
  launch spring on_server "$JAVA_HOME/bin/java" -jar "$SPRING_JAR" --server.address=127.0.0.1 --server.port="$port" \
    --spring.profiles.active=native --spring.cloud.config.server.native.search-locations="file:$files/" \
    --spring.main.banner-mode=off --logging.level.root=WARN
  PEER_PID="$PID"
  PEER_URL="http://127.0.0.1:$port/worker/dev"
  await "$PEER_PID" spring curl -fsS -o /dev/null "$PEER_URL"
}
