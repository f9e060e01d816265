# Other scanners, each with its own rules and defaults; those that can't be installed are left out, and said.
# shellcheck shell=bash

GITLEAKS=v8.30.1
BETTERLEAKS=latest
SECRETLINT=12.0.0
DETECT_SECRETS=1.5.0

measure_peers() {
  install_gitleaks
  if [ -n "$GITLEAKS_BIN" ]; then
    timed "$CORPUS_BYTES" "gitleaks $GITLEAKS, its defaults" "$GITLEAKS_BIN" dir --no-banner --exit-code 0 "$CORPUS"
    timed "$PART_BYTES" "gitleaks $GITLEAKS, one core, on the part" env GOMAXPROCS=1 "$GITLEAKS_BIN" dir --no-banner --exit-code 0 "$CORPUS_PART"
  fi
  peer_betterleaks
  peer_secretlint
  peer_detect_secrets
}

# go_install NAME MODULE: BIN is the program, empty where it doesn't build.
go_install() {
  BIN=
  if ! command -v go >/dev/null; then
    say "  Go is not here: $1 is not measured."
    return
  fi
  if GOBIN="$WORK/peers" timeout 900 go install "$2" >"$LOG/$1.log" 2>&1; then
    BIN="$WORK/peers/$1"
  else
    say "  $1 did not build: it is not measured."
  fi
}

# install_gitleaks: GITLEAKS_BIN is the program, or empty.
install_gitleaks() {
  if [ -z "${GITLEAKS_BIN+set}" ]; then
    go_install gitleaks "github.com/zricethezav/gitleaks/v8@$GITLEAKS"
    GITLEAKS_BIN="$BIN"
  fi
}

peer_betterleaks() {
  go_install betterleaks "github.com/betterleaks/betterleaks@$BETTERLEAKS"
  if [ -n "$BIN" ]; then
    timed "$CORPUS_BYTES" "betterleaks $BETTERLEAKS, its defaults" "$BIN" dir --no-banner --exit-code 0 "$CORPUS"
  fi
}

peer_secretlint() {
  local folder="$WORK/secretlint"
  need npm npm
  mkdir -p "$folder"
  if ! (cd "$folder" && npm install --silent --no-audit --no-fund "secretlint@$SECRETLINT" \
    "@secretlint/secretlint-rule-preset-recommend@$SECRETLINT") >"$LOG/secretlint.log" 2>&1; then
    say "  secretlint did not install: it is not measured."
    return
  fi
  printf '{"rules":[{"id":"@secretlint/secretlint-rule-preset-recommend"}]}' >"$folder/.secretlintrc.json"
  # It passes over folders called node_modules and hidden files; the corpus has none.
  timed "$PART_BYTES" "secretlint $SECRETLINT, on the part" \
    "$folder/node_modules/.bin/secretlint" --secretlintrc "$folder/.secretlintrc.json" "$CORPUS_PART/**/*"
}

peer_detect_secrets() {
  local venv="$WORK/detect-secrets"
  if ! { python3 -m venv "$venv" && "$venv/bin/pip" install -q "detect-secrets==$DETECT_SECRETS"; } >"$LOG/detect-secrets.log" 2>&1; then
    say "  detect-secrets did not install: it is not measured."
    return
  fi
  timed "$PART_BYTES" "detect-secrets $DETECT_SECRETS, on the part, 1 core" "$venv/bin/detect-secrets" -c 1 scan --all-files "$CORPUS_PART"
}
