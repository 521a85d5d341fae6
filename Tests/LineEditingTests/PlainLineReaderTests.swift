import Foundation
import Testing

@testable import LineEditing

/// A pipe whose writing end is filled from another thread.
private struct Feed {
  let input: Int32
  private let output: Int32

  init() throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    input = ends[0]
    output = ends[1]
  }

  /// Writes the pieces one after the other, then ends the input.
  func send(_ pieces: [[UInt8]], pausing pause: UInt32 = 0) {
    Thread.detachNewThread { [output] in
      for piece in pieces {
        var left = piece[...]
        while !left.isEmpty {
          let count = left.withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
          guard count > 0 else { break }
          left = left.dropFirst(count)
        }
        usleep(pause)
      }
      close(output)
    }
  }
}

private func results(of pieces: [[UInt8]], pausing pause: UInt32 = 0) throws -> [ReadResult] {
  let feed = try Feed()
  defer { close(feed.input) }
  feed.send(pieces, pausing: pause)
  var reader = PlainLineReader(input: feed.input)
  var results: [ReadResult] = []
  repeat { results.append(try reader.readLine(prompt: "1> ")) } while results.last != .endOfInput
  return results
}

private func results(of text: String) throws -> [ReadResult] {
  try results(of: [Array(text.utf8)])
}

@Suite("Plain reading") struct PlainLineReaderTests {
  @Test(
    "Line breaks end lines",
    arguments: [
      ("", []),
      ("x", ["x"]),
      ("x\n", ["x"]),
      ("x\r\n", ["x"]),
      ("\n\n", ["", ""]),
      ("x = 1\r\ny = 2\nz = 3", ["x = 1", "y = 2", "z = 3"]),
      ("a\rb\n", ["a\rb"]),
      ("a\r", ["a\r"]),
      ("a\r\r\n", ["a\r"]),
      ("Δz[2] = a[2] − y\n𝐖ŷ\n", ["Δz[2] = a[2] − y", "𝐖ŷ"]),
      ("nul\u{0}\n", ["nul\u{0}"]),
    ]
  )
  func lines(text: String, lines: [String]) throws {
    #expect(try results(of: text) == lines.map { .line($0) } + [.endOfInput])
  }

  @Test("A line that comes byte by byte is one line")
  func pieces() throws {
    let pieces = Array("Δw\r\n∂J".utf8).map { [$0] }
    let lines: [ReadResult] = [.line("Δw"), .line("∂J"), .endOfInput]
    #expect(try results(of: pieces, pausing: 2000) == lines)
  }

  @Test("The end is answered again")
  func end() throws {
    let feed = try Feed()
    defer { close(feed.input) }
    feed.send([Array("x".utf8)])
    var reader = PlainLineReader(input: feed.input)
    #expect(try reader.readLine(prompt: "") == .line("x"))
    #expect(try reader.readLine(prompt: "") == .endOfInput)
    #expect(try reader.readLine(prompt: "") == .endOfInput)
  }

  @Test(
    "Bytes that are not UTF-8 are told with their place, and reading goes on",
    arguments: [
      ([0xff], 0),
      ([0x61, 0xce], 1),  // half a Δ
      ([0xce, 0x94, 0x80], 2),
      ([0x61, 0xc0, 0xaf], 1),  // overlong
      ([0x61, 0x62, 0xed, 0xa0, 0x80], 2),  // a surrogate
      ([0xf5, 0x80, 0x80, 0x80], 0),  // beyond Unicode
    ] as [([UInt8], Int)]
  )
  func notUTF8(bytes: [UInt8], offset: Int) throws {
    let text = Array("x\n".utf8) + bytes + Array("\ny\n".utf8)
    let expected: [ReadResult] = [
      .line("x"), .notUTF8(line: 2, offset: offset), .line("y"), .endOfInput,
    ]
    #expect(try results(of: [text]) == expected)
  }

  @Test(
    "A line as long as a line may be is read, one byte more is passed over",
    arguments: ["\n", "\r\n", ""]
  )
  func longest(lineBreak: String) throws {
    let longest = String(repeating: "x", count: PlainLineReader.longestLine)
    #expect(try results(of: longest + lineBreak) == [.line(longest), .endOfInput])
    #expect(try results(of: longest + "x" + lineBreak) == [.tooLong(line: 1), .endOfInput])
  }

  @Test("A line of many megabytes is passed over, and reading goes on behind it")
  func tooLong() throws {
    let megabyte = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
    let pieces = Array(repeating: megabyte, count: 20) + [Array("\ny\n".utf8)]
    #expect(try results(of: pieces) == [.tooLong(line: 1), .line("y"), .endOfInput])
  }

  @Test("Any bytes give as many answers as there are lines")
  func anyBytes() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<50 {
      let bytes = (0..<2000).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let breaks = bytes.count { $0 == UInt8(ascii: "\n") }
      let lines = bytes.last == UInt8(ascii: "\n") ? breaks : breaks + 1
      #expect(try results(of: [bytes]).count == lines + 1, "\(bytes)")
    }
  }

  @Test("A long script takes no time to speak of")
  func longScript() throws {
    let text = String(repeating: "x ← x + 1\n", count: 100_000)
    let start = ContinuousClock.now
    #expect(try results(of: text).count == 100_001)
    #expect(ContinuousClock.now - start < .seconds(10))
  }

  @Test("The prompt is written only if it is asked for", arguments: [true, false])
  func prompt(isShown: Bool) throws {
    let feed = try Feed()
    defer { close(feed.input) }
    feed.send([Array("a\nb\n".utf8)])
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    defer { close(ends[0]) }
    var reader = PlainLineReader(input: feed.input, output: ends[1], showsPrompt: isShown)
    _ = try reader.readLine(prompt: "1> ")
    _ = try reader.readLine(prompt: "2> ")
    close(ends[1])
    var bytes = [UInt8](repeating: 0, count: 100)
    let count = max(0, read(ends[0], &bytes, bytes.count))
    #expect(String(decoding: bytes[..<count], as: UTF8.self) == (isShown ? "1> 2> " : ""))
  }

  @Test("What cannot be read is an error")
  func unreadable() throws {
    var reader = PlainLineReader(input: 999_999)
    #expect(throws: InputError(code: EBADF)) { try reader.readLine(prompt: "") }
  }

  @Test("Input that does not block is waited for")
  func nonBlocking() throws {
    let feed = try Feed()
    defer { close(feed.input) }
    #expect(fcntl(feed.input, F_SETFL, O_NONBLOCK) == 0)
    var reader = PlainLineReader(input: feed.input)
    feed.send([[], Array("x\n".utf8)], pausing: 20_000)
    #expect(try reader.readLine(prompt: "") == .line("x"))
  }

  @Test("A raised flag is answered once and costs no line")
  func interrupted() throws {
    let feed = try Feed()
    defer { close(feed.input) }
    feed.send([Array("a\nb\n".utf8)])
    let flag = InterruptFlag()
    var reader = PlainLineReader(input: feed.input, interrupt: flag)
    #expect(try reader.readLine(prompt: "") == .line("a"))
    flag.raise()
    #expect(try reader.readLine(prompt: "") == .interrupted)
    #expect(!flag.isRaised)
    #expect(try reader.readLine(prompt: "") == .line("b"))
    #expect(try reader.readLine(prompt: "") == .endOfInput)
  }

  @Test("A flag raised while it waits wakes the reader")
  func interruptedWaiting() throws {
    let feed = try Feed()
    defer { close(feed.input) }
    let flag = InterruptFlag()
    Thread.detachNewThread {
      usleep(50_000)
      flag.raise()
    }
    var reader = PlainLineReader(input: feed.input, interrupt: flag)
    #expect(try reader.readLine(prompt: "") == .interrupted)
    feed.send([])
    #expect(try reader.readLine(prompt: "") == .endOfInput)
  }

  @Test("SIGINT raises the shared flag and ends nothing")
  func signal() {
    InterruptFlag.catchInterrupts()
    defer { Foundation.signal(SIGINT, SIG_DFL) }
    #expect(!InterruptFlag.shared.lower())
    // To the process, not to this thread: test threads block signals.
    #expect(kill(getpid(), SIGINT) == 0)
    let deadline = ContinuousClock.now + .seconds(20)
    while !InterruptFlag.shared.isRaised, ContinuousClock.now < deadline { usleep(1000) }
    #expect(InterruptFlag.shared.lower())
    #expect(!InterruptFlag.shared.lower())
  }
}

@Suite("Scripted reading") struct ScriptedLineReaderTests {
  @Test("Lines come in order, then the end; prompts are kept")
  func lines() {
    var reader = ScriptedLineReader(["x = 1", "y"])
    #expect(reader.readLine(prompt: "1> ") == .line("x = 1"))
    #expect(reader.readLine(prompt: "2> ") == .line("y"))
    #expect(reader.readLine(prompt: "3> ") == .endOfInput)
    #expect(reader.readLine(prompt: "3> ") == .endOfInput)
    #expect(reader.prompts == ["1> ", "2> ", "3> ", "3> "])
  }

  @Test("Results may be interruptions")
  func results() {
    var reader = ScriptedLineReader(results: [.interrupted, .line("x")])
    #expect(reader.readLine(prompt: "1> ") == .interrupted)
    #expect(reader.readLine(prompt: "1> ") == .line("x"))
  }
}
