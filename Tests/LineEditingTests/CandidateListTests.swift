import Testing

@testable import LineEditing

/// What TAB lists.
@Suite struct CandidateListTests {
  private func list(_ shown: [String], columns: Int) -> String {
    CandidateList.text(shown, columns: columns) { "… and \($0) more" }
  }

  @Test func columnsAreAsWideAsTheScreenShowsThem() {
    #expect(
      list(["漢字", "ŷ", "abc", "r\u{302}", "x"], columns: 13)
        == """
        漢字  abc
        ŷ     r\u{302}
        x

        """.replacing("漢字  abc\nŷ     r\u{302}\nx\n", with: "漢字  r\u{302}\nŷ     x\nabc\n")
    )
  }

  @Test func beyondEightRowsTheRestIsCounted() {
    let rows = list((1...300).map { "name\($0)" }, columns: 80).split(separator: "\n")
    #expect(rows.count == 9)
    #expect(rows[8] == "… and 228 more")
    #expect(rows.allSatisfy { $0.count < 80 })
  }

  @Test func whatIsWiderThanTheScreenIsCut() {
    #expect(list(["漢字漢字", "b"], columns: 6) == "漢字\nb\n")
  }
}
