# What is scanned: the JDK's sources and some packages of npm's, the same everywhere.
# shellcheck shell=bash

CORPUS_PACKAGES=(aws-sdk@2.1692.0 typescript@5.9.2 three@0.180.0)
# MB (10^6 bytes) that the whole corpus has at least, and that slow peers get.
CORPUS_LEAST=300
CORPUS_SMALL=20

# make_corpus: CORPUS is a folder of files, CORPUS_PART a part of it for slow peers.
make_corpus() {
  CORPUS="$WORK/corpus"
  CORPUS_PART="$WORK/corpus-part"
  mkdir -p "$CORPUS/jdk"
  [ -f "$JAVA_HOME/lib/src.zip" ] || fail "this JDK has no lib/src.zip: install the package with its sources"
  if $QUICK; then
    (cd "$CORPUS/jdk" && "$JAVA_HOME/bin/jar" xf "$JAVA_HOME/lib/src.zip" java.xml java.sql java.logging)
  else
    (cd "$CORPUS/jdk" && "$JAVA_HOME/bin/jar" xf "$JAVA_HOME/lib/src.zip")
    add_packages
  fi
  CORPUS_BYTES="$(bytes_of "$CORPUS")"
  $QUICK || [ "$CORPUS_BYTES" -ge $((CORPUS_LEAST * 1000000)) ] || fail "the corpus has only $CORPUS_BYTES bytes"
  make_part
  heading "Corpus: $(find "$CORPUS" -type f | wc -l) files, $((CORPUS_BYTES / 1000000)) MB; for slow peers $((PART_BYTES / 1000000)) MB of it"
}

add_packages() {
  local package
  need npm npm
  for package in "${CORPUS_PACKAGES[@]}"; do
    mkdir -p "$CORPUS/npm/$package"
    (cd "$WORK" && npm pack --silent "$package" >"$LOG/npm-pack.log" 2>&1) || fail "npm has no $package; its log is $LOG/npm-pack.log"
    tar xzf "$WORK/$(tail -1 "$LOG/npm-pack.log")" -C "$CORPUS/npm/$package"
  done
}

# make_part: every so many files, so that the part is like the whole.
make_part() {
  local every
  every=$((CORPUS_BYTES / (CORPUS_SMALL * 1000000)))
  if [ "$every" -lt 1 ]; then every=1; fi
  mkdir -p "$CORPUS_PART"
  (cd "$CORPUS" && find . -type f | LC_ALL=C sort | awk -v n="$every" 'NR % n == 0' |
    tar cf - -T -) | tar xf - -C "$CORPUS_PART"
  PART_BYTES="$(bytes_of "$CORPUS_PART")"
}

bytes_of() { find "$1" -type f -printf '%s\n' | awk '{ sum += $1 } END { print sum + 0 }'; }
