/// The name that was probably meant: the nearest one by edit distance, or nil if none is near.
///
/// A third of the letters may differ, at least one. A name of a single letter is near only to
/// itself in the other case (`w` to `W`): any other letter would be a guess.
///
/// - Parameters:
///   - word: The name as written.
///   - candidates: The names that exist; of equally near ones the first is taken.
/// - Returns: The nearest name, or nil.
/// - Complexity: The product of the lengths, for each candidate.
package func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
  let letters = Array(word)
  let lowered = word.lowercased()
  let allowed = max(1, letters.count / 3)
  var best: (name: String, distance: Int)?
  for candidate in candidates where candidate != word {
    if candidate.lowercased() == lowered { return candidate }
    let other = Array(candidate)
    if letters.count == 1 || abs(other.count - letters.count) > allowed { continue }
    let distance = editDistance(letters, other)
    if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.name
}

/// Insertions, deletions, replacements and swaps of neighbours between two words.
///
/// Damerau–Levenshtein, optimal string alignment.
func editDistance(_ first: [Character], _ second: [Character]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...second.count)
  for row in first.indices {
    var current = [row + 1]
    for column in second.indices {
      let same = first[row] == second[column]
      var best = min(last[column + 1] + 1, current[column] + 1, last[column] + (same ? 0 : 1))
      if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
        best = min(best, beforeLast[column - 1] + 1)
      }
      current.append(best)
    }
    beforeLast = last
    last = current
  }
  return last[second.count]
}
