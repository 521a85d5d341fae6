#!/bin/sh
# Measures start-up and a few programs, prints a table, and fails where one is over its limit.
#
#     GRADUS                the program; .build/release/gradus unless set
#     GRADUS_STARTUP_MS     the limit on start-up in milliseconds; 15 unless set
#
# usage: performance.sh
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."

if ! command -v python3 >/dev/null 2>&1; then
  echo "performance: not measured: there is no python3 to take the time with" >&2
  exit 0
fi
python3 "$here/performance.py" "${GRADUS:-.build/release/gradus}"
exec python3 "$here/keys.py" "${GRADUS:-.build/release/gradus}"
