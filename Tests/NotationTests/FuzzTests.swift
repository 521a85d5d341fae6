import Diagnostics
import Testing

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

@testable import Notation

/// Any text is read or refused: no crash, no hang.
///
/// 100 000 random byte strings and 100 000 mutated programs; each within 50 ms.
///
/// Times are those of the thread on the processor: what else runs meanwhile does not count.
@Suite struct FuzzTests {
  static let chunks = 20
  static let textsPerChunk = 5000

  @Test(arguments: 0..<chunks)
  func randomBytes(_ chunk: Int) {
    var random = SplitMix64(seed: UInt64(1000 + chunk))
    for _ in 0..<Self.textsPerChunk {
      let count = Int(random.next() % 60)
      let bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      read(String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test(arguments: 0..<chunks)
  func mutatedPrograms(_ chunk: Int) {
    var random = SplitMix64(seed: UInt64(2000 + chunk))
    for _ in 0..<Self.textsPerChunk {
      read(mutated(&random))
    }
  }

  private func read(_ text: String) {
    // Caches that others have emptied cost time too: a text is slow if it is so every time.
    var time = timeToRead(text)
    for _ in 0..<10 where time >= .milliseconds(50) { time = min(time, timeToRead(text)) }
    #expect(time < .milliseconds(50), "\(text.debugDescription)")
    _ = Program.isIncomplete(text)
  }

  private func timeToRead(_ text: String) -> Duration {
    let start = processorTime()
    do {
      let program = try Program(parsing: SourceText(text, name: "fuzz"))
      _ = Printer().text(program)
    } catch {
      _ = error.rendered()
    }
    return processorTime() - start
  }

  /// The time that this thread has spent on a processor.
  private func processorTime() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  /// A text of the corpus with a few characters taken out, put in, doubled or exchanged.
  private func mutated(_ random: inout SplitMix64) -> String {
    let texts = Self.corpus
    var letters = texts[Int(random.next() % UInt64(texts.count))]
    for _ in 0...random.next() % 4 {
      let place = Int(random.next() % UInt64(letters.count + 1))
      let other = texts[Int(random.next() % UInt64(texts.count))]
      let from = Int(random.next() % UInt64(other.count))
      switch random.next() % 5 {
      case 0: if place < letters.count { letters.remove(at: place) }
      case 1: letters.insert(Self.signs[Int(random.next() % UInt64(Self.signs.count))], at: place)
      case 2: letters.insert(contentsOf: other[from..<min(from + 8, other.count)], at: place)
      case 3: if place < letters.count { letters[place] = other[from] }
      default: letters = Array(letters.prefix(place) + other.suffix(from: from))
      }
    }
    return String(letters)
  }

  private static let corpus = SpellingTests.spellings.map { Array($0.0) }.filter { !$0.isEmpty }
  private static let signs = Array(
    "()[]{}⌊⌋⌈⌉|‖+-*/·⊙√^_'\"\\=←:<>≠,;.?#∂∇ΣΠ⁽⁾²ᵀ₁ₙ₍ 01e\n\t½δΔŷ𝐖…{}_^" + "dd//TT"
  )

  // MARK: Texts made to hurt

  static let cruel: [String] = [
    String(repeating: "(", count: 1_000_000),
    String(repeating: "[", count: 100_000),
    String(repeating: "{", count: 100_000),
    String(repeating: "−", count: 100_000) + "x",
    String(repeating: "√", count: 100_000) + "x",
    String(repeating: "not ", count: 100_000) + "x",
    String(repeating: "|", count: 100_000),
    String(repeating: "| ", count: 100_000),
    String(repeating: "‖", count: 100_000),
    String(repeating: "Σ ", count: 100_000) + "x",
    String(repeating: "d/dx ", count: 100_000) + "x",
    String(repeating: "d/dx[", count: 100_000),
    String(repeating: "∂/∂x ", count: 100_000) + "x",
    String(repeating: "∇_w ", count: 100_000) + "x",
    "x" + String(repeating: "^x", count: 100_000),
    "x" + String(repeating: "ᵀ", count: 100_000),
    "x" + String(repeating: "²", count: 100_000),
    "x" + String(repeating: "'", count: 100_000),
    "x" + String(repeating: "_1", count: 100_000),
    "x" + String(repeating: "[x", count: 100_000),
    "x" + String(repeating: "_{x", count: 100_000),
    "x" + String(repeating: "^{", count: 100_000),
    "x" + String(repeating: "⁽", count: 100_000),
    "x" + String(repeating: "\\^(", count: 100_000),
    String(repeating: "\\hat{", count: 100_000),
    String(repeating: "\\hat\\hat", count: 100_000),
    "1" + String(repeating: " + 1", count: 100_000),
    "1" + String(repeating: " · 1", count: 100_000),
    "a" + String(repeating: " a", count: 100_000),
    "a" + String(repeating: " ⊙ a", count: 100_000),
    "a" + String(repeating: " < a", count: 100_000),
    "[" + String(repeating: "1, ", count: 100_000) + "1]",
    "[" + String(repeating: "1 ", count: 100_000) + "]",
    "[" + String(repeating: "1;", count: 100_000) + "1]",
    String(repeating: "x = 1\n", count: 100_000),
    String(repeating: ";\n", count: 100_000),
    String(repeating: "if x { ", count: 100_000),
    "if x { }" + String(repeating: " else if x { }", count: 100_000),
    String(repeating: "r\u{302}", count: 100_000),
    "x" + String(repeating: "\u{302}", count: 100_000),
    String(repeating: "9", count: 100_000),
    "\"" + String(repeating: "\\", count: 100_000),
    String(repeating: "x | x = ", count: 100_000) + "1",
    String(repeating: "f(", count: 100_000),
    String(repeating: "sum_{j=", count: 100_000),
  ]

  @Test(arguments: cruel.indices)
  func deepOrLong(_ place: Int) {
    let text = Self.cruel[place]
    let time = timeToRead(text)
    #expect(time < .seconds(8), "\(text.prefix(20))… \(text.count)")
  }

  /// An opening, a closing text, and how often they nest at least.
  static let nests: [(String, String, Int)] = [
    ("(", ")", 490), ("f(", ")", 240), ("[", "]", 240), ("x[", "]", 240), ("x_{", "}", 240),
    ("x_{(", ")}", 120), ("x^{", "}", 160), ("x^(", ")", 160), ("x^{[", "]}", 120),
    ("|(", ")|", 240), ("‖(", ")‖", 240),
    ("⌊", "⌋", 490), ("Σ_{j=", "}^{N} j", 240), ("Σ_{j=1}^{", "} j", 160), ("∇_{x[", "]} x", 120),
    ("∂x[", "]/∂x", 120), ("dx[", "]/dx", 120), ("√{", "}", 160), ("−(", ")", 240),
    ("1 + (", ")", 490), ("2x(", ")", 240), ("not (", ")", 240), ("f(x = ", ")", 240),
    ("(a | a = ", ")", 240), ("∂/∂x (", ")", 240), ("x⁽²⁾_{", "}", 240),
  ]

  /// Deep nesting is read and printed on an ordinary thread's stack, or refused as a limit.
  @Test(arguments: nests)
  func nestingIsReadOrRefused(_ opening: String, _ closing: String, _ least: Int) throws {
    func nest(_ depth: Int) -> String {
      String(repeating: opening, count: depth) + "x" + String(repeating: closing, count: depth)
    }
    let tree = try Expression(parsing: nest(least))
    #expect(try Expression(parsing: Printer().text(tree)) == tree)
    for depth in stride(from: least, to: 520, by: 15) {
      do {
        _ = try Expression(parsing: nest(depth))
      } catch {
        #expect(error.kind == .limit, "\(error.rendered())")
      }
    }
    do {
      _ = try Expression(parsing: nest(510))
      Issue.record("510 levels were read")
    } catch {
      #expect(error.kind == .limit, "\(error.rendered())")
    }
  }

  @Test func longTextIsReadInLinearTime() throws {
    // 20 times the text may take 60 times as long at most: a quadratic reader takes 400 times.
    func time(_ count: Int) throws -> Duration {
      let line = "W[1] ← W[1] − α (Δz[2] a[1]ᵀ + λ/2N [1 2; 3 4]) # step\n"
      let text = String(repeating: line, count: count)
      let start = processorTime()
      _ = try Program(parsing: SourceText(text, name: "long"))
      return processorTime() - start
    }
    _ = try time(200)
    let short = try time(200)
    #expect(try time(4000) < short * 60)
  }
}
