#!/bin/sh
# Tests kernels.sh: modules that keep their code to themselves pass, one that shares a function
# does not, nor does a program that uses their registers itself.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
swift=${SWIFT:-swift}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM

case $(uname -m) in
x86_64 | amd64) ;;
*) exit 0 ;;
esac
for tool in nm objdump; do
  command -v "$tool" >/dev/null 2>&1 || {
    echo "kernels-test: not run: there is no $tool" >&2
    exit 0
  }
done

fail() {
  echo "kernels-test: $1" >&2
  cat "$scratch/output" >&2
  exit 1
}

cd "$scratch"
mkdir -p build/KernelsAVX2.build build/KernelsAVX512.build

# compile MODULE FILE: with the instructions that only this module may use.
compile() {
  "${swift}c" -O -parse-as-library -module-name "$1" -Xcc -mavx2 -Xcc -mfma \
    -c -o "build/$1.build/$2.o" "$2.swift"
}

cat >Good.swift <<'SWIFT'
public func double(_ x: UnsafeMutablePointer<Double>) {
  let four = UnsafeRawPointer(x).loadUnaligned(as: SIMD4<Double>.self)
  UnsafeMutableRawPointer(x).storeBytes(of: four + four, as: SIMD4<Double>.self)
}
SWIFT
compile KernelsAVX2 Good
compile KernelsAVX512 Good
sh "$here/kernels.sh" build >output 2>&1 || fail "modules with nothing wrong do not pass"
[ ! -s output ] || fail "modules with nothing wrong are not passed in silence"

# Sorting an array is compiled anew for its elements, in functions shared with every module that
# sorts the like.
cat >Leak.swift <<'SWIFT'
public func sort(_ x: inout [Double]) { x.sort() }
SWIFT
compile KernelsAVX2 Leak
if sh "$here/kernels.sh" build >output 2>&1; then fail "shared code passes"; fi
grep -q '^KernelsAVX2/Leak.o: shares code with other modules: [$]sS.*sort' output ||
  fail "shared code is not named"
grep -q '^kernels: [0-9]* to put right$' output || fail "the findings are not counted"
rm build/KernelsAVX2.build/Leak.o

# A program that is built with the instructions itself.
sed 's/^public/@inline(never) public/' Good.swift >Program.swift
cat >>Program.swift <<'SWIFT'
@main struct Program {
  static func main() {
    let x = UnsafeMutablePointer<Double>.allocate(capacity: 4)
    x.initialize(repeating: 1, count: 4)
    double(x)
    print(x[3])
  }
}
SWIFT
"${swift}c" -O -parse-as-library -module-name Program -Xcc -mavx2 -o build/gradus Program.swift
if sh "$here/kernels.sh" build >output 2>&1; then fail "a program's own wide registers pass"; fi
grep -q '^gradus: uses registers of 256 bits or more: [$]s7Program6double' output ||
  fail "the function with wide registers is not named"

rm -r build/KernelsAVX512.build
if sh "$here/kernels.sh" build >output 2>&1; then fail "a missing module passes"; fi
