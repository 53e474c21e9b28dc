# Install Debian packages as root or with sudo. To be sourced; gives fail, apt_install and apt_try.

# End with one sentence that says what is missing and how to get it.
fail() {
  printf 'clearstory: %s\n' "$*" >&2
  exit 1
}

# apt_install WHAT PACKAGE...
apt_install() {
  apt_try "$@" || fail "$apt_error"
}

# The same, but on failure return with the sentence in apt_error.
apt_try() {
  local what=$1 log=target/apt.log as_root=()
  shift
  apt_error="$what is missing: run 'apt-get install $*' as root"
  if ! command -v apt-get >/dev/null; then
    apt_error="$what is missing: install it with this system's package manager (Debian's packages are: $*)."
    return 1
  fi
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || { apt_error+=" (this user is not root and there is no sudo)."; return 1; }
    as_root=(sudo)
  fi
  mkdir -p target
  echo "Installing $what ($*)"
  { apt_run update && apt_run install --yes --no-install-recommends --no-remove "$@"; } >"$log" 2>&1 ||
    { apt_error+=" (it failed here; the end of $log says why)."; return 1; }
}

# Run apt-get without questions, waiting for another run's lock. sudo itself may still ask for the password on the terminal.
apt_run() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -q -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@" </dev/null
}
