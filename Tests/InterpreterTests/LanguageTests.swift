import Testing

/// The language, sentence by sentence: each input with the whole answer, errors included.
@Suite("The language") struct LanguageTests {
  @Test("Text, values, names", arguments: try Transcript.all(in: "values"))
  func values(_ transcript: Transcript) { expectReplay(transcript) }

  @Test("Operators, sums, functions", arguments: try Transcript.all(in: "operators"))
  func operators(_ transcript: Transcript) { expectReplay(transcript) }

  @Test("Derivatives, versions, claims", arguments: try Transcript.all(in: "derivatives"))
  func derivatives(_ transcript: Transcript) { expectReplay(transcript) }

  @Test("Control, algorithms, networks, dialects", arguments: try Transcript.all(in: "programs"))
  func programs(_ transcript: Transcript) { expectReplay(transcript) }

  @Test("Training by the native engine", arguments: try Transcript.all(in: "training"))
  func training(_ transcript: Transcript) { expectReplay(transcript) }

  @Test("Images, normalisation, many dimensions", arguments: try Transcript.all(in: "images"))
  func images(_ transcript: Transcript) { expectReplay(transcript) }

  @Test("The lectures' examples", arguments: try Transcript.all(in: "lectures"))
  func lectures(_ transcript: Transcript) { expectReplay(transcript) }
}
