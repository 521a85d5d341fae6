#!/bin/sh
# Tests lint.sh: a small package with nothing wrong passes, and the same package with each rule
# broken gives each message, whole, with its file and line.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM

fail() {
  echo "lint-test: $1" >&2
  cat "$scratch/output" >&2
  exit 1
}

# A package of three rooms; Tensors depends on what is in the first argument.
write_package() {
  cat >Package.swift <<SWIFT
// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "small",
  targets: [
    .target(name: "Diagnostics"),
    .target(name: "Tensors", dependencies: [$1]),
    .target(name: "Notation", dependencies: ["Diagnostics"]),
$2    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .testTarget(name: "NotationTests", dependencies: ["Notation"]),
  ]
)
SWIFT
}

mkdir -p "$scratch/small/Tests/TestSupport" "$scratch/small/Tests/NotationTests"
cd "$scratch/small"
mkdir -p Sources/Diagnostics Sources/Tensors Sources/Notation
cp "$here/../../.swift-format" .

write_package '"Diagnostics"' ''
cat >Sources/Diagnostics/Good.swift <<'SWIFT'
/// A protocol.
package protocol Shown {
  /// What is shown.
  var text: String { get }
}

/// A class.
///
/// Here is more about it: a paragraph that may be as long as it likes, since only the first
/// sentence is what a list of symbols shows, and nobody reads a list of long sentences.
package final class Good: Equatable {
  /// A value that others may read.
  package private(set) var value = 1
  /// A sentence of at most 150 characters, whose letters αβγδεζηθικλμνξοπρστυφχψω count one
  /// each, however many bytes they may take up.
  @inlinable
  package static func make() -> Good { Good() }

  package static func == (left: Good, right: Good) -> Bool { left.value == right.value }
}
SWIFT
cat >Sources/Tensors/Good.swift <<'SWIFT'
package import struct Diagnostics.Good
SWIFT
echo '@testable import Notation' >Tests/NotationTests/Good.swift

sh "$here/lint.sh" . >"$scratch/output" 2>&1 || fail "a package with nothing wrong does not pass"
[ ! -s "$scratch/output" ] || fail "a package with nothing wrong is not passed in silence"

# Spelled in two parts, or this file would break the rules itself.
home="/ho""me/someone/x" outside="..""/shared/x"

write_package '"Notation", "TestSupport"' '    .target(name: "Cellar"),
'
mkdir Sources/Cellar
echo '/// A long file.' >Sources/Cellar/Long.swift
yes '//' | head -n 600 >>Sources/Cellar/Long.swift
cat >Sources/Notation/Bad.swift <<SWIFT
import Diagnostics
internal import Tensors

package struct Bad {
  /// Its value.
  package var value: Int

  @inlinable
  package init(value: Int) { self.value = value }
}

/// Documented, but with a sentence that goes on and on, over more than one line and far beyond
/// what anyone would want to read in a list of symbols, which is too long for a summary.
package enum Long {}

/// A protocol.
package protocol Shown {
  func show()
}

package class Open {
  package class func make() {}
}
SWIFT
cat >Tests/NotationTests/Bad.swift <<SWIFT
import Diagnostics
import XCTest

let path = "$home"
let other = "$outside"

func crash() {
  fatalError(path)
  // TODO: fix
  // FIXME
}

@Test(.disabled("later")) func later() {}
SWIFT
printf 'func forced() {\n  try%s crash()\n}\n' '!' >Tests/NotationTests/Forced.swift

cat >"$scratch/expected" <<TEXT
Package.swift:8: Tensors depends on Notation, a later room
Package.swift:8: Tensors depends on TestSupport, which is for tests
Package.swift:10: Cellar has no place in the order of rooms (Tests/Scripts/lint.sh)
Sources/Cellar/Long.swift:601: is longer than 600 lines: split it
Sources/Notation/Bad.swift:2: imports Tensors, which Package.swift does not declare for Notation
Sources/Notation/Bad.swift:4: has no documentation comment: struct Bad {
Sources/Notation/Bad.swift:9: has no documentation comment: init(value: Int) { self.value = value }
Sources/Notation/Bad.swift:14: the first sentence of its documentation is longer than 150 characters
Sources/Notation/Bad.swift:18: has no documentation comment: func show()
Sources/Notation/Bad.swift:21: has no documentation comment: class Open {
Sources/Notation/Bad.swift:22: has no documentation comment: func make() {}
Sources/Tensors/Good.swift:1: imports Diagnostics, which Package.swift does not declare for Tensors
Tests/NotationTests/Bad.swift:1: imports Diagnostics, which Package.swift does not declare for NotationTests
Tests/NotationTests/Bad.swift:2: tests are written with Swift Testing
Tests/NotationTests/Bad.swift:4: names a path that others do not have
Tests/NotationTests/Bad.swift:5: names a path that others do not have
Tests/NotationTests/Bad.swift:8: fatalError crashes: throw, or state a precondition
Tests/NotationTests/Bad.swift:9: what is to be done belongs in the tracker
Tests/NotationTests/Bad.swift:10: what is to be done belongs in the tracker
Tests/NotationTests/Bad.swift:13: a test that does not run tests nothing
Tests/NotationTests/Forced.swift:2: try! crashes on an error: handle it
TEXT

if sh "$here/lint.sh" . >"$scratch/output" 2>&1; then fail "broken rules pass"; fi
# swift format words its own messages: of those only one is looked for.
grep -q '^Tests/NotationTests/Forced.swift:2:.*\[NeverUseForceTry\]' "$scratch/output" ||
  fail "swift format does not check"
grep -v -e '\] ' -e '^lint: ' "$scratch/output" | LC_ALL=C sort >"$scratch/found"
LC_ALL=C sort "$scratch/expected" >"$scratch/sorted"
diff "$scratch/sorted" "$scratch/found" >"$scratch/output" || fail "expected (<) and found (>) differ"
