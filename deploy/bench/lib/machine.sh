# What the figures were taken on, and which cores serve and which make the load.
# shellcheck shell=bash

cpu_model() { sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -1; }

memory_gib() { awk '/^MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo; }

# split_cores: half of the cores serve, the other half makes the load, so that neither takes the other's time.
split_cores() {
  local cores
  cores="$(nproc --all)"
  [ "$cores" -ge 2 ] || fail "this takes two cores: one for the server, one for the load"
  SERVER_COUNT=$((cores / 2))
  LOAD_COUNT=$((cores - SERVER_COUNT))
  SERVER_CORES="$(cores_from 0 "$SERVER_COUNT")"
  LOAD_CORES="$(cores_from "$SERVER_COUNT" "$LOAD_COUNT")"
}

# cores_from FIRST COUNT: as taskset takes them.
cores_from() { if [ "$2" -eq 1 ]; then printf '%s' "$1"; else printf '%s-%s' "$1" "$(($1 + $2 - 1))"; fi; }

# on_server COMMAND..., on_load COMMAND...: becomes the command, on those cores; to be launched or run in a subshell.
on_server() { exec taskset -c "$SERVER_CORES" "$@"; }
on_load() { exec taskset -c "$LOAD_CORES" "$@"; }

print_machine() {
  need taskset util-linux
  split_cores
  cat <<TEXT
Machine
  processor  $(cpu_model), $(nproc --all) cores
  memory     $(memory_gib) GiB
  disk       $(df -T "$WORK" | awk 'NR == 2 { print $1, $2 }')
  kernel     $(uname -sr)
  JDK        $("$JAVA_HOME/bin/java" -version 2>&1 | sed -n 2p)
  commit     $(commit)
  time       $(date -u +%Y-%m-%dT%H:%MZ), load average $(cut -d' ' -f1-3 /proc/loadavg) before the run
  native     ${NATIVE:-not measured}
TEXT
  if $QUICK; then say "  --quick: short runs; these are no figures"; fi
}

commit() {
  local dirty=
  [ -z "$(git -C "$ROOT" status --porcelain 2>/dev/null | head -1)" ] || dirty=", with changes"
  printf '%s%s' "$(git -C "$ROOT" rev-parse --short HEAD 2>/dev/null || echo unknown)" "$dirty"
}

# need COMMAND PACKAGE: installs the package with the system's client where the command is missing.
need() {
  command -v "$1" >/dev/null && return
  install_one_of "$2" "$2" "$2" || true
  hash -r
  command -v "$1" >/dev/null || fail "no $1 here: install $2"
}
