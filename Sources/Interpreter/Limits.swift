/// What a program may use; each is adjustable, and what passes one is an error.
package struct Limits: Sendable, Equatable {
  /// Statements run by one top-level statement.
  package var statements = 10_000_000
  /// Elements held in all.
  package var elements = 100_000_000
  /// Multiplications in one matrix product, which nothing can interrupt.
  package var multiplications = 20_000_000_000
  /// Calls within calls.
  package var depth = 1000
  /// Seconds for one run outside the REPL; nil is no limit.
  package var seconds: Double?

  /// The limits of LANGUAGE "Limits", without one on time.
  package init() {}
}

/// Where the interpreter asks whether the learner wants it to stop.
package protocol Interruption: Sendable {
  /// Whether Ctrl-C was pressed since this was last asked.
  func takeInterrupt() -> Bool
}

/// No interruption: for runs that nobody watches.
package struct NoInterruption: Interruption {
  /// Makes one.
  package init() {}

  /// Never.
  package func takeInterrupt() -> Bool { false }
}
