# What the scripts beside this one need: a JDK 25, Maven, and moto's AWS to test against. Sourced, not run.
# Whatever is missing is installed where the system's package client can; otherwise one line says what to do.
# shellcheck shell=bash
set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
MIN_MAVEN=3.8.7
MOTO_VERSION=5.2.1
CFN_LINT_VERSION=1.51.0
VENV="$ROOT/.venv"

say() { printf '%s\n' "$*"; }

fail() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

# as_root COMMAND...: runs it as root, without ever asking for a password.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo -n "$@"
  fi
}

# install_one_of APT DNF BREW: tries each package name of this system's client, several in one string; fails quietly.
install_one_of() {
  local package
  if command -v apt-get >/dev/null; then
    as_root apt-get update -qq >/dev/null 2>&1 || true
    for package in $1; do
      say "Installing $package with apt-get ..."
      as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package" >/dev/null 2>&1 && return
    done
  elif command -v dnf >/dev/null; then
    for package in $2; do
      say "Installing $package with dnf ..."
      as_root dnf install -y -q "$package" >/dev/null 2>&1 && return
    done
  elif command -v brew >/dev/null; then
    for package in $3; do
      say "Installing $package with brew ..."
      brew install -q "$package" >/dev/null 2>&1 && return
    done
  fi
  return 1
}

# is_jdk_25 HOME: whether there is a whole JDK, not only a runtime, of that version.
is_jdk_25() {
  [ -n "$1" ] && [ -x "$1/bin/javac" ] && "$1/bin/javac" -version 2>&1 | grep -q '^javac 25\b'
}

# jdk_on_path: the home of the java that the PATH finds.
jdk_on_path() {
  command -v java >/dev/null || return 0
  java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p'
}

# jdk_candidates: where a JDK 25 may stand, one a line, best first.
jdk_candidates() {
  local home
  printf '%s\n' "${JAVA_HOME:-}"
  for home in /usr/lib/jvm/*25* /Library/Java/JavaVirtualMachines/*25*/Contents/Home \
    /opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home; do
    printf '%s\n' "$home"
  done
  jdk_on_path
}

# search_jdk: prints the first home that is a JDK 25.
search_jdk() {
  local home
  while IFS= read -r home; do
    if is_jdk_25 "$home"; then
      printf '%s\n' "$home"
      return
    fi
  done <<<"$(jdk_candidates)"
  return 1
}

# find_jdk: exports JAVA_HOME.
find_jdk() {
  local home
  if ! home="$(search_jdk)"; then
    install_one_of "temurin-25-jdk openjdk-25-jdk-headless" "temurin-25-jdk java-25-openjdk-devel" "openjdk@25" || true
    home="$(search_jdk)" || fail "no JDK 25 here: install one (for instance Eclipse Temurin 25) and set JAVA_HOME to it"
  fi
  export JAVA_HOME="$home"
}

# at_least VERSION MINIMUM: whether a dotted version is not older.
at_least() {
  [ "$(printf '%s\n%s\n' "$2" "$1" | sort -t. -k1,1n -k2,2n -k3,3n | head -1)" = "$2" ]
}

# search_maven: prints the path of a new enough mvn; wants JAVA_HOME.
search_maven() {
  local mvn version
  mvn="$(command -v mvn)" || return 1
  version="$(cd "$ROOT" && "$mvn" -B -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p')"
  [ -n "$version" ] && at_least "$version" "$MIN_MAVEN" && printf '%s\n' "$mvn"
}

# find_maven: exports MVN, the command; call find_jdk before.
find_maven() {
  if ! MVN="$(search_maven)"; then
    install_one_of maven maven maven || true
    hash -r
    MVN="$(search_maven)" || fail "no Maven $MIN_MAVEN or newer here: install it and put mvn on the PATH"
  fi
  export MVN
}

# starts_moto COMMAND: whether it is a moto_server that works; a shim may stand for nothing.
starts_moto() {
  "$1" --help >/dev/null 2>&1
}

# venv_has_moto: whether the project's environment holds the pinned version.
venv_has_moto() {
  [ -x "$VENV/bin/moto_server" ] &&
    [ "$("$VENV/bin/python" -c 'import importlib.metadata as m; print(m.version("moto"))' 2>/dev/null)" = "$MOTO_VERSION" ]
}

make_venv() {
  command -v python3 >/dev/null || install_one_of python3 python3 python3 ||
    fail "moto can't be had: no python3 here; install it, or put moto_server $MOTO_VERSION on the PATH"
  # On Debian venv is a package of its own, and without it a broken environment is left behind.
  python3 -m venv --clear "$VENV" >/dev/null 2>&1 && return
  install_one_of python3-venv python3 python3 || true
  python3 -m venv --clear "$VENV" >/dev/null 2>&1 ||
    fail "moto can't be had: python3 makes no virtual environment; install python3-venv"
}

# find_moto: exports GATEHOUSE_MOTO, the command that starts moto's server.
find_moto() {
  local found
  if found="$(command -v moto_server)" && starts_moto "$found"; then
    export GATEHOUSE_MOTO="$found"
    return
  fi
  if ! venv_has_moto; then
    make_venv
    say "Installing moto $MOTO_VERSION into $VENV ..."
    "$VENV/bin/python" -m pip install -q --disable-pip-version-check "moto[server]==$MOTO_VERSION" >"$VENV/pip.log" 2>&1 ||
      fail "moto can't be had: pip did not install moto[server]==$MOTO_VERSION (see $VENV/pip.log); or put moto_server on the PATH"
  fi
  export GATEHOUSE_MOTO="$VENV/bin/moto_server"
}

# find_cfn_lint: exports GATEHOUSE_CFN_LINT, the command that lints policies; call find_moto before. Without it those tests
# are skipped, and a line says so.
find_cfn_lint() {
  local found
  for found in "$(command -v cfn-lint || true)" "$VENV/bin/cfn-lint"; do
    if [ -n "$found" ] && "$found" --version >/dev/null 2>&1; then
      export GATEHOUSE_CFN_LINT="$found"
      return
    fi
  done
  if { [ -x "$VENV/bin/python" ] || python3 -m venv "$VENV"; } >/dev/null 2>&1 &&
    "$VENV/bin/python" -m pip install -q --disable-pip-version-check "cfn-lint==$CFN_LINT_VERSION" >/dev/null 2>&1; then
    export GATEHOUSE_CFN_LINT="$VENV/bin/cfn-lint"
  else
    say "cfn-lint can't be had, so policies are not linted: install it with pip, or put cfn-lint on the PATH"
  fi
}

# find_botocore: exports GATEHOUSE_PYTHON, a Python that has what Lambda's has; call find_moto before. Without it the rotation
# function's tests are skipped, and a line says so.
find_botocore() {
  local found
  for found in python3 "$VENV/bin/python"; do
    if "$found" -c 'import botocore' >/dev/null 2>&1; then
      export GATEHOUSE_PYTHON="$found"
      return
    fi
  done
  if { [ -x "$VENV/bin/python" ] || python3 -m venv "$VENV"; } >/dev/null 2>&1 &&
    "$VENV/bin/python" -m pip install -q --disable-pip-version-check botocore >/dev/null 2>&1; then
    export GATEHOUSE_PYTHON="$VENV/bin/python"
  else
    say "botocore can't be had, so the rotation function is not tested: install it with pip"
  fi
}

# native_arguments: adds to the array maven_arguments what Maven needs to build native executables here; says how it does.
native_arguments() {
  maven_arguments+=(-Dnative)
  if [ -n "${GRAALVM_HOME:-}" ] && [ -x "$GRAALVM_HOME/bin/native-image" ]; then
    say "Native build with GRAALVM_HOME, $GRAALVM_HOME"
  elif command -v native-image >/dev/null; then
    say "Native build with $(command -v native-image)"
  elif docker info >/dev/null 2>&1; then
    say "Native build in a container, by docker"
    maven_arguments+=(-Dquarkus.native.container-build=true)
  else
    fail "nothing builds native executables here: set GRAALVM_HOME to a GraalVM or Mandrel 25, or start docker"
  fi
}

# search_postgresql: prints the folder of PostgreSQL's programs: the one that is named, or Debian's newest.
search_postgresql() {
  local folder
  for folder in "${GATEHOUSE_POSTGRES_BIN:-}" $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV); do
    if [ -n "$folder" ] && [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ]; then
      printf '%s\n' "$folder"
      return
    fi
  done
  folder="$(dirname "$(command -v initdb || true)")"
  [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ] && printf '%s\n' "$folder"
}

# find_postgresql: exports GATEHOUSE_POSTGRES_BIN, the folder of initdb and postgres. Without it the tests of databases'
# passwords are skipped, and a line says so.
find_postgresql() {
  local found
  if ! found="$(search_postgresql)" && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    install_one_of postgresql postgresql-server postgresql || true
  fi
  if found="$(search_postgresql)"; then
    export GATEHOUSE_POSTGRES_BIN="$found"
  else
    say "PostgreSQL can't be had, so the rotation of databases' passwords is not tested: install Debian's package postgresql"
  fi
}
