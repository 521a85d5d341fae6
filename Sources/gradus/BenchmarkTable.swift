import Benchmarks
import Tensors

/// Measurements as lines of a table, each written as soon as it is known.
struct BenchmarkTable {
  private let nameWidth: Int
  private let variantWidth: Int
  private let ascii: Bool

  /// Makes the table of some works; its columns are as wide as their names need.
  init(works: [Work], ascii: Bool) {
    nameWidth = works.map(\.name.count).max() ?? 0
    variantWidth = max("variant".count, works.map(\.label.count).max() ?? 0)
    self.ascii = ascii
  }

  /// The lines above the table.
  func head(kernel: String) -> String {
    "Kernel \(kernel), float64 unless said.\n"
      + row("work", "variant", "threads", "runs", "median", "fastest", "speed")
  }

  /// The line of a measurement.
  func row(_ measurement: Measurement) -> String {
    let speed: String
    if let gigaflops = measurement.gigaflops {
      speed = "\(Self.figures(gigaflops)) GFLOP/s"
    } else if let time = measurement.nanosecondsPerElement {
      speed = "\(Self.figures(time)) ns/element"
    } else {
      speed = ""
    }
    return row(
      measurement.work.name,
      measurement.work.label,
      String(measurement.threads),
      String(measurement.runs),
      time(measurement.median),
      time(measurement.minimum),
      speed
    )
  }

  private func row(
    _ name: String,
    _ variant: String,
    _ threads: String,
    _ runs: String,
    _ median: String,
    _ minimum: String,
    _ speed: String
  ) -> String {
    let columns = [
      name + Self.spaces(nameWidth - name.count),
      variant + Self.spaces(variantWidth - variant.count),
      Self.spaces(7 - threads.count) + threads,
      Self.spaces(9 - runs.count) + runs,
      Self.spaces(8 - median.count) + median,
      Self.spaces(8 - minimum.count) + minimum,
      Self.spaces(15 - speed.count) + speed,
    ]
    let line = columns.joined(separator: "  ")
    return String(line.reversed().drop { $0 == " " }.reversed())
  }

  private static func spaces(_ count: Int) -> String {
    String(repeating: " ", count: max(0, count))
  }

  /// A time in the unit that suits it: `65 ns`, `3.31 ms`.
  private func time(_ duration: Duration) -> String {
    let units = [("ns", 1.0), (ascii ? "us" : "µs", 1e3), ("ms", 1e6), ("s", 1e9)]
    let nanoseconds = duration.nanoseconds
    let (unit, size) = units.last { nanoseconds >= $0.1 } ?? units[0]
    return "\(Self.figures(nanoseconds / size)) \(unit)"
  }

  /// A positive number with three figures, as far as they stand behind the point.
  private static func figures(_ value: Double) -> String {
    guard value.isFinite, value < 1e15 else { return "\(value)" }
    let decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2
    let scale = [1, 10, 100][decimals]
    let scaled = Int((value * Double(scale)).rounded())
    if decimals == 0 { return String(scaled) }
    let fraction = String(scaled % scale)
    return "\(scaled / scale)." + String(repeating: "0", count: decimals - fraction.count)
      + fraction
  }
}

extension Work {
  /// The variant, and the type where it is not float64.
  fileprivate var label: String {
    precision == .float64 ? variant : "\(variant) \(precision.rawValue)"
  }
}
