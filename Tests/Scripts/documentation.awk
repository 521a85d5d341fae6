# Checks that each declaration marked `package` or `public`, and each requirement of a protocol
# so marked, has a documentation comment whose first sentence is at most 150 characters long.
#
# It reads lines, not Swift: it rests on the layout that `swift format` enforces. Run it with
# LC_ALL=C, so that every awk counts alike.

BEGIN {
  longest = 150
  modifiers = "^(package|public|open|static|final|mutating|nonmutating|indirect|override" \
    "|required|convenience|lazy|weak|unowned|nonisolated|consuming|borrowing|dynamic" \
    "|prefix|postfix|infix|(private|fileprivate|internal|package)\\(set\\)" \
    "|nonisolated\\(unsafe\\)|class)[ \t]+"
  declarations = "^(func|var|let|struct|enum|class|actor|init|case|protocol|typealias" \
    "|subscript|associatedtype|macro)([ \t(<?]|$)"
  # Members that only conform to a protocol of the standard library say nothing new.
  conforming = "^(func (==|<|hash\\(into|encode\\(to)|var (debugDescription|description)" \
    "|init\\(from decoder)"
}

FNR == 1 {
  forget()
  protocolIndent = -1
}

/^[ \t]*\/\/\// {
  isDocumented = 1
  text = $0
  sub(/^[ \t]*\/\/\/[ \t]*/, "", text)
  if (text == "" || text ~ /^- /) summaryEnded = 1
  if (!summaryEnded) summary = summary (summary == "" ? "" : " ") text
  next
}

{
  match($0, /^ */)
  indent = RLENGTH
  line = substr($0, indent + 1)
  if (protocolIndent >= 0 && indent == protocolIndent && line ~ /^\}/) protocolIndent = -1

  while (sub(/^@[A-Za-z_]+(\([^)]*\))?[ \t]+/, "", line)) {}
  # An attribute on a line of its own belongs to the next one.
  if (line ~ /^@[A-Za-z_]+(\([^)]*\))?$/) next

  isShared = protocolIndent >= 0 && indent == protocolIndent + 2
  while (match(line, modifiers)) {
    rest = substr(line, RLENGTH + 1)
    word = substr(line, 1, RLENGTH)
    # `class` before a name declares; before `func` or `var` it is a modifier.
    if (word ~ /^class/ && rest !~ /^(func|var|subscript|let)[ \t(<]/) break
    if (word ~ /^(package|public|open)[ \t]/) isShared = 1
    line = rest
  }
  if (isShared && line ~ declarations && line !~ conforming) {
    if (!isDocumented) {
      print FILENAME ":" FNR ": has no documentation comment: " line
    } else if (sentenceLength(summary) > longest) {
      print FILENAME ":" FNR ": the first sentence of its documentation is longer than " \
        longest " characters"
    }
  }
  if (isShared && line ~ /^protocol / && line !~ /\}[ \t]*$/) protocolIndent = indent
  forget()
}

function forget() {
  isDocumented = 0
  summary = ""
  summaryEnded = 0
}

# The number of characters up to the first full stop that ends a sentence.
function sentenceLength(text) {
  if (match(text, /[.!?] /)) text = substr(text, 1, RSTART)
  # Bytes that continue a character in UTF-8.
  gsub(/[\200-\277]/, "", text)
  return length(text)
}
