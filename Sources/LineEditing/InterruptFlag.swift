import Synchronization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Whether Ctrl-C has been pressed: what a running program and a waiting reader poll.
///
/// The signal's handler does nothing but raise the flag. Who acts on it lowers it.
package final class InterruptFlag: Sendable {
  /// The flag that SIGINT raises once `catchInterrupts()` has been called.
  package static let shared = InterruptFlag()

  private let raised = Atomic<Bool>(false)
  private let raises = Atomic<Int>(0)

  /// Makes a flag that no signal raises, for tests.
  package init() {}

  /// Whether the flag is raised.
  package var isRaised: Bool {
    raised.load(ordering: .relaxed)
  }

  /// How often it has been raised: more than before, where someone else has lowered it since.
  package var count: Int { raises.load(ordering: .relaxed) }

  /// Raises the flag.
  package func raise() {
    raises.add(1, ordering: .relaxed)
    raised.store(true, ordering: .relaxed)
  }

  /// Lowers the flag and says whether it was raised.
  package func lower() -> Bool {
    raised.exchange(false, ordering: .relaxed)
  }

  /// Lets SIGINT raise `shared` from now on, instead of ending the process.
  ///
  /// System calls that wait are cut short by it and not started again, so that a reader wakes up.
  package static func catchInterrupts() {
    // The handler must find the flag made: making it takes a lock, which no handler may.
    _ = shared.isRaised
    var action = sigaction()
    sigemptyset(&action.sa_mask)
    action.sa_flags = 0
    #if canImport(Darwin)
    action.__sigaction_u.__sa_handler = { _ in InterruptFlag.shared.raise() }
    #else
    action.__sigaction_handler.sa_handler = { _ in InterruptFlag.shared.raise() }
    #endif
    sigaction(SIGINT, &action, nil)
  }
}
