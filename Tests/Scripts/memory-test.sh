#!/bin/sh
# Runs the shim over libedit with sanitizers for memory, leaks and undefined behaviour.
# Says so and succeeds where what it needs is missing.
#
# usage: memory-test.sh
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."

skip() {
  echo "memory-test: not run: $*" >&2
  exit 0
}

command -v clang >/dev/null 2>&1 || skip "there is no clang"
command -v python3 >/dev/null 2>&1 || skip "there is no python3"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM

echo '#include <histedit.h>' | clang -E - >/dev/null 2>&1 || skip "libedit is not installed"
clang -g -fsanitize=address,undefined -fno-sanitize-recover=all -Wall -Wextra -Werror \
  -I Sources/CLineEditor/include Sources/CLineEditor/*.c "$here/shim/driver.c" \
  -ledit -o "$scratch/driver" 2>"$scratch/errors" || {
  cat "$scratch/errors" >&2
  exit 1
}
python3 "$here/shim/drive.py" "$scratch/driver"
