# What reading costs upstream: calls of AWS, by moto's own log, for each 1,000 snapshots read.
# shellcheck shell=bash

measure_upstream() {
  local seconds=90
  if $QUICK; then seconds=10; fi
  need wrk wrk
  find_moto
  start_moto
  use_aws
  start_service upstream
  # What filled it has copies; what is measured starts without.
  stop "$SERVICE_PID"
  start_again upstream
  heading "Calls of AWS (moto) for reads of the snapshot: 80 keys in 4 layers, $UPSTREAM_SETTING"
  upstream_phase "first 1,000, one after another" one_after_another 1000
  upstream_phase "10 a second for $seconds s" ten_a_second "$seconds"
  upstream_phase "all that 16 connections get in $seconds s" as_fast_as_can_be "$seconds"
  upstream_phase "none for $seconds s" nothing "$seconds"
  leave_aws
}

UPSTREAM_SETTING="copies fresh for 30 s, reconciled each 60 s"

start_moto() {
  local port
  port="$(free_port)"
  launch moto "$GATEHOUSE_MOTO" -H 127.0.0.1 -p "$port"
  MOTO_URL="http://127.0.0.1:$port"
  await "$PID" moto curl -fsS -o /dev/null "$MOTO_URL/moto-api/"
}

AWS_SETTINGS=(GATEHOUSE_STORE AWS_ENDPOINT_URL QUARKUS_SSM_ENDPOINT_OVERRIDE QUARKUS_SECRETSMANAGER_ENDPOINT_OVERRIDE
  QUARKUS_SQS_ENDPOINT_OVERRIDE AWS_REGION AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY)

# moto takes any credentials; these are nobody's.
use_aws() {
  export GATEHOUSE_STORE=aws
  export AWS_ENDPOINT_URL="$MOTO_URL"
  export QUARKUS_SSM_ENDPOINT_OVERRIDE="$MOTO_URL"
  export QUARKUS_SECRETSMANAGER_ENDPOINT_OVERRIDE="$MOTO_URL"
  export QUARKUS_SQS_ENDPOINT_OVERRIDE="$MOTO_URL"
  export AWS_REGION=eu-central-1 AWS_ACCESS_KEY_ID=bench AWS_SECRET_ACCESS_KEY=bench
}

leave_aws() { unset "${AWS_SETTINGS[@]}"; }

# upstream_phase NAME COMMAND ARGUMENT: runs what reads, and prints what it cost. The command prints how often it read.
upstream_phase() {
  local calls loads reads
  calls="$(upstream_calls)"
  loads="$(metric gatehouse_copies_loads_total)"
  reads="$("$2" "$3")"
  calls=$(($(upstream_calls) - calls))
  loads=$(($(metric gatehouse_copies_loads_total) - loads))
  printf '  %-44s %9s reads, %4s calls, %4s loads of copies: %s calls for 1,000 reads\n' "$1" "$reads" "$calls" "$loads" \
    "$(quotient %.3f "$((calls * 1000))" "$reads")"
}

# Each call of AWS is a POST, and a line of moto's log.
upstream_calls() { grep -c '"POST / HTTP' "$LOG/moto.log" || true; }

# The fragment is not sent; it makes one curl ask so often, on one connection.
one_after_another() {
  ask "$READER" -o /dev/null -w '%{http_code}\n' "$SNAPSHOT#[1-$1]" | grep -c '^200$'
}

ten_a_second() {
  ask "$READER" --rate 10/s -o /dev/null -w '%{http_code}\n' "$SNAPSHOT#[1-$(($1 * 10))]" | grep -c '^200$'
}

as_fast_as_can_be() { load 16 "$1" "$SNAPSHOT" "$READER" | cut -d' ' -f5; }

nothing() {
  sleep "$1"
  echo 0
}
