#!/usr/bin/env bash
# Look for inputs that break a promise of SECURITY.md: first for a bug that is planted in the target, then for any other.
# Usage: scripts/fuzz.sh SECONDS [TARGET...]   each target runs for so long; without a name, all do
# What is found lies in target/fuzz/found/, what led there in target/fuzz/corpus/; the seeds are in fuzz/corpus/.
set -euo pipefail
cd "$(dirname "$0")/.."

out=$PWD/target/fuzz
# A planted bug takes hundreds to ten thousands of executions. Chance is no question for CI: it begins the same way each time.
control=(-seed=1 -runs=400000)
# Branches are taken or not: how often says more of an input's length than of anything new in it. Short ones are quick.
options=(-use_counters=0 -len_control=0 -max_len=512 -timeout=10 -rss_limit_mb=1024 -print_final_stats=1)

main() {
  local seconds=${1:?say for how many seconds} target targets=("${@:2}")
  [ ${#targets[@]} -gt 0 ] || targets=(bytes dom json_ld batch)
  mkdir -p "$out/found"
  RUSTC_WRAPPER=$PWD/fuzz/rustc.sh cargo build ${CI:+--locked} --release --manifest-path fuzz/Cargo.toml \
    --target-dir "$out/build"
  for target in "${targets[@]}"; do
    find_planted "$target"
    find_others "$target" "$seconds"
  done
}

find_planted() {
  local target=$1
  rm -rf "$out/control"
  ! PLANTED_BUG=1 run "$target" "$out/control" "$out/control/" "${control[@]}" || fail "$target: the planted bug was not found"
  grep -aq "the bug that was planted" "$out/log" || found "$target"
  echo "fuzz: $target: the planted bug was found after $(executions) executions"
}

find_others() {
  local target=$1 seconds=$2
  run "$target" "$out/corpus/$target" "$out/found/$target-" -max_total_time="$seconds" || found "$target"
  echo "fuzz: $target: nothing else was found in $(executions) executions"
}

run() {
  local target=$1 corpus=$2 found=$3 words=()
  mkdir -p "$corpus"
  if [ -f "fuzz/$target.dict" ]; then words=(-dict="fuzz/$target.dict"); fi
  "$out/build/release/$target" "$corpus" "fuzz/corpus/$target" -artifact_prefix="$found" \
    "${options[@]}" "${words[@]}" "${@:4}" 2>"$out/log"
}

executions() {
  sed -n 's/^stat::number_of_executed_units: *//p' "$out/log"
}

found() {
  fail "$1: something was found:"$'\n'"$(grep -a -A 2 -e panicked -e ERROR -e 'Test unit' "$out/log")"
}

fail() {
  echo "scripts/fuzz.sh: $1" >&2
  exit 1
}

main "$@"
