import Operations
import Testing

@Suite("The catalogue of functions") struct FunctionCatalogueTests {
  @Test(
    "Every function of the language is described",
    arguments: [
      "sigmoid", "σ", "tanh", "relu", "leaky_relu", "prelu", "elu", "softplus", "softmax",
      "log_softmax", "log", "log2", "log10", "exp", "sqrt", "sin", "cos", "tan", "abs", "sign",
      "round", "floor", "sum", "mean", "var", "std", "max", "min", "argmax", "norm", "transpose",
      "trace", "diag", "reshape", "flatten", "zeros", "ones", "eye", "normal", "uniform",
      "bernoulli", "shuffle", "range", "one_hot", "size", "rows", "columns", "cross_entropy",
      "binary_cross_entropy", "squared_error", "identity", "ceil",
    ]
  )
  func described(_ name: String) throws {
    let function = try #require(FunctionDescription.named(name))
    #expect(function.name == name || function.aliases.contains(name))
    #expect(function.signature.hasPrefix(function.name + "("))
    #expect(!function.summary.isEmpty && !function.summary.contains("\n"))
  }

  @Test("Names are distinct, and citations name one of the five decks")
  func consistent() {
    let names = FunctionDescription.all.flatMap { [$0.name] + $0.aliases }
    #expect(Set(names).count == names.count)
    let decks: Set = ["galway", "auckland", "eindhoven", "manchester", "santa-cruz"]
    for case let citation? in FunctionDescription.all.map(\.citation) {
      #expect(decks.contains(citation.deck))
      #expect(!citation.slide.isEmpty)
    }
    #expect(FunctionDescription.named("sigmoid")?.name == "σ")
    #expect(FunctionDescription.named("lstm") == nil)
  }

  @Test("Each function of one number that the language names has its name in the catalogue")
  func namesAgree() {
    for (function, _) in elementwiseFunctions where function != .negate && function != .not {
      #expect(FunctionDescription.named(function.name)?.name == function.name)
    }
  }
}
