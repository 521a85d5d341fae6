#!/bin/sh
# The rules of the house that no compiler checks. Each breach is printed as file:line: what.
# Needs Swift and POSIX tools only.
#
# usage: lint.sh [ROOT]
set -u

here=$(cd "$(dirname "$0")" && pwd)
cd "${1:-$here/../..}" || exit 1
swift=${SWIFT:-swift}

# Top to bottom: a room imports only rooms before it in this list.
rooms="CLibEdit CCMark CZlib CLineEditor KernelsBaseline KernelsAVX2 KernelsAVX512 Files Diagnostics \
Tensors Operations NeuralNetworks Datasets Notation Calculus Interpreter Algorithms Rendering Session \
Notebooks Course LineEditing Benchmarks gradus"

# A file has one idea: 300 lines is a lot, 600 the end.
longest=600

scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM

swift_files() { find Sources Tests -name '*.swift' | LC_ALL=C sort; }

# Every text in the tree, whatever its kind; the license is not ours.
all_files() {
  find . \( -name .git -o -name '.build*' -o -name .swiftpm -o -name __pycache__ \) -prune -o -type f -print |
    sed 's|^\./||' | grep -v -e '^LICENSE$' -e '\.png$' | LC_ALL=C sort
}

# Bytes, not letters: a pattern may not fail on a file that tests what is not UTF-8.
each_file() { tr '\n' '\0' | LC_ALL=C xargs -0 "$@"; }

check_format() {
  "$swift" format lint --strict --recursive Sources Tests Package.swift 2>&1
}

check_length() {
  find Sources Tests -name '*.swift' -o -name '*.[ch]' | LC_ALL=C sort | each_file awk -v longest="$longest" '
    FNR == longest + 1 { print FILENAME ":" FNR ": is longer than " longest " lines: split it" }'
}

check_rooms() {
  "$swift" package dump-package </dev/null >"$scratch/package.json" 2>"$scratch/errors" ||
    { echo "Package.swift:1: $(cat "$scratch/errors")"; return; }
  awk -f "$here/targets.awk" "$scratch/package.json" >"$scratch/targets"
  swift_files | each_file awk -v rooms="$rooms" -f "$here/rooms.awk" "$scratch/targets" Package.swift
}

check_documentation() {
  swift_files | each_file awk -f "$here/documentation.awk"
}

# What is never written in Swift here, and what to write instead.
check_words() {
  swift_files | each_file awk '
    function forbid(pattern, why) { if ($0 ~ pattern) print FILENAME ":" FNR ": " why }
    {
      forbid("try!", "try! crashes on an error: handle it")
      forbid("fatalError\\(", "fatalError crashes: throw, or state a precondition")
      forbid("TODO|FIXME", "what is to be done belongs in the tracker")
      forbid("import XCTest", "tests are written with Swift Testing")
      forbid("\\.disabled\\(", "a test that does not run tests nothing")
    }'
}

# Paths that exist on one machine only, and paths that lead out of the repository.
check_paths() {
  all_files | each_file awk '
    /(^|[^A-Za-z0-9_.$)}~-])\/(home|Users|root|work)\// || /\/tmp\/wt-/ || /\.\.\/shared/ {
      print FILENAME ":" FNR ": names a path that others do not have"
    }'
}

failed=""
for check in format length rooms documentation words paths; do
  "check_$check" >>"$scratch/found" || failed="$failed $check"
done

if [ ! -s "$scratch/found" ]; then
  [ -z "$failed" ] && exit 0
  echo "lint: could not check:$failed" >&2
  exit 1
fi
cat "$scratch/found" >&2
echo "lint: $(wc -l <"$scratch/found" | tr -d ' ') to put right" >&2
exit 1
