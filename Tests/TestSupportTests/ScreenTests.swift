import TestSupport
import Testing

/// The terminal that tests look at.
@Suite struct ScreenTests {
  @Test(arguments: [
    ("abc\rx", "xbc"), ("abc\u{8}\u{8}x", "axc"), ("a\r\nb", "a\nb"), ("a\nb", "a\n b"),
    ("abc\u{1B}[2D\u{1B}[Kx", "ax"), ("abc\u{1B}[1K", ""), ("abc\r\u{1B}[2Cx", "abx"),
    ("a\r\nb\u{1B}[A\u{1B}[2Jx", " x"), ("a\u{1B}[2;3Hb", "a\n  b"), ("abc\r\u{1B}[@x", "xabc"),
    ("abc\r\u{1B}[P", "bc"), ("\u{1B}[1;36m1> \u{1B}[0mw", "1> w"), ("漢字\u{8}\u{8}x", "漢x"),
    ("漢字\u{8}x", "漢 x"), ("y\u{302}=", "y\u{302}="), ("12345678901", "1234567890\n1"),
    ("1234567890\rx", "x234567890"), ("a\tb", "a       b"), ("\u{1B}]0;title\u{7}a", "a"),
    ("a\u{1B}[?1049h\u{1B}[Hb", "b"), ("a\u{1B}[?1049h\u{1B}[Hb\u{1B}[?1049lc", "ac"),
    ("\u{1B}7abc\u{1B}8x", "xbc"), ("a\r\nb\r\nc\r\nd", "b\nc\nd"), ("a\u{1B}[?2004hb", "ab"),
  ])
  func showsWhatATerminalShows(_ printed: String, _ shown: String) {
    var screen = Screen(size: .init(rows: 3, columns: 10))
    screen.feed(printed)
    #expect(screen.text == shown)
  }

  @Test func sequencesMayComeInParts() {
    var screen = Screen(size: .init(rows: 1, columns: 10))
    for part in ["ab\u{1B}", "[", "1", "D", "x"] { screen.feed(part) }
    #expect(screen.rows == ["ax"])
    #expect(screen.cursor == (0, 2))
  }
}
