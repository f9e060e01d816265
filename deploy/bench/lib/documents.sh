# The hierarchy that is measured: 80 keys in four layers, about 4 KB as a snapshot, without a secret.
# shellcheck shell=bash

LAYERS=(global system agents/common agents/worker)
KEYS_PER_LAYER=20
TOPICS=(pool cache queue model retry)

# key I, value LAYER I: the same for each server. The layers' keys differ, as no key wins over another here.
key_of() { printf '%s/%s-setting-%02d' "${TOPICS[$2 % 5]}" "$(basename "$1")" "$2"; }

value_of() {
  case $(($2 % 4)) in
    0) printf 'https://service-%02d.eu-central-1.internal.example.com/v1' "$2" ;;
    1) printf '%d' $((1000 + $2)) ;;
    2) printf '%dms' $((250 + $2)) ;;
    3) printf 'true' ;;
  esac
}

type_of() {
  case $(($1 % 4)) in
    0) printf 'string' ;;
    1) printf 'integer' ;;
    2) printf 'duration' ;;
    3) printf 'boolean' ;;
  esac
}

# specs LAYER INDENT: the layer's parameters, as the contract writes them.
specs() {
  local i
  for i in $(seq 1 "$KEYS_PER_LAYER"); do
    printf '%s%s: {type: %s, description: A setting to measure with., default: %s}\n' \
      "$2" "$(key_of "$1" "$i")" "$(type_of "$i")" "$(value_of "$1" "$i")"
  done
}

write_hierarchy() {
  {
    cat <<'TEXT'
version: 1
project: bench
environments: [dev]
groups:
  global: {description: What every application reads., owner: bench}
  system: {description: How the platform runs., owner: bench}
  agents: {description: The applications., owner: bench}
applications:
  worker: {group: agents, description: The application whose snapshot is read.}
parameters:
  global:
TEXT
    specs global '    '
    printf '  system:\n'
    specs system '    '
    printf '  agents:\n    common:\n'
    specs agents/common '      '
    printf '    worker:\n'
    specs agents/worker '      '
  } >"$1"
}

write_policies() {
  cat >"$1" <<'TEXT'
version: 1
policies:
  admin:
    rules:
      - {allow: ["*"], on: ["parameter:/bench/**", "secret:/bench/**", "contract:/bench/**", "token:/"]}
  worker:
    rules:
      - allow: [read, list]
        on: ["parameter:/bench/dev/global/**", "parameter:/bench/dev/system/**", "parameter:/bench/dev/agents/**"]
      - {allow: [read], on: ["secret:/bench/dev/measured"]}
TEXT
}

# properties LAYER: its keys and values as a properties file.
properties() {
  local i
  for i in $(seq 1 "$KEYS_PER_LAYER"); do
    printf '%s=%s\n' "$(key_of "$1" "$i" | tr / .)" "$(value_of "$1" "$i")"
  done
}
