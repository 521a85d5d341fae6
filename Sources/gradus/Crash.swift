import LineEditing

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A bug of ours ends the program with the status that sysexits has for it, not with a signal.
enum Crash {
  /// What is said; made beforehand, as a handler may not take memory.
  private static let message: StaticString =
    "gradus: this is a bug of ours. What did you type last? :restore brings the session back.\n"

  /// Lets a failed precondition, a wrong access and a full stack end the program with status 70.
  ///
  /// To be called on the thread that computes: its stack is the one that may be full.
  /// Whoever has asked for Swift's backtraces, by SWIFT_BACKTRACE, gets those instead.
  static func endWithStatus() {
    if Terminal.environment("SWIFT_BACKTRACE") != nil { return }
    let size = 64 << 10
    var stack = stack_t()
    stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    stack.ss_size = size
    sigaltstack(&stack, nil)
    for signal in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE] {
      var action = sigaction()
      sigemptyset(&action.sa_mask)
      action.sa_flags = Int32(SA_ONSTACK)
      #if canImport(Darwin)
      action.__sigaction_u.__sa_handler = { _ in Crash.end() }
      #else
      action.__sigaction_handler.sa_handler = { _ in Crash.end() }
      #endif
      sigaction(signal, &action, nil)
    }
  }

  private static func end() {
    TerminalLineReader.restoreTerminal()
    write(2, message.utf8Start, message.utf8CodeUnitCount)
    _exit(70)
  }
}
