# A cached snapshot and its 304, beside nginx and Spring Cloud Config Server, in turn.
# shellcheck shell=bash

# What each server is called, where it is, its process, and the headers it is sent, the second time with a tag.
declare -A NAME_OF=([gatehouse]=config-service [nginx]=nginx [open]='nginx, files open' [spring]=Spring)
declare -A URL_OF PID_OF HEADERS_OF TAGGED_OF
SERVERS=(gatehouse nginx open spring)

measure_snapshot() {
  local rounds=5 seconds=4 warmup=15
  if $QUICK; then rounds=2 seconds=1 warmup=3; fi
  need wrk wrk
  RUNS="$WORK/snapshot.tsv"
  BODY="$WORK/body.json"
  start_servers
  check_answers
  print_snapshot_setting "$rounds" "$seconds"
  warm_snapshot "$warmup"
  run_snapshot "$rounds" "$seconds"
  check_snapshot
  print_snapshot
}

start_servers() {
  local none="$WORK/none.header"
  : >"$none"
  start_service snapshot
  ask "$READER" -o "$BODY" "$SNAPSHOT"
  serves gatehouse "$SERVICE_PID" "$SNAPSHOT" "$READER"
  start_nginx nginx "$BODY" ''
  serves nginx "$PEER_PID" "$PEER_URL" "$none"
  start_nginx open "$BODY" 'open_file_cache max=100 inactive=1h; open_file_cache_valid 1h;'
  serves open "$PEER_PID" "$PEER_URL" "$none"
  start_spring
  serves spring "$PEER_PID" "$PEER_URL" "$none"
}

# serves SERVER PID URL HEADER-FILE: how a server is asked, and asked again.
serves() {
  PID_OF[$1]="$2"
  URL_OF[$1]="$3"
  HEADERS_OF[$1]="$4"
  TAGGED_OF[$1]="$WORK/$1.tagged"
  {
    cat "$4"
    printf '\nIf-None-Match: %s\n' "$(curl -fsS -o /dev/null -D - -H @"$4" "$3" | tr -d '\r' | sed -n 's/^[Ee][Tt]ag: //p')"
  } >"${TAGGED_OF[$1]}"
}

# Each answers what it is measured for; Spring Cloud Config Server sends no tag, and so has no 304.
check_answers() {
  local server
  expect_status 401 "${HEADERS_OF[nginx]}" "$SNAPSHOT"
  for server in gatehouse nginx open; do
    expect_status 200 "${HEADERS_OF[$server]}" "${URL_OF[$server]}"
    expect_status 304 "${TAGGED_OF[$server]}" "${URL_OF[$server]}"
  done
  expect_status 200 "${TAGGED_OF[spring]}" "${URL_OF[spring]}"
  curl -fsS -o "$WORK/spring.json" "${URL_OF[spring]}"
  expect_keys "$BODY"
  expect_keys "$WORK/spring.json"
}

expect_status() {
  local status
  status="$(curl -sS -o /dev/null -w '%{http_code}' -H @"$2" "$3")"
  [ "$status" = "$1" ] || fail "$3 answered $status instead of $1"
}

# expect_keys FILE: so many keys as there should be, and the last of each layer.
expect_keys() {
  local layer count
  count="$(grep -o '[a-z]*\.[a-z]*-setting-[0-9]*' "$1" | sort -u | wc -l)"
  [ "$count" -eq $((KEYS_PER_LAYER * ${#LAYERS[@]})) ] || fail "$1 has $count keys"
  for layer in "${LAYERS[@]}"; do
    grep -qF "$(key_of "$layer" "$KEYS_PER_LAYER" | tr / .)" "$1" || fail "$1 lacks the layer $layer"
  done
}

print_snapshot_setting() {
  heading "Cached snapshot of 80 keys, $(wc -c <"$BODY") bytes"
  cat <<TEXT
  config-service checks a bearer token and a policy; nginx sends the same bytes from a file to anyone, as it comes and
  with its file cache open; Spring Cloud Config Server has the same layers in native files ($(wc -c <"$WORK/spring.json") bytes), for anyone
  servers on core $SERVER_CORES, wrk on core $LOAD_CORES; $1 rounds of $2 s each, in turn; median (min to max)
  the ratios are of requests/s in each round; CPU is the server's, in user and kernel, for a request
TEXT
}

# The compilers of the JVMs need some thousands of requests, of both kinds, and one connection is not like many.
warm_snapshot() {
  local connections server
  for connections in 64 1; do
    for server in "${SERVERS[@]}"; do
      load "$connections" "$1" "${URL_OF[$server]}" "${HEADERS_OF[$server]}" >/dev/null
    done
    load "$connections" "$1" "$SNAPSHOT" "${TAGGED_OF[gatehouse]}" >/dev/null
  done
}

# Rows of: kind, connections, round, server, and what measured_load prints.
run_snapshot() {
  local round connections server
  for round in $(seq 1 "$1"); do
    for connections in 1 16 64; do
      for server in "${SERVERS[@]}"; do row 200 "$connections" "$round" "$server" "$2" "${HEADERS_OF[$server]}"; done
      for server in gatehouse nginx open; do row 304 "$connections" "$round" "$server" "$2" "${TAGGED_OF[$server]}"; done
    done
  done
}

row() {
  printf '%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$4" "$(measured_load "${PID_OF[$4]}" "$2" "$5" "${URL_OF[$4]}" "$6")" >>"$RUNS"
}

# No figure counts if a request failed, or was answered with something else than it was meant to.
check_snapshot() {
  awk -F'\t' -v body="$(wc -c <"$BODY")" '
    NF != 11 { print "no figures: " $0; bad = 1 }
    $10 > 0 { print "errors: " $0; bad = 1 }
    $4 != "spring" && $1 == 200 && $9 < body { print "too short: " $0; bad = 1 }
    $1 == 304 && $9 > 600 { print "no 304: " $0; bad = 1 }
    END { exit bad }' "$RUNS" || fail "requests failed"
}

print_snapshot() {
  local connections server
  for connections in 1 16 64; do
    heading "  200, connections: $connections"
    for server in "${SERVERS[@]}"; do print_server 200 "$connections" "$server"; done
    print_ratios 200 "$connections" nginx open spring
  done
  for connections in 1 16 64; do
    heading "  304, connections: $connections"
    for server in gatehouse nginx open; do print_server 304 "$connections" "$server"; done
    print_ratios 304 "$connections" nginx open
  done
  heading "  Resident memory after the load"
  for server in "${SERVERS[@]}"; do
    printf '    %-18s %s MiB\n' "${NAME_OF[$server]}" "$(quotient %.0f "$(rss_kib "${PID_OF[$server]}")" 1024)"
  done
}

print_server() {
  local where=("1=$1" "2=$2" "4=$3")
  printf '    %-18s %s requests/s; p50 %s ms, p99 %s ms; CPU %s us\n' "${NAME_OF[$3]}" \
    "$(column "$RUNS" 5 "${where[@]}" | spread %.0f)" "$(column "$RUNS" 6 "${where[@]}" | median %.3f)" \
    "$(column "$RUNS" 7 "${where[@]}" | spread %.3f)" "$(column "$RUNS" 8 "${where[@]}" | spread %.1f)"
}

# print_ratios KIND CONNECTIONS SERVER...
print_ratios() {
  local kind="$1" connections="$2" server
  shift 2
  for server in "$@"; do
    printf '    %-29s %s\n' "to ${NAME_OF[$server]}" "$(ratios "$kind" "$connections" "$server" | spread %.2f)"
  done
}

# ratios KIND CONNECTIONS SERVER: config-service's requests/s to the server's, a round a line.
ratios() {
  awk -F'\t' -v kind="$1" -v connections="$2" -v peer="$3" '
    $1 != kind || $2 != connections { next }
    $4 == "gatehouse" { ours[$3] = $5 }
    $4 == peer && $5 > 0 { theirs[$3] = $5 }
    END { for (round in theirs) print ours[round] / theirs[round] }' "$RUNS"
}
