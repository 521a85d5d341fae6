#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The functions that numbers in memory are worked on with, for the processor at hand.
package struct Kernels: Sendable {
  /// The instructions they are built of.
  package let instructionSet: InstructionSet

  let table: KernelTable

  /// The kernels of this processor, or those `GRADUS_KERNEL` names; the best where it names none.
  package static let current: Kernels = {
    if case .success(let kernels) = selection { kernels } else { Kernels(.best) }
  }()

  /// What `GRADUS_KERNEL` chose, or why it could not.
  package static let selection = Result { () throws(KernelError) in
    try choose(named: getenv("GRADUS_KERNEL").map { String(cString: $0) })
  }

  /// The kernels of a name, the best ones without a name.
  ///
  /// - Throws: `KernelError` for a name that does not exist or that this processor cannot run.
  package static func choose(named name: String?) throws(KernelError) -> Kernels {
    guard let name, !name.isEmpty else { return Kernels(.best) }
    guard let set = InstructionSet(rawValue: name) else { throw .unknown(name) }
    guard let kernels = of(set) else {
      throw .unavailable(set, available: InstructionSet.available)
    }
    return kernels
  }

  /// The kernels of an instruction set; nil where this processor lacks it.
  package static func of(_ set: InstructionSet) -> Kernels? {
    InstructionSet.available.contains(set) ? Kernels(set) : nil
  }

  private init(_ set: InstructionSet) {
    instructionSet = set
    #if arch(x86_64)
    table =
      switch set {
      case .baseline: .baseline
      case .avx2: .avx2
      case .avx512: .avx512
      }
    #else
    table = .baseline
    #endif
  }

  // They stand outside the table, which is copied with every call.

  /// For products with float32.
  var single: SingleKernels {
    #if arch(x86_64)
    switch instructionSet {
    case .baseline: .baseline
    case .avx2: .avx2
    case .avx512: .avx512
    }
    #else
    .baseline
    #endif
  }

  /// For convolution and normalisation.
  var layers: LayerKernels {
    #if arch(x86_64)
    switch instructionSet {
    case .baseline: .baseline
    case .avx2: .avx2
    case .avx512: .avx512
    }
    #else
    .baseline
    #endif
  }
}
