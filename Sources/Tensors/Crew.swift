import Synchronization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// What the threads of a team share.
///
/// `@unchecked Sendable`: `body` and `count` are written by the team's owner alone, while no thread
/// works. The number of the task, which threads wait for, is raised after them and read before them.
final class Crew: @unchecked Sendable {
  /// The number of threads, the owner's among them.
  var count = 1

  private var body: ((ThreadTeam.Member) -> Void)?
  private let task = Atomic<Int>(0)
  private let isDismissed = Atomic<Bool>(false)

  // The barrier: who comes last raises the phase that the others wait for.
  private let arrived = Atomic<Int>(0)
  private let phase = Atomic<Int>(0)

  // Where threads sleep between tasks.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  /// Looks at a value before giving the processor to others: some microseconds.
  private static let patience = 4000

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Gives every thread a body to run.
  func start(_ body: @escaping (ThreadTeam.Member) -> Void) {
    precondition(self.body == nil, "A team runs one body at a time.")
    self.body = body
    nextTask()
  }

  /// Waits for every thread to end the body.
  func finish() {
    meet()
    body = nil
  }

  /// Ends the threads.
  func dismiss() {
    isDismissed.store(true, ordering: .relaxed)
    nextTask()
  }

  private func nextTask() {
    pthread_mutex_lock(mutex)
    task.wrappingAdd(1, ordering: .releasing)
    pthread_cond_broadcast(condition)
    pthread_mutex_unlock(mutex)
  }

  /// Waits until every member has come here.
  func meet() {
    let current = phase.load(ordering: .relaxed)
    if arrived.wrappingAdd(1, ordering: .acquiringAndReleasing).newValue == count {
      arrived.store(0, ordering: .relaxed)
      phase.store(current &+ 1, ordering: .releasing)
      return
    }
    var looks = 0
    while phase.load(ordering: .acquiring) == current {
      looks += 1
      // On a machine with more to do, the others may be waiting for this processor.
      if looks > Self.patience { sched_yield() }
    }
  }

  /// Makes a thread that takes part in every task; nil where the system gives none.
  func makeThread(index: Int) -> pthread_t? {
    let seat = Unmanaged.passRetained(Seat(crew: self, index: index))
    // Signals are the main thread's: they interrupt what it waits for.
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    #if canImport(Darwin)
    var thread: pthread_t?
    let code = pthread_create(&thread, nil, { work($0) }, seat.toOpaque())
    #else
    var thread = pthread_t()
    let code = pthread_create(&thread, nil, { work($0) }, seat.toOpaque())
    #endif
    if code != 0 {
      seat.release()
      return nil
    }
    return thread
  }

  /// Works until dismissed.
  fileprivate func serve(as index: Int) {
    var done = 0
    while true {
      wait(after: done)
      done &+= 1
      if isDismissed.load(ordering: .relaxed) { return }
      perform(as: index)
      meet()
    }
  }

  /// Runs the body, and lets go of it before the others are told so.
  @inline(never)
  private func perform(as index: Int) {
    body?(ThreadTeam.Member(index: index, count: count, crew: self))
  }

  /// Waits for the task after a number of tasks: awake for a moment, then asleep.
  private func wait(after done: Int) {
    for _ in 0..<Self.patience where task.load(ordering: .acquiring) != done { return }
    pthread_mutex_lock(mutex)
    while task.load(ordering: .acquiring) == done { pthread_cond_wait(condition, mutex) }
    pthread_mutex_unlock(mutex)
  }
}

/// A thread's place in a crew.
private final class Seat {
  let crew: Crew
  let index: Int

  init(crew: Crew, index: Int) {
    self.crew = crew
    self.index = index
  }
}

/// What a thread runs: its argument is its seat, retained for it.
private func work(_ seat: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let seat else { return nil }
  let place = Unmanaged<Seat>.fromOpaque(seat).takeRetainedValue()
  place.crew.serve(as: place.index)
  return nil
}
