#!/bin/sh
# Checks that Swift is there and installs the system libraries that are not, saying so.
# Says nothing if nothing is missing.
#
# usage: dependencies.sh DEBIAN-PACKAGE...
set -eu

say() { echo "gradus: $*" >&2; }

# What a package is for, to tell whoever is asked to install it.
purpose() {
  case $1 in
    libedit-dev) echo "line editing and history at the prompt" ;;
    libcmark-dev) echo "reading notebooks, which are Markdown" ;;
    zlib1g-dev) echo "reading data sets that are compressed" ;;
    pkg-config) echo "finding the other libraries" ;;
    *) echo "building gradus" ;;
  esac
}

# The package's name in Homebrew; nothing where macOS brings the library itself.
homebrew_name() {
  case $1 in
    libedit-dev | zlib1g-dev) ;;
    libcmark-dev) echo cmark ;;
    pkg-config) echo pkgconf ;;
    *) echo "$1" ;;
  esac
}

# The module's name for pkg-config, for systems whose packages we do not know.
module_name() {
  name=${1#lib}
  case $1 in
    libedit-dev) echo libedit ;;
    libcmark-dev) echo libcmark ;;
    zlib1g-dev) echo zlib ;;
    *) echo "${name%-dev}" ;;
  esac
}

check_swift() {
  needed="6.2"
  version=$("${SWIFT:-swift}" --version </dev/null 2>/dev/null |
    sed -n 's/.*Swift version \([0-9][0-9]*\.[0-9][0-9]*\).*/\1/p' | head -n 1)
  if [ -z "$version" ]; then
    say "Swift is not installed, or not on the PATH. Swift $needed or later is needed:"
    say "  https://www.swift.org/install tells how to install it; then run make again."
    exit 1
  fi
  major=${version%%.*}
  minor=${version#*.}
  if [ "$major" -lt 6 ] || { [ "$major" -eq 6 ] && [ "$minor" -lt 2 ]; }; then
    say "this is Swift $version; Swift $needed or later is needed:"
    say "  https://www.swift.org/install tells how to install it (\`swiftly update\`, if you use it)."
    exit 1
  fi
}

announce() {
  for package in "$@"; do
    say "$package is needed for $(purpose "$package"): installing it"
  done
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@" </dev/null
  elif command -v sudo >/dev/null 2>&1; then
    sudo "$@" </dev/null
  else
    say "you are not root, and there is no sudo. Have this run as root, then run make again:"
    say "  apt-get install $missing"
    exit 1
  fi
}

apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install --yes --quiet --no-install-recommends "$@" >&2
}

check_debian() {
  missing=""
  for package in "$@"; do
    status=$(dpkg-query --show --showformat='${Status}' "$package" 2>/dev/null || true)
    case $status in
      *" ok installed") ;;
      *) missing="$missing${missing:+ }$package" ;;
    esac
  done
  [ -n "$missing" ] || return 0
  # Names of packages hold no spaces: the list is meant to be split.
  # shellcheck disable=SC2086
  announce $missing
  # shellcheck disable=SC2086
  apt_install $missing && return 0
  say "that failed: the lists of packages may be missing or old, so they are fetched first"
  as_root apt-get update --quiet >&2
  # shellcheck disable=SC2086
  apt_install $missing
}

check_macos() {
  for package in "$@"; do
    name=$(homebrew_name "$package")
    [ -n "$name" ] || continue
    if ! command -v brew >/dev/null 2>&1; then
      say "$name is needed for $(purpose "$package"): install Homebrew (https://brew.sh),"
      say "  or $name by other means, then run make again."
      exit 1
    fi
    brew list --versions "$name" >/dev/null 2>&1 && continue
    announce "$name"
    brew install "$name" </dev/null >&2
  done
}

check_elsewhere() {
  for package in "$@"; do
    [ "$package" = pkg-config ] && command -v pkg-config >/dev/null 2>&1 && continue
    module=$(module_name "$package")
    pkg-config --exists "$module" 2>/dev/null && continue
    say "$module is needed for $(purpose "$package"), and not found by pkg-config."
    say "  If the build fails, install its development files: Debian calls them $package."
  done
}

check_swift
if [ "$(uname -s)" = Darwin ]; then
  check_macos "$@"
elif command -v dpkg-query >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1; then
  check_debian "$@"
else
  check_elsewhere "$@"
fi
