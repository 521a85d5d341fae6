#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The kinds of processor instructions that the kernels are built for, weakest first.
package enum InstructionSet: String, Sendable, CaseIterable {
  /// What every processor of the architecture has: SSE2, or NEON.
  case baseline
  /// Vectors of four float64, and multiplication and addition in one step.
  case avx2
  /// Vectors of eight float64 (x86-64-v4).
  case avx512

  /// Those that this processor has and the operating system lets programs use.
  package static let available = allCases.filter { $0.isAvailable(with: features) }

  /// The strongest of the available ones.
  package static var best: InstructionSet { available.last ?? .baseline }

  /// Whether a processor with these features has it.
  func isAvailable(with features: Set<String>) -> Bool {
    features.isSuperset(of: requirements)
  }

  /// The features that the compiler takes for granted, by their names in /proc/cpuinfo.
  private var requirements: [String] {
    switch self {
    case .baseline: []
    case .avx2: ["avx", "avx2", "fma"]
    case .avx512:
      Self.avx2.requirements + [
        "bmi1", "bmi2", "f16c", "abm", "movbe", "avx512f", "avx512bw", "avx512cd", "avx512dq",
        "avx512vl",
      ]
    }
  }

  /// What the operating system says of the processor; nothing on other architectures.
  private static var features: Set<String> {
    #if !arch(x86_64)
    []
    #elseif canImport(Darwin)
    systemFeatures
    #else
    features(ofProcessorText: startOfProcessorText())
    #endif
  }

  /// The words of the first line `flags : …` of /proc/cpuinfo.
  static func features(ofProcessorText text: String) -> Set<String> {
    for line in text.split(separator: "\n") where line.hasPrefix("flags") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      return Set(line[line.index(after: colon)...].split(separator: " ").map(String.init))
    }
    return []
  }
}

#if canImport(Darwin)
extension InstructionSet {
  private static var systemFeatures: Set<String> {
    let names = [
      "avx": "avx1_0", "avx2": "avx2_0", "fma": "fma", "bmi1": "bmi1", "bmi2": "bmi2",
      "f16c": "f16c", "movbe": "movbe", "avx512f": "avx512f", "avx512bw": "avx512bw",
      "avx512cd": "avx512cd", "avx512dq": "avx512dq", "avx512vl": "avx512vl",
    ]
    var features = Set(names.keys.filter { has(names[$0, default: $0]) })
    // Every processor with AVX2 has it; the system does not name it.
    if features.contains("avx2") { features.insert("abm") }
    return features
  }

  private static func has(_ name: String) -> Bool {
    var value: Int32 = 0
    var size = MemoryLayout<Int32>.size
    return sysctlbyname("hw.optional." + name, &value, &size, nil, 0) == 0 && value == 1
  }
}
#else
extension InstructionSet {
  /// The text on the first processor: all have the same features.
  private static func startOfProcessorText() -> String {
    let file = open("/proc/cpuinfo", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    let size = 16_384
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = 0
      while count < size {
        let got = read(file, buffer.baseAddress.map { $0 + count }, size - count)
        if got <= 0 { break }
        count += got
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
#endif
