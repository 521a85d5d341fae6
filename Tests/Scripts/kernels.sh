#!/bin/sh
# Checks that no code for stronger processors leaves the modules it is meant for. A function that
# several object files may define is taken from any of them: taken from a kernel module, it would
# stop the whole program on a processor without its instructions.
#
# Each finding is printed as file: what. Needs POSIX tools and nm; without objdump, the program is
# not disassembled, which it says.
#
# usage: kernels.sh [BUILD]
set -u

here=$(cd "$(dirname "$0")" && pwd)
build=${1:-$here/../../.build/release}
modules="KernelsAVX2 KernelsAVX512"

case $(uname -m) in
x86_64 | amd64) ;;
*)
  echo "kernels: not run: one kind of kernels is built here" >&2
  exit 0
  ;;
esac
command -v nm >/dev/null 2>&1 || {
  echo "kernels: not run: there is no nm" >&2
  exit 0
}

scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
: >"$scratch/found"

# Weak functions under a name that is not the module's own. Its own may be weak: those who also
# define them are the module's files, built alike. `V` is weak data.
for module in $modules; do
  objects=$(find -L "$build/$module.build" -name '*.o' 2>/dev/null | LC_ALL=C sort)
  [ -n "$objects" ] || {
    echo "kernels: $build has no objects of $module: build first" >&2
    exit 1
  }
  for object in $objects; do
    nm "$object" >"$scratch/symbols" || exit 1
    awk -v file="$module/${object##*/}" -v own="^_*[$]s${#module}$module" '
      ($2 == "W" || $2 == "u") && $3 !~ own {
        print file ": shares code with other modules: " $3
      }' "$scratch/symbols" >>"$scratch/found"
  done
done

# In the program, only functions of those modules use their registers.
if ! command -v objdump >/dev/null 2>&1; then
  echo "kernels: the program is not disassembled: there is no objdump" >&2
elif [ -f "$build/gradus" ]; then
  objdump -d --no-show-raw-insn "$build/gradus" >"$scratch/code" || exit 1
  own=$(for module in $modules; do printf '|[$]s%d%s' "${#module}" "$module"; done)
  awk -v own="<(${own#?})" '
    /^[0-9a-f]+ <.*>:$/ { name = $2; isOurs = name ~ own; reported = 0; next }
    !isOurs && !reported && /%[yz]mm[0-9]/ {
      sub(/^</, "", name); sub(/>:$/, "", name)
      print "gradus: uses registers of 256 bits or more: " name
      reported = 1
    }' "$scratch/code" >>"$scratch/found"
fi

[ -s "$scratch/found" ] || exit 0
cat "$scratch/found" >&2
echo "kernels: $(wc -l <"$scratch/found" | tr -d ' ') to put right" >&2
exit 1
