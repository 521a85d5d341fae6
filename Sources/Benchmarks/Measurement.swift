/// The time that a work took.
package struct Measurement: Sendable {
  /// The work.
  package let work: Work
  /// The threads that shared it.
  package let threads: Int
  /// How often it was done.
  package let runs: Int
  /// The median of its times.
  package let median: Duration
  /// The shortest of its times.
  package let minimum: Duration

  /// Milliards of float64 operations in a second, by the median; nil where they are not counted.
  package var gigaflops: Double? {
    guard case .operations(let count) = work.size else { return nil }
    return count / median.nanoseconds
  }

  /// Nanoseconds for one element, by the median; nil where elements are not counted.
  package var nanosecondsPerElement: Double? {
    guard case .elements(let count) = work.size else { return nil }
    return median.nanoseconds / Double(count)
  }
}

extension Work {
  /// Does the work again and again and takes the time.
  ///
  /// It is warmed up first. What is too short for the clock is done several times between two looks
  /// at it; each look gives one time, the mean of those.
  /// - Parameters:
  ///   - threads: How many threads share the work, where it can be shared.
  ///   - time: About how long to measure; the work is done once at least.
  /// - Returns: Median and minimum of the times.
  package func measured(threads: Int, for time: Duration) -> Measurement {
    let threads = usesThreads ? threads : 1
    let body = prepare(threads)
    let clock = ContinuousClock()
    var times = 1
    var elapsed = clock.measure { body(times) }
    let warmUp = clock.now + time / 5
    while clock.now < warmUp || elapsed < Self.shortest {
      if elapsed < Self.shortest { times *= 2 }
      elapsed = clock.measure { body(times) }
    }
    var samples: [Duration] = []
    let end = clock.now + time
    repeat {
      samples.append(clock.measure { body(times) } / times)
    } while clock.now < end
    samples.sort()
    let middle = samples.count / 2
    let isEven = samples.count.isMultiple(of: 2)
    return Measurement(
      work: self,
      threads: threads,
      runs: samples.count * times,
      median: isEven ? (samples[middle - 1] + samples[middle]) / 2 : samples[middle],
      minimum: samples[0]
    )
  }

  /// The shortest time that is read off the clock, a thousand times its own cost.
  private static let shortest = Duration.microseconds(50)
}

extension Duration {
  /// The time in nanoseconds.
  package var nanoseconds: Double {
    Double(components.seconds) * 1e9 + Double(components.attoseconds) * 1e-9
  }
}
