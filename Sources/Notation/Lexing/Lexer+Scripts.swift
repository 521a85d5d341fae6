import Diagnostics

/// Superscript and subscript characters.
extension Lexer {
  /// A run of superscripts: layers in ⁽ ⁾, transposes, and powers between them.
  mutating func readSuperscripts() throws(SyntaxFault) {
    var run: [Glyph] = []
    while position + run.count < glyphs.count {
      var glyph = glyphs[position + run.count]
      guard let base = ScriptCharacters.raisedBase(of: glyph.scalar) else { break }
      glyph.scalar = base
      run.append(glyph)
    }
    var start = 0
    while start < run.count {
      if run[start].scalar == "T" {
        take(1, .transposeMark)
        start += 1
        continue
      }
      let end = try endOfSegment(in: run, from: start)
      if run[start].scalar == "(" {
        try openBracket(.layerOpen)
        try readScript(run[start + 1..<end - 1])
        try closeBracket(.layerClose)
      } else {
        append(.superscriptOpen, run[start].span)
        try readScript(run[start..<end])
        append(.superscriptClose, run[end - 1].span)
      }
      start = end
    }
  }

  /// Behind the bracket that closes the one at `start`; or where a power's run ends.
  func endOfSegment(in run: [Glyph], from start: Int) throws(SyntaxFault) -> Int {
    var depth = 0
    var end = start
    while end < run.count {
      let scalar = run[end].scalar
      if scalar == "(" {
        // Only behind a sign does a bracket belong to a power.
        let isLayer = end > start && depth == 0 && !["+", "-"].contains(run[end - 1].scalar)
        if isLayer { return end }
        depth += 1
      }
      if scalar == "T", depth == 0 { return end }
      end += 1
      if scalar == ")" {
        depth -= 1
        if depth < 0 { throw SyntaxFault(.unopened("⁾"), run[end - 1].span) }
        if depth == 0, run[start].scalar == "(" { return end }
      }
    }
    if depth > 0 { throw SyntaxFault(.unclosed("⁽", closing: "⁾"), run[start].span) }
    return end
  }

  /// `₁₂` and `ₙ` are a part of a name; with signs or brackets they are a braced subscript.
  mutating func readSubscripts() throws(SyntaxFault) {
    var run: [Glyph] = []
    while position + run.count < glyphs.count {
      var glyph = glyphs[position + run.count]
      guard let base = ScriptCharacters.loweredBase(of: glyph.scalar) else { break }
      glyph.scalar = base
      run.append(glyph)
    }
    guard !spaceBefore, tokens.last?.kind.takesSubscript == true else {
      throw fault(.subscriptWithoutName, length: run.count)
    }
    if run.allSatisfy({ $0.scalar.isNameRest }) {
      var part = String.UnicodeScalarView()
      for glyph in run { part.append(glyph.scalar) }
      return take(run.count, .subscriptPart(String(part)))
    }
    if open.count >= Lexer.depthLimit { throw fault(.nestedTooDeep(Lexer.depthLimit), length: 1) }
    append(.subscriptOpen, run[0].span)
    let opening = tokens.count - 1
    open.append((token: opening, row: tokens.count))
    let depth = open.count
    try readScript(run[...])
    guard open.count == depth else {
      throw SyntaxFault(.unclosed("₍", closing: "₎"), run[0].span)
    }
    open.removeLast()
    append(.braceClose, run[run.count - 1].span)
    tokens[opening].partner = tokens.count - 1
  }

  /// Reads the plain forms of small characters as tokens, then goes on behind them.
  mutating func readScript(_ script: ArraySlice<Glyph>) throws(SyntaxFault) {
    let (outer, place, wasInScript) = (glyphs, position, isInScript)
    glyphs = Array(script)
    position = 0
    isInScript = true
    try readAll()
    glyphs = outer
    position = place + script.count
    isInScript = wasInScript
  }
}
