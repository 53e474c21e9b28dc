#!/usr/bin/env bash
# Compile as cargo asks, and have our own code count which branches it takes: any compiler can, without its sanitizers.
set -euo pipefail

case ${CARGO_PKG_NAME:-} in
  clearstory | clearstory-fuzz)
    exec "$@" -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=3 \
      -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table
    ;;
  *) exec "$@" ;;
esac
