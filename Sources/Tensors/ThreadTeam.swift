#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Threads that work through one task together, phase by phase.
///
/// They are made once and sleep between tasks. A class: it owns threads, which end with it.
package final class ThreadTeam {
  /// The number of threads, the caller's among them; 1 where the system gives no more.
  package let count: Int

  private let crew: Crew?
  private let threads: [pthread_t]

  /// Makes a team of a number of threads, the caller's among them.
  package init(count: Int) {
    precondition(count >= 1, "A team has one thread at least: the caller's.")
    guard count > 1 else {
      (self.count, crew, threads) = (1, nil, [])
      return
    }
    let crew = Crew()
    var threads: [pthread_t] = []
    while threads.count < count - 1, let thread = crew.makeThread(index: threads.count + 1) {
      threads.append(thread)
    }
    crew.count = threads.count + 1
    (self.count, self.crew, self.threads) = (crew.count, crew, threads)
  }

  deinit {
    crew?.dismiss()
    for thread in threads { pthread_join(thread, nil) }
  }

  /// Runs a body on every thread, and returns when all have ended.
  ///
  /// A body does not run another one on the same team.
  package func run(_ body: (Member) -> Void) {
    guard let crew, count > 1 else {
      body(Member(index: 0, count: 1, crew: nil))
      return
    }
    withoutActuallyEscaping(body) { body in
      crew.start(body)
      body(Member(index: 0, count: count, crew: crew))
      crew.finish()
    }
  }

  /// One thread of a team at work.
  package struct Member {
    /// Which it is, from 0.
    package let index: Int
    /// How many there are.
    package let count: Int

    let crew: Crew?

    /// Waits until every member has come here.
    package func barrier() {
      crew?.meet()
    }

    /// This member's part of the numbers 0 ..< total, in multiples of a grain.
    ///
    /// The parts of all members follow one another and differ by one grain at most.
    package func share(of total: Int, grain: Int = 1) -> Range<Int> {
      precondition(grain >= 1, "Work is dealt out in grains of one at least.")
      let grains = (total + grain - 1) / grain
      let (each, extra) = (grains / count, grains % count)
      let start = index * each + min(index, extra)
      let end = start + each + (index < extra ? 1 : 0)
      return min(start * grain, total)..<min(end * grain, total)
    }
  }
}
