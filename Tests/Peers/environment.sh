#!/bin/sh
# Makes the environment of the peers under .build/peers: NumPy, threadpoolctl, PyTorch for the CPU.
#
# usage: environment.sh
set -eu

cd "$(dirname "$0")/../.."
peers=.build/peers
torch=2.13.0

if ! command -v python3 >/dev/null 2>&1; then
  echo "bench: there is no python3: install it and its venv module" >&2
  exit 1
fi
[ -x "$peers/bin/python" ] || python3 -m venv "$peers"
pip() { "$peers/bin/python" -m pip --disable-pip-version-check "$@"; }

"$peers/bin/python" -c 'import numpy, threadpoolctl' 2>/dev/null ||
  pip install --quiet numpy threadpoolctl

# On Linux the plain wheel is that for graphics processors, of several gigabytes. Where no other is
# found the comparison goes on without.
case $(uname -s) in
Linux) wheel="torch==$torch+cpu" index="--extra-index-url https://download.pytorch.org/whl/cpu" ;;
*) wheel=torch index= ;;
esac
if ! "$peers/bin/python" -c 'import torch' 2>/dev/null; then
  # shellcheck disable=SC2086 # no index is no argument
  pip install --quiet "$wheel" 2>/dev/null ||
    pip install --quiet --retries 0 $index "$wheel" 2>/dev/null ||
    echo "bench: no wheel of PyTorch was found; its rows will say so" >&2
fi
