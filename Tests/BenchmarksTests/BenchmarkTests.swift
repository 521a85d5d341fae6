import Testing

@testable import Benchmarks

@Suite("Benchmarks") struct BenchmarkTests {
  @Test func everyWorkHasItsOwnNameVariantAndType() {
    let titles = Work.all.map { "\($0.name) \($0.variant) \($0.precision)" }
    #expect(Set(titles).count == titles.count)
    #expect(Set(Work.names).count == Work.names.count)
    #expect(Work.named("gemm-500x500x500").map(\.variant) == ["nn", "nt", "tn", "tt"])
    #expect(Work.named("conv").isEmpty)
  }

  @Test(arguments: [
    "small-4", "exp", "tape-chain", "tape-moons", "xor-step", "conv-step", "batch-norm-100x500",
  ])
  func timesAreInOrder(_ name: String) throws {
    let work = try #require(Work.named(name).first)
    let measurement = work.measured(threads: 3, for: .milliseconds(1))
    #expect(measurement.threads == (work.usesThreads ? 3 : 1))
    #expect(measurement.runs >= 1)
    #expect(measurement.minimum > .zero && measurement.minimum <= measurement.median)
  }

  @Test func speedsComeFromTheMedian() throws {
    let product = try #require(Work.named("small-4").first)
    let measurement = Measurement(
      work: product,
      threads: 1,
      runs: 1,
      median: .nanoseconds(64),
      minimum: .nanoseconds(60)
    )
    #expect(measurement.gigaflops == 2)
    #expect(measurement.nanosecondsPerElement == nil)
    let function = try #require(Work.named("exp").first)
    let other = Measurement(
      work: function,
      threads: 1,
      runs: 1,
      median: .microseconds(25),
      minimum: .microseconds(20)
    )
    #expect(other.gigaflops == nil)
    #expect(other.nanosecondsPerElement == 0.5)
  }

  @Test func aRunOfAMillisecondIsMeasuredByItself() {
    let slow = Work("slow", variant: "") { _ in
      { times in
        let end = ContinuousClock.now + .milliseconds(times)
        while ContinuousClock.now < end {}
      }
    }
    let measurement = slow.measured(threads: 1, for: .milliseconds(10))
    #expect(measurement.minimum >= .milliseconds(1))
    #expect(measurement.runs <= 11)
  }

  /// The network of the tape learns: after 40 steps the cost is below half of the first.
  @Test func theTapeNetworkLearns() {
    let network = TapeNetwork(sizes: [2, 16, 16, 1])
    let (points, labels) = TapeNetwork.moons(100)
    #expect(points.count == 100 && labels.filter { $0 == 1 }.count == 50)
    let first = network.step(points, labels, rate: 0.1, decay: 1e-4)
    var last = first
    for _ in 0..<40 { last = network.step(points, labels, rate: 0.1, decay: 1e-4) }
    #expect(last < first / 2)
  }
}
