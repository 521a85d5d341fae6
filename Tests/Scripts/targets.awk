# Reads what `swift package dump-package` prints and prints a line for each target:
#
#     room|test NAME DEPENDENCY...
#
# It rests on that command's layout: one value a line, two spaces for each level.

/^  "targets" :/ { inTargets = 1 }
!inTargets { next }

/^    \{/ { name = ""; dependencies = ""; kind = "room" }
/^      "dependencies" : \[/ { inDependencies = 1 }
/^      \]/ { inDependencies = 0 }
inDependencies && /"(byName|product|target)" :/ { expectsName = 1; next }
inDependencies && expectsName && /^            "/ {
  dependencies = dependencies " " unquoted($0)
  expectsName = 0
}
/^      "name" :/ { name = unquoted($0) }
/^      "path" : "Tests\// || /^      "type" : "test"/ { kind = "test" }
/^    \}/ { if (name != "") print kind, name dependencies }

# The last string of a line.
function unquoted(line) {
  sub(/",?[ \t]*$/, "", line)
  sub(/.*"/, "", line)
  return line
}
