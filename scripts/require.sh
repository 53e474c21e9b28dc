#!/usr/bin/env bash
# Check what a make target needs, install what Debian has of it, else say in one sentence what to do.
# Usage: scripts/require.sh rust|fuzz|rust-lint|node|browsers|epubcheck|python|corpus ...
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/apt.sh

oldest_node=20

require_rust() {
  command -v cargo >/dev/null && command -v rustc >/dev/null ||
    fail "Rust is missing: install the stable toolchain with rustup (https://rustup.rs), then run make again."
  # rustc calls cc to link; a binary toolchain brings none.
  command -v cc >/dev/null || apt_install "a C linker (cc)" gcc libc6-dev
}

# The fuzzer that the targets are linked with is C++.
require_fuzz() {
  require_rust
  command -v c++ >/dev/null || apt_install "a C++ compiler (c++)" g++
}

require_rust_lint() {
  require_rust
  if cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1; then return; fi
  rustup component add rustfmt clippy ||
    fail "rustfmt or clippy is missing: run 'rustup component add rustfmt clippy'."
}

require_node() {
  local how="install Node.js $oldest_node or newer with npm (https://nodejs.org), then run make again."
  command -v node >/dev/null || fail "Node.js is missing: $how"
  local version
  version=$(node --version)
  local major=${version#v}
  [ "${major%%.*}" -ge "$oldest_node" ] || fail "Node.js is too old ($version): $how"
  command -v npm >/dev/null || fail "npm is missing: $how"
}

# The tests drive Debian's own browsers; WebKit's needs a screen. Without a font a page's text would have no size, and
# pictures of the view are compared in these (tests/browser/looks.test.mjs).
require_browsers() {
  local missing=()
  command -v chromium >/dev/null || missing+=(chromium)
  command -v firefox-esr >/dev/null || missing+=(firefox-esr)
  command -v WebKitWebDriver >/dev/null || missing+=(webkit2gtk-driver)
  command -v Xvfb >/dev/null || missing+=(xvfb)
  has_font "Liberation Serif" || missing+=(fonts-liberation fontconfig)
  has_font "Amiri" || missing+=(fonts-hosny-amiri)
  has_font "IPAMincho" || missing+=(fonts-ipafont-mincho)
  [ ${#missing[@]} = 0 ] || apt_install "a browser or font for the tests" "${missing[@]}"
}

has_font() {
  [ -n "$(fc-list "$1" 2>/dev/null)" ]
}

# The checker of books that tests/epub.rs runs.
require_epubcheck() {
  command -v epubcheck >/dev/null || apt_install "the checker of EPUB books" epubcheck
}

# Debian's Python leaves out what makes virtual environments.
require_python() {
  python3 -c 'import ensurepip, venv' 2>/dev/null || apt_install "Python with virtual environments" python3-venv
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail "Python 3.11 or newer is needed."
}

# The labelled pages are not ours to publish, so they stand outside this repository.
require_corpus() {
  [ -f "$SHARED/corpus/unpack.sh" ] ||
    fail "there is no labelled corpus in $SHARED/corpus: say where its parent folder is with 'make quality SHARED=FOLDER'."
  command -v zstd >/dev/null || apt_install "the corpus's unpacker (zstd)" zstd
}

for need in "$@"; do
  case $need in
    rust) require_rust ;;
    fuzz) require_fuzz ;;
    rust-lint) require_rust_lint ;;
    node) require_node ;;
    browsers) require_browsers ;;
    epubcheck) require_epubcheck ;;
    python) require_python ;;
    corpus) require_corpus ;;
    *) fail "scripts/require.sh does not know '$need'." ;;
  esac
done
