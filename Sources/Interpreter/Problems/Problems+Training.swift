import Diagnostics
import NeuralNetworks
import Notation
import Tensors

// The wording of what can go wrong when a network is trained or asked.
extension Diagnostic {
  static func trainTakesOptions(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .type,
      "train takes options only; the cases and their targets are x and y.",
      suggestions: ["For example: train(epochs = 20, batch = 32, optimizer = adam)."],
      span: span
    )
  }

  static func trainInAlgorithm(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .type,
      "train is called by itself, not within an algorithm.",
      suggestions: ["In an algorithm write forward(), backward() and descend(…)."],
      span: span
    )
  }

  static func optionTwice(_ label: String, _ name: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .type,
      "\(Printer().text(identifier: label)) is given twice to \(name).",
      span: span
    )
  }

  static func notCount(_ option: String, _ value: Double, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .domain,
      "\(option) is a whole number above 0, not \(Printer().number(value)).",
      span: span
    )
  }

  static func unknownOptimizer(
    _ name: String,
    _ known: [String],
    _ span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .name,
      "train has no optimiser \(name).",
      suggestions: [
        choices(name, known),
        "With an algorithm of your own use forward(), backward() and descend(\(name)).",
      ],
      span: span
    )
  }

  /// The name that may have been meant, and all there are.
  private static func choices(_ name: String, _ known: [String]) -> String {
    let near = nearest(to: name, in: known).map { "Did you mean \($0)? " } ?? ""
    return "\(near)There are \(known.joined(separator: ", "))."
  }

  static func ownAlgorithmInTraining(_ name: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .type,
      "\(name) is an algorithm of yours here, and train runs the shipped one only.",
      suggestions: ["Give yours another name; forward(), backward() and descend run it."],
      span: span
    )
  }

  static func unknownSchedule(
    _ name: String,
    _ known: [String],
    _ span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .name,
      "\(name) is no schedule of the learning rate.",
      suggestions: [
        choices(name, known),
        "A function of yours works too: rate(α, t) = α / (1 + t), then schedule = rate.",
      ],
      span: span
    )
  }

  static func scheduleTakesOptions(_ name: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .type,
      "train gives \(name) the rate and the epoch itself.",
      suggestions: ["Name its options: step_decay(factor = 0.5, every = 10)."],
      span: span
    )
  }

  static func noValidationData(_ suffix: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .name,
      "validation = \(suffix) means x_\(suffix) and y_\(suffix), and there is no x_\(suffix).",
      suggestions: [
        "split(0.6, 0.2, 0.2) makes x_dev and y_dev; or hold out a share: validation = 0.2."
      ],
      span: span
    )
  }

  static func validationShare(_ share: Double, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .domain,
      "validation is a share between 0 and 1 of the cases, not \(Printer().number(share)).",
      suggestions: ["validation = 0.2 holds out a fifth."],
      span: span
    )
  }

  static func validationTooSmall(
    _ share: Double,
    _ cases: Int,
    _ span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .domain,
      "A share of \(Printer().number(share)) of \(cases) cases leaves none for training or none "
        + "for validation.",
      span: span
    )
  }

  static func noNetwork(_ caller: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .name,
      "\(caller) needs a network.",
      suggestions: ["Define one first, for example network([2, 2, 1], [tanh, σ])."],
      span: span
    )
  }

  static func networkPartMissing(
    _ name: String,
    _ caller: String,
    _ span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .name,
      "\(caller) needs \(name), which has no value.",
      suggestions: ["network([2, 2, 1], [tanh, σ]) defines all that it needs."],
      span: span
    )
  }

  static func dataMissing(_ name: String, _ caller: String, _ span: SourceSpan) -> Diagnostic {
    let meaning = name.hasPrefix("x") ? "the cases" : "the targets"
    return Diagnostic(
      .name,
      "\(caller) needs \(name), \(meaning), one column for each case.",
      suggestions: ["Set x and y, or take a data set: dataset(\"moons\")."],
      span: span
    )
  }

  static func dataNotMatrix(
    _ name: String,
    _ kind: String,
    _ caller: String,
    _ span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .type,
      "\(caller) needs \(name) as a matrix, one column for each case, but it is \(kind).",
      span: span
    )
  }

  static func penaltyNotNumber(_ name: String, _ kind: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .type,
      "\(name), a penalty, is one number for the whole network, but here it is \(kind).",
      suggestions: ["\(name) = 0 is no penalty."],
      span: span
    )
  }

  static func ownFunctionInTraining(
    _ name: String,
    _ function: String,
    _ caller: String,
    _ span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .type,
      "\(name) is \(function), which \(caller) does not know: it runs the built-in functions.",
      suggestions: ["forward(), backward() and descend(…) work with functions of your own."],
      span: span
    )
  }

  static func noClasses(_ caller: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .domain,
      "\(caller) needs classes, and y holds real-valued targets.",
      suggestions: ["Classes are rows of 0 and 1; what predict() misses shows in the cost J."],
      span: span
    )
  }

  /// A checkpoint that does not belong to this training, by the name of its file.
  static func checkpoint(
    _ error: TrainingError,
    _ name: String,
    _ span: SourceSpan
  ) -> Diagnostic {
    var diagnostic = Diagnostic(error, span)
    diagnostic.suggestions.append(
      "It was read from \(name): name another file with :checkpoint, or delete it."
    )
    return diagnostic
  }

  /// An error of the engine at the place of the call.
  init(_ error: TrainingError, _ span: SourceSpan) {
    var suggestion = error.suggestion
    // The engine knows its options by other names than the notation.
    if error == .earlyStoppingWithoutValidation {
      suggestion = "Hold out a share of the cases: validation = 0.2."
    }
    self.init(
      error.kind,
      error.message,
      suggestions: suggestion.map { [$0] } ?? [],
      span: span
    )
    if case .diverged = error { suggestions.append("The network is as it was before train.") }
  }

  /// What keeps the session's variables from being a network, at the place of the call.
  init(_ error: NetworkError, _ span: SourceSpan) {
    self.init(
      .shape,
      error.message,
      suggestions: error.suggestion.map { [$0] } ?? [],
      span: span
    )
  }

  /// The diagnostic at a place, where it has none.
  func at(_ span: SourceSpan) -> Diagnostic {
    var diagnostic = self
    if diagnostic.span == nil { diagnostic.span = span }
    return diagnostic
  }
}

extension TrainingError {
  /// The class that `--json` spells.
  fileprivate var kind: Diagnostic.Kind {
    switch self {
    case .maskShape, .notMatrix, .inputRows, .targetRows, .caseCounts, .noCases: .shape
    case .checkpoint: .file
    case .notFinite, .targetOutOfRange, .option, .earlyStoppingWithoutValidation, .outsideLoss,
      .batchOfOne, .zeroDeviation, .memory,
      .overflow, .diverged:
      .domain
    }
  }
}
