import Testing

@testable import Tensors

@Suite("The choice of kernels") struct KernelChoiceTests {
  @Test("Without a name the best are chosen", arguments: [nil, ""] as [String?])
  func best(_ name: String?) throws {
    #expect(try Kernels.choose(named: name).instructionSet == .best)
  }

  @Test("Each available set is chosen by its name", arguments: InstructionSet.available)
  func named(_ set: InstructionSet) throws {
    #expect(try Kernels.choose(named: set.rawValue).instructionSet == set)
    #expect(Kernels.of(set)?.instructionSet == set)
  }

  @Test("The baseline is always there")
  func baseline() {
    #expect(InstructionSet.available.first == .baseline)
    #expect(Kernels.current.instructionSet.isAvailable(with: []) || Kernels.of(.best) != nil)
  }

  @Test("Sets that the processor lacks are refused")
  func unavailable() {
    for set in InstructionSet.allCases where !InstructionSet.available.contains(set) {
      #expect(Kernels.of(set) == nil)
      #expect(
        throws: KernelError.unavailable(set, available: InstructionSet.available)
      ) {
        _ = try Kernels.choose(named: set.rawValue)
      }
    }
  }

  @Test("An unknown name is an error that lists the names")
  func unknown() {
    #expect(throws: KernelError.unknown("sse9")) { _ = try Kernels.choose(named: "sse9") }
    #expect(
      KernelError.unknown("sse9").message
        == "There are no kernels called “sse9”. GRADUS_KERNEL takes baseline, avx2 or avx512; "
        + "unset it for the fastest."
    )
  }

  @Test("What the processor lacks is said with what it has")
  func messages() {
    #expect(
      KernelError.unavailable(.avx512, available: [.baseline, .avx2]).message
        == "This processor cannot run the kernels called avx512. It has baseline and avx2; "
        + "unset GRADUS_KERNEL for the fastest."
    )
    #expect(
      KernelError.unavailable(.avx2, available: [.baseline]).message
        == "This processor cannot run the kernels called avx2. It has baseline; "
        + "unset GRADUS_KERNEL for the fastest."
    )
  }

  @Test("The features are those of the first processor")
  func features() {
    let text = """
      processor\t: 0
      flags\t\t: fpu avx avx2 fma
      bugs\t\t: avx512f
      processor\t: 1
      flags\t\t: fpu
      """
    #expect(InstructionSet.features(ofProcessorText: text) == ["fpu", "avx", "avx2", "fma"])
    #expect(InstructionSet.features(ofProcessorText: "") == [])
  }

  @Test("Half of what a set needs is not enough")
  func halves() {
    #expect(InstructionSet.avx2.isAvailable(with: ["avx", "avx2", "fma"]))
    #expect(!InstructionSet.avx2.isAvailable(with: ["avx", "avx2"]))
    #expect(!InstructionSet.avx512.isAvailable(with: ["avx", "avx2", "fma", "avx512f"]))
    #expect(InstructionSet.baseline.isAvailable(with: []))
  }
}
