/// Kernels asked for by a name that cannot be had.
package enum KernelError: Error, Equatable, Sendable {
  /// A name that no kernels have.
  case unknown(String)
  /// Kernels for instructions that this processor lacks; those it has follow.
  case unavailable(InstructionSet, available: [InstructionSet])

  /// What happened and what to do, in sentences.
  package var message: String {
    switch self {
    case .unknown(let name):
      "There are no kernels called “\(name)”. "
        + "GRADUS_KERNEL takes \(Self.list(InstructionSet.allCases)); unset it for the fastest."
    case .unavailable(let set, let available):
      "This processor cannot run the kernels called \(set.rawValue). "
        + "It has \(Self.list(available)); unset GRADUS_KERNEL for the fastest."
    }
  }

  private static func list(_ sets: [InstructionSet]) -> String {
    let names = sets.map(\.rawValue)
    guard let last = names.last, names.count > 1 else { return names.joined() }
    let joint = sets == InstructionSet.allCases ? " or " : " and "
    return names.dropLast().joined(separator: ", ") + joint + last
  }
}
