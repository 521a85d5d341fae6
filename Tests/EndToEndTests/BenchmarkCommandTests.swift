import Foundation
import TestSupport
import Testing

/// `gradus benchmark`: what it prints, not how fast anything is.
@Suite struct BenchmarkCommandTests {
  static let names = [
    "gemm-100x784x500", "gemm-500x500x500", "gemm-1024x1024x1024", "gemm-100x500x10",
    "gemm-10x500x100", "gemm-500x100x10", "gemm-10x100x500", "small-4", "small-16", "small-64",
    "exp", "log", "tanh", "sigmoid", "mlp-step", "xor-step", "conv-step",
    "batch-norm-100x500", "tape-chain", "tape-moons",
  ]

  private struct Report: Decodable, Equatable {
    var name: String
    var variant: String
    var type: String
    var threads: Int
    var kernel: String
    var runs: Int
    var medianMs: Double
    var minMs: Double
    var gflops: Double?
  }

  /// The lines of a short measurement, whose members stand in their order.
  private func reports(_ arguments: String...) throws -> [Report] {
    let run = try Run(
      try gradusExecutable(),
      ["benchmark", "--json", "--seconds", "0.01"] + arguments
    )
    #expect(run.status == .exited(0) && run.errors.isEmpty)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try run.output.split(separator: "\n").map { line in
      let members = line.matches(of: #/"([a-z_]+)":/#).map { String($0.1) }
      #expect(
        members == [
          "name", "variant", "type", "threads", "kernel", "runs", "median_ms", "min_ms", "gflops",
        ]
      )
      return try decoder.decode(Report.self, from: Data(line.utf8))
    }
  }

  @Test func aProductIsOneObject() throws {
    let report = try #require(try reports("--only", "small-4").first)
    #expect(report.name == "small-4" && report.variant == "nn" && report.type == "float64")
    #expect(report.threads == 1 && report.runs >= 1)
    #expect(["baseline", "avx2", "avx512"].contains(report.kernel))
    #expect(report.minMs > 0 && report.minMs <= report.medianMs)
    // 2·4³ operations in the median time.
    let gigaflops = try #require(report.gflops)
    #expect(abs(gigaflops - 128 / (report.medianMs * 1e6)) <= 1e-9 * gigaflops)
  }

  @Test func aProductHasFourVariants() throws {
    let reports = try reports("--only", "gemm-10x500x100", "--threads", "2")
    #expect(reports.map(\.variant) == ["nn", "nt", "tn", "tt"])
    #expect(reports.allSatisfy { $0.threads == 2 && $0.name == "gemm-10x500x100" })
  }

  @Test(arguments: ["exp", "tape-chain", "tape-moons"])
  func whatIsNotCountedInOperationsHasNone(_ name: String) throws {
    let reports = try reports("--only", name)
    #expect(reports.map(\.name) == [name])
    #expect(reports.allSatisfy { $0.gflops == nil && $0.threads == 1 && $0.medianMs > 0 })
  }

  @Test func aTableForPeople() throws {
    let run = try Run.gradus("benchmark", "--only", "tape-chain", "--seconds", "0.01", "--ascii")
    #expect(run.status == .exited(0) && run.errors.isEmpty)
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 4 && lines[3].isEmpty)
    #expect(
      lines[0].wholeMatch(of: #/Kernel (baseline|avx2|avx512), float64 unless said\./#) != nil
    )
    #expect(
      lines[1] == "work        variant  threads       runs    median   fastest            speed"
    )
    #expect(
      lines[2].wholeMatch(of: #/tape-chain  dz\/dw +1 +\d+ +[\d.]+ [nu]s +[\d.]+ [nu]s/#) != nil
    )
  }

  @Test func theKernelCanBeForced() throws {
    let run = try Run.gradus(
      "benchmark",
      "--json",
      "--seconds",
      "0.01",
      "--only",
      "small-4",
      environment: ["GRADUS_KERNEL": "baseline"]
    )
    #expect(run.output.contains(#""kernel":"baseline""#))
  }

  @Test func anUnknownKernelIsAnError() throws {
    #expect(
      try Run.gradus("benchmark", "--only", "small-4", environment: ["GRADUS_KERNEL": "sse9"])
        == Run(
          output: "",
          errors: """
            There are no kernels called “sse9”. GRADUS_KERNEL takes baseline, avx2 or
              avx512; unset it for the fastest

            """,
          status: 1
        )
    )
  }

  static let usage = """
    Usage: gradus benchmark [--only <name>] [--json] [--threads <threads>] [--seconds <seconds>] \
    [--plain] [--ascii]
      See 'gradus benchmark --help' for more information.

    """

  @Test(arguments: ["conv", "gemm", ""])
  func anUnknownWorkIsAnsweredWithTheirNames(_ name: String) throws {
    #expect(
      try Run.gradus("benchmark", "--only", name)
        == Run(
          output: "",
          errors: """
            Error: There is no work \(name). Choose one of \
            \(Self.names.joined(separator: ", ")).
            \(Self.usage)
            """,
          status: 64
        )
    )
  }

  @Test(arguments: ["0", "65"])
  func threadsAreBounded(_ count: String) throws {
    #expect(
      try Run.gradus("benchmark", "--threads", count)
        == Run(
          output: "",
          errors: """
            Error: --threads \(count) cannot be. Give a number from 1 to 64.
            \(Self.usage)
            """,
          status: 64
        )
    )
    #expect(try Run.gradus("benchmark", "--threads", "two").status == .exited(64))
    #expect(try Run.gradus("benchmark", "--seconds", "0").status == .exited(64))
  }
}
