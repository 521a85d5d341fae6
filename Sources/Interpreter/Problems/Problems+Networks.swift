import Diagnostics
import Notation
import Tensors

// The wording of what can go wrong where a network is defined.
extension Diagnostic {
  static func networkArguments(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .type,
      "network needs the sizes of the layers and an activation for each but the input.",
      suggestions: ["For example: network([2, 2, 1], [tanh, σ])."],
      span: span
    )
  }

  static func networkSizes(_ kind: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .type,
      "The sizes of the layers are a row of at least two numbers, but this is \(kind).",
      suggestions: ["For example: [2, 2, 1]."],
      span: span
    )
  }

  static func networkSize(_ value: Double, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .domain,
      "A layer has a whole number of units above 0, not \(Printer().number(value)).",
      span: span
    )
  }

  static func networkActivations(_ kind: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .type,
      "The activations are a list of functions, but this is \(kind).",
      suggestions: ["For example: [tanh, σ]."],
      span: span
    )
  }

  static func networkActivationCount(
    _ count: Int,
    _ layers: Int,
    _ span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .shape,
      "Each layer but the input has an activation: \(layers) \(layers == 1 ? "is" : "are") needed, "
        + "\(count) given.",
      span: span
    )
  }

  static func notActivation(_ name: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .type,
      "\(name) is no activation function.",
      suggestions: [
        "The activations: identity, σ, tanh, relu, leaky_relu, elu, softplus, softmax."
      ],
      span: span
    )
  }

  static func notLoss(_ name: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .type,
      "\(name) is no loss.",
      suggestions: ["The losses: cross_entropy, binary_cross_entropy, squared_error."],
      span: span
    )
  }

  static func unknownInitialization(_ name: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .name,
      "init = \(name) is not known.",
      suggestions: ["Weights start by he, xavier, gaussian, uniform or zeros."],
      span: span
    )
  }
}
