#!/usr/bin/env bash
# Compile the engine to WebAssembly, on whichever of three ways to wasm32 this machine has.
# Usage: scripts/wasm.sh way|build|clippy
#
# WASM_TOOLCHAIN chooses the way:
#   target  rustc's own wasm32-unknown-unknown target, installed already
#   rustup  the same, installed by `rustup target add` where it is not there yet
#   debian  Debian's compiler and the source of its standard library, installed where they are not there yet
#   auto    what is installed already (target, then debian), else rustup, else debian (the default)
#
# Debian's compiler stands beside rustup's, which goes on to build everything native. So the wasm build has a target folder
# of its own, and what Debian's compiler needs is set on its command alone, never exported.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/apt.sh

target=wasm32-unknown-unknown
target_dir=target/wasm
debian_packages=(rustc-web cargo-web rust-web-src)

main() {
  choose_way
  case ${1:-} in
    way) echo "$way" ;;
    build) build ;;
    clippy) clippy ;;
    *) fail "scripts/wasm.sh does not know '${1:-}': say way, build or clippy." ;;
  esac
}

build() {
  echo "Compiling the engine to WebAssembly (way: $way)"
  "cargo_of_$way" build "${cargo_options[@]}"
  cp "$target_dir/$target/wasm/clearstory.wasm" "$target_dir/clearstory.wasm"
}

clippy() {
  if [ "$way" = debian ] && ! dpkg_has rust-web-clippy; then
    apt_install "clippy for Debian's compiler" rust-web-clippy
  fi
  "cargo_of_$way" clippy "${cargo_options[@]}" -- -D warnings
}

# Set `way` to "target" (cargo as it stands) or "debian".
choose_way() {
  way=target
  case ${WASM_TOOLCHAIN:=auto} in
    target) has_target || no_way "rustc has no $target." ;;
    rustup) has_target || rustup_adds_target || no_way "'rustup target add $target' failed." ;;
    debian) way=debian && { has_debian || apt_try "Debian's Rust" "${debian_packages[@]}"; } || no_way "$apt_error" ;;
    auto)
      if has_target; then return; fi
      if has_debian; then way=debian; return; fi
      if rustup_adds_target; then return; fi
      way=debian
      apt_try "Debian's Rust" "${debian_packages[@]}" || no_way "'rustup target add $target' failed, and $apt_error"
      ;;
    *) no_way "this is no way to $target." ;;
  esac
}

no_way() {
  fail "WASM_TOOLCHAIN=$WASM_TOOLCHAIN: $1 The three ways: WASM_TOOLCHAIN=target with the target installed by your own means;" \
    "WASM_TOOLCHAIN=rustup, which needs rustup and its server;" \
    "WASM_TOOLCHAIN=debian, which needs Debian 12 with its security archive, and root or sudo."
}

has_target() {
  [ -d "$(rustc --print target-libdir --target "$target" 2>/dev/null)" ]
}

# The time limit is for networks that swallow the request without an answer.
rustup_adds_target() {
  command -v rustup >/dev/null || return 1
  echo "Installing $target with rustup"
  timeout 300 rustup target add "$target" && has_target
}

has_debian() {
  local package
  for package in "${debian_packages[@]}"; do dpkg_has "$package" || return 1; done
}

dpkg_has() {
  [ "$(dpkg-query --show --showformat '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# No path of this machine gets into the module: panics name their source file. Cargo names files by where they really lie.
rust_flags="--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}/registry/src=registry --remap-path-prefix=$(pwd -P)=."

# A panic ends in a trap on every way. Where the standard library is compiled along, the texts of panics and the places they
# name, which nobody sees, are left out as well.
without_panics="-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none"

cargo_options=(--lib --profile wasm --target "$target" --target-dir "$target_dir" --no-default-features --features wasm)
if [ -n "${CI:-}" ]; then cargo_options+=(--locked); fi

cargo_of_target() {
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS=$rust_flags cargo "$@"
}

# Debian ships no wasm32 standard library, so it is compiled from source: an unstable option, hence RUSTC_BOOTSTRAP.
# Its linker for wasm comes with rustup's toolchain. A cargo subcommand is called by its own path, since cargo would look in
# its home folder first and find rustup's.
cargo_of_debian() {
  local linker program=/usr/bin/cargo flags="$rust_flags $without_panics"
  linker=$(rustc --print sysroot)/lib/rustlib/$(rustc --version --verbose | sed -n 's/^host: //p')/bin/rust-lld
  [ -x "$linker" ] || no_way "this way needs rust-lld, which the Rust toolchain of rustup has and this rustc has not."
  if [ "$1" = clippy ]; then program=/usr/bin/cargo-clippy flags=$rust_flags; fi
  env -u RUSTUP_TOOLCHAIN CARGO=/usr/bin/cargo RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 \
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER="$linker" CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$flags" \
    "$program" "$1" -Zbuild-std=std,panic_abort "${@:2}"
}

main "$@"
