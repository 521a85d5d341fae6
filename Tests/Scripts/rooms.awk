# Checks that no room depends on a later one, and that no file imports what its target does not
# declare.
#
# usage: awk -v rooms="FIRST SECOND..." -f rooms.awk TARGETS Package.swift FILE...
#
# TARGETS is what targets.awk prints.

BEGIN {
  count = split(rooms, names, " ")
  for (i = 1; i <= count; i++) place[names[i]] = i
}

FNR == 1 { input++ }

input == 1 {
  isTarget[$2] = 1
  isRoom[$2] = $1 == "room"
  order[++targets] = $2
  for (i = 3; i <= NF; i++) declares[$2, $i] = 1
  next
}

# The line that a target starts on, for the messages.
input == 2 {
  for (i = 1; i <= targets; i++) {
    quoted = "\"" order[i] "\""
    named = index($0, "(" quoted) || index($0, "name: " quoted)
    if (named && !(order[i] in lineOf)) lineOf[order[i]] = FNR
  }
  next
}

FNR == 1 {
  split(FILENAME, parts, "/")
  target = parts[2]
}

/^[ \t]*(@|import |public |package |internal |fileprivate |private )/ {
  line = $0
  while (sub(/^[ \t]*(@[A-Za-z_]+(\([^)]*\))?|public|package|internal|fileprivate|private)[ \t]+/, "", line)) {}
  if (line !~ /^[ \t]*import[ \t]/) next
  sub(/^[ \t]*import[ \t]+/, "", line)
  sub(/^(struct|class|enum|protocol|actor|typealias|func|let|var)[ \t]+/, "", line)
  sub(/[^A-Za-z0-9_].*$/, "", line)
  if (line != target && isTarget[line] && !declares[target, line]) {
    print FILENAME ":" FNR ": imports " line ", which Package.swift does not declare for " target
  }
}

END {
  for (i = 1; i <= targets; i++) {
    name = order[i]
    if (!isRoom[name]) continue
    where = "Package.swift:" (name in lineOf ? lineOf[name] : 1) ": "
    if (!(name in place)) {
      print where name " has no place in the order of rooms (Tests/Scripts/lint.sh)"
      continue
    }
    for (j = 1; j <= targets; j++) {
      other = order[j]
      if (!declares[name, other]) continue
      if (!isRoom[other]) {
        print where name " depends on " other ", which is for tests"
      } else if (other in place && place[other] >= place[name]) {
        print where name " depends on " other ", a later room"
      }
    }
  }
}
