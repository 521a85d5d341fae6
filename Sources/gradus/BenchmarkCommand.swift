import ArgumentParser
import Benchmarks
import Diagnostics
import Tensors

/// `gradus benchmark`: takes the time of what the engine is made of.
struct BenchmarkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark",
    abstract: "Measure how fast products, functions and training steps are here.",
    discussion: """
      Works: \(Work.names.joined(separator: ", ")).

      gemm-MxKxN is the product of an M×K and a K×N matrix; n or t says for each of the two \
      whether it is stored transposed. mlp-step is a training step of a network 784-500-500-10, \
      xor-step one of 2-2-1; conv-step is a convolution of 32 images of 1×28×28 by 8 filters of \
      5×5, forward and backward, batch-norm-100x500 a batch normalisation; tape-chain is dz/dw of x = 2w + 3, y = log x, z = 2y² − 1 over \
      scalars, tape-moons a training step of MLP(2, [16, 16, 1]) over scalars.

      Each work is warmed up and then done again and again; median and minimum of the times are \
      told. GRADUS_KERNEL=baseline, avx2 or avx512 forces a kernel.
      """
  )

  @Option(
    help: ArgumentHelp("Measure this work alone.", valueName: "name"),
    completion: .list(Work.names)
  )
  var only: String?

  @Flag(help: "Print one JSON object for each work.")
  var json = false

  @Option(help: "Share the work among so many threads, where it can be shared.")
  var threads = 1

  @Option(help: "Measure each work for about so many seconds.")
  var seconds = 0.5

  @OptionGroup var display: DisplayOptions

  /// The most threads that are started.
  private static let mostThreads = 64

  func validate() throws {
    if let only, Work.named(only).isEmpty {
      throw ValidationError(
        "There is no work \(only). Choose one of \(Work.names.joined(separator: ", "))."
      )
    }
    guard (1...Self.mostThreads).contains(threads) else {
      throw ValidationError(
        "--threads \(threads) cannot be. Give a number from 1 to \(Self.mostThreads)."
      )
    }
    guard seconds > 0, seconds <= 3600 else {
      throw ValidationError("--seconds \(seconds) cannot be. Give a number up to 3600, above 0.")
    }
  }

  func run() throws {
    try display.run { (outlet) throws(Diagnostic) in
      if case .failure(let error) = Kernels.selection {
        throw Diagnostic(.usage, error.message)
      }
      measure()
      return true
    }
  }

  private func measure() {
    let works = only.map(Work.named) ?? Work.all
    let table = BenchmarkTable(works: works, ascii: display.ascii)
    if !json { Terminal.write(table.head(kernel: Kernels.current.instructionSet.rawValue) + "\n") }
    for work in works {
      let measurement = work.measured(threads: threads, for: .seconds(seconds))
      Terminal.write((json ? measurement.report.text : table.row(measurement)) + "\n")
    }
  }
}

extension Measurement {
  /// The measurement as `--json` prints it.
  fileprivate var report: JSONReport {
    .object([
      ("name", .string(work.name)), ("variant", .string(work.variant)),
      ("type", .string(work.precision.rawValue)), ("threads", .integer(threads)),
      ("kernel", .string(Kernels.current.instructionSet.rawValue)), ("runs", .integer(runs)),
      ("median_ms", .number(median.nanoseconds / 1e6)),
      ("min_ms", .number(minimum.nanoseconds / 1e6)),
      ("gflops", gigaflops.map { .number($0) } ?? .null),
    ])
  }
}
