/// How a process ended.
package enum ExitStatus: Hashable, Sendable {
  /// It returned this number.
  case exited(Int32)
  /// This signal ended it.
  case signalled(Int32)

  /// Reads the number that `waitpid` fills in.
  init(waitStatus: Int32) {
    let signal = waitStatus & 0x7f
    self = signal == 0 ? .exited((waitStatus >> 8) & 0xff) : .signalled(signal)
  }
}
