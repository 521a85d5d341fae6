#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A thread whose stack is large enough for the deepest recursion that the limits allow.
///
/// POSIX threads, as Foundation's would more than double the size of the program.
enum LargeStack {
  /// The bytes of the stack; the system hands out only what is used.
  private static let bytes = 1 << 30

  /// What a program may use of it: the rest is for the calls around.
  static let usableBytes: UInt = (1 << 30) - (16 << 20)

  /// What the thread runs, handed over as the one argument that it may have.
  private final class Body: Sendable {
    let run: @Sendable () -> Int32

    init(_ run: @escaping @Sendable () -> Int32) { self.run = run }
  }

  /// Runs a function on such a thread and ends the program with the status it returns.
  static func runAndExit(_ body: @escaping @Sendable () -> Int32) -> Never {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, bytes)
    let argument = Unmanaged.passRetained(Body(body)).toOpaque()
    #if canImport(Darwin)
    var thread: pthread_t?
    let code = pthread_create(&thread, &attributes, { LargeStack.run($0) }, argument)
    #else
    var thread = pthread_t()
    let code = pthread_create(&thread, &attributes, { LargeStack.run($0) }, argument)
    #endif
    precondition(code == 0, "There is room for a stack of 1 GiB.")
    while true { pause() }
  }

  #if canImport(Darwin)
  private static func run(_ argument: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Terminal.exit(Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run())
  }
  #else
  private static func run(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    Terminal.exit(Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run())
  }
  #endif
}
