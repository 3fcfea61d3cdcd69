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
  local missing as_root=()
  missing=$(missing_packages "$@")
  [ -z "$missing" ] && return 0
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || {
      echo "These packages are missing, and installing them needs root or sudo:" $missing
      return 1
    }
    as_root=(sudo)
  fi
  export DEBIAN_FRONTEND=noninteractive
  "${as_root[@]}" apt-get update &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing
}

# configure_and_build PRESET [TARGET …]
configure_and_build() {
  local preset=$1
  shift
  [ -f "build/$preset/build.ninja" ] || cmake --preset "$preset" || return 1
  cmake --build --preset "$preset" ${1:+--target "$@"}
}
