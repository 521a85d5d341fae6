import Synchronization

#if canImport(Darwin)
import Darwin

private typealias SpawnAttributes = posix_spawnattr_t?
private typealias SpawnActions = posix_spawn_file_actions_t?
#else
import Glibc

private typealias SpawnAttributes = posix_spawnattr_t
private typealias SpawnActions = posix_spawn_file_actions_t
#endif

/// Descriptors are made and handed to a child under this lock: a child that another test starts
/// in between would inherit them, and the end of a pipe would never be seen.
private let startingChild = Mutex<Void>(())

/// A child process and all that it starts; they are killed when it is let go.
///
/// A class because it owns a process.
final class ChildProcess {
  /// What to start.
  struct Command {
    var executable: String
    var arguments: [String]
    var environment: [String: String]
    var directory: String?

    /// The path and the arguments.
    ///
    /// Going to a folder first is left to the shell: the call for it is no part of POSIX.
    var words: [String] {
      let words = [executable] + arguments
      guard let directory else { return words }
      return ["/bin/sh", "-c", #"cd "$0" && exec "$@""#, directory] + words
    }
  }

  /// What the child finds at descriptors 0, 1 and 2.
  enum Files {
    /// These descriptors of ours.
    case pipes(input: Int32, output: Int32, errors: Int32)
    /// The terminal at this path, as its controlling terminal.
    case terminal(path: String)
  }

  private let identifier: pid_t
  private var ended: ExitStatus?

  private init(identifier: pid_t) {
    self.identifier = identifier
  }

  deinit {
    kill()
    _ = wait(until: nil)
  }

  /// Makes descriptors and starts a child on them; both happen under one lock.
  ///
  /// - Parameters:
  ///   - command: What to start.
  ///   - open: Makes the descriptors; it marks those that stay with us close-on-exec.
  /// - Returns: The child.
  /// - Throws: `ProcessFailure`.
  static func start(
    _ command: Command,
    opening open: () throws -> Files
  ) throws -> ChildProcess {
    try startingChild.withLock { _ in
      ChildProcess(identifier: try spawn(command, files: try open()))
    }
  }

  /// Sends a signal, unless the child has ended.
  func signal(_ number: Int32) {
    // An ended child is a zombie until `wait` has seen it: its number cannot be someone else's.
    guard ended == nil else { return }
    _ = send(number, identifier)
  }

  /// Kills the child and the processes of its group.
  func kill() {
    guard ended == nil else { return }
    _ = send(SIGKILL, -identifier)
  }

  /// Waits for the end of the child, nil if it goes on beyond the deadline.
  func wait(until deadline: ContinuousClock.Instant?) -> ExitStatus? {
    while ended == nil {
      var status: Int32 = 0
      let answer = waitpid(identifier, &status, deadline == nil ? 0 : WNOHANG)
      if answer == identifier {
        ended = ExitStatus(waitStatus: status)
      } else if answer == 0 {
        guard let deadline, ContinuousClock.now < deadline else { return nil }
        usleep(1000)
      } else if errno != EINTR {
        preconditionFailure("The child has been waited for elsewhere.")
      }
    }
    return ended
  }
}

/// `kill`, under a name that the method `ChildProcess.kill()` does not hide.
private func send(_ number: Int32, _ process: pid_t) -> Int32 {
  kill(process, number)
}

private func spawn(_ command: ChildProcess.Command, files: ChildProcess.Files) throws -> pid_t {
  #if canImport(Darwin)
  var attributes: SpawnAttributes = nil
  var actions: SpawnActions = nil
  let newSession: Int32 = 0x0400
  #else
  var attributes = SpawnAttributes()
  var actions = SpawnActions()
  // POSIX_SPAWN_SETSID: glibc's header shows it to GNU sources only.
  let newSession: Int32 = 0x80
  #endif
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }

  // Tests run on threads that block signals; a child would inherit that and never see Ctrl-C.
  var none = sigset_t()
  var all = sigset_t()
  sigemptyset(&none)
  sigfillset(&all)
  posix_spawnattr_setsigmask(&attributes, &none)
  posix_spawnattr_setsigdefault(&attributes, &all)
  var flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)

  switch files {
  case .pipes(let input, let output, let errors):
    flags |= Int32(POSIX_SPAWN_SETPGROUP)
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
  case .terminal(let path):
    // A session's leader that opens a terminal gets it as its controlling terminal.
    flags |= newSession
    posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
  }
  posix_spawnattr_setflags(&attributes, Int16(flags))

  let variables = command.environment.map { "\($0.key)=\($0.value)" }
  let words = command.words
  let arguments = words.map { strdup($0) } + [nil]
  let environment = variables.sorted().map { strdup($0) } + [nil]
  defer { (arguments + environment).forEach { free($0) } }

  var identifier: pid_t = 0
  let code = posix_spawn(
    &identifier,
    words[0],
    &actions,
    &attributes,
    arguments,
    environment
  )
  guard code == 0 else { throw ProcessFailure.system(call: words[0], code: code) }
  return identifier
}
