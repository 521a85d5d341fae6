import Datasets
import Diagnostics
import Notation
import Tensors

extension Interpreter {
  /// The names that `dataset` knows: those of gradus's own data, then those of files.
  package var datasetNames: [String] {
    DatasetGenerator.allCases.map(\.rawValue) + datasets.keys.sorted()
  }

  /// `dataset("moons", cases = 200, noise = 0.1, seed = 1)`: defines x and y.
  mutating func defineDataset(_ arguments: [Argument], span: SourceSpan) throws(Diagnostic) {
    var options: [String: Argument] = [:]
    var positional: [Expression] = []
    for argument in arguments {
      if let label = argument.label {
        options[label] = argument
      } else {
        positional.append(argument.value)
      }
    }
    guard let first = positional.first else { throw .datasetName(span) }
    if positional.count > 1 { throw .datasetTakesOptions(positional[1].span) }
    if case .reference(let reference) = first.kind, datasetNames.contains(reference.identifier),
      variable(VariableKey(reference.identifier)) == nil
    {
      throw .datasetUnquoted(reference.identifier, first.span)
    }
    let value = try evaluate(first)
    guard case .string(let name) = value.value else { throw .datasetName(first.span) }
    let known = datasets[name] == nil ? DatasetGenerator(rawValue: name)?.options ?? [] : []
    let isKnown = datasets[name] != nil || DatasetGenerator(rawValue: name) != nil
    for (label, argument) in options where isKnown && !known.contains(label) {
      throw .datasetOption(label, name, known, argument.value.span)
    }
    let dataset: Dataset
    if let registered = datasets[name] {
      dataset = registered
    } else {
      let seed = try wholeOption(options["seed"], "the seed") ?? 1
      let cases = try wholeOption(options["cases"], "the number of cases")
      let noise: Double? =
        if let option = options["noise"] { try number(option.value) } else { nil }
      let classes = try wholeOption(options["classes"], "the number of classes")
      dataset = try refusingAtPlace(options, span: first.span) { () throws(DatasetError) in
        try DatasetGenerator.named(name, besides: datasets.keys.sorted()).make(
          cases: cases,
          noise: noise,
          seed: UInt64(bitPattern: Int64(seed)),
          classes: classes
        )
      }
    }
    removeParts()
    try define([("x", dataset.inputs), ("y", dataset.targets)], span: span)
  }

  /// `split(0.6, 0.2, 0.2, seed = 1, stratified = 1)`: x and y keep the training part, the others
  /// go to x_dev, y_dev, x_test and y_test.
  mutating func splitCases(_ arguments: [Argument], span: SourceSpan) throws(Diagnostic) {
    var options: [String: Argument] = [:]
    var shares: [Double] = []
    for argument in arguments {
      guard let label = argument.label else {
        shares.append(try number(argument.value))
        continue
      }
      guard ["seed", "stratified"].contains(label) else {
        throw .unknownOption(label, "split", ["seed", "stratified"], argument.value.span)
      }
      options[label] = argument
    }
    let seed = try wholeOption(options["seed"], "the seed") ?? 1
    let stratified: Bool? =
      if let option = options["stratified"] { try isTrue(option.value) } else { nil }
    guard let x = tensor("x"), let y = tensor("y") else { throw .splitsNothing(span) }
    guard x.columns == y.columns else { throw .splitCounts(x.columns, y.columns, span) }
    let parts = try refusingAtPlace(options, span: span) { () throws(DatasetError) in
      let sizes = try DatasetSplit.sizes(of: x.columns, shares: shares)
      let classes = stratified == false ? nil : Dataset.classIndices(of: y)
      if stratified == true, classes == nil { throw .noClasses }
      let seed = UInt64(bitPattern: Int64(seed))
      return DatasetSplit.parts(sizes: sizes, classes: classes, seed: seed)
    }
    removeParts()
    let names = parts.count == 2 ? ["", "_test"] : ["", "_dev", "_test"]
    for (name, part) in zip(names, parts) {
      try define(
        [("x" + name, Dataset.columns(part, of: x)), ("y" + name, Dataset.columns(part, of: y))],
        span: span
      )
    }
  }

  /// Takes away what an earlier split left: it belongs to other cases.
  private mutating func removeParts() {
    for name in ["x_dev", "y_dev", "x_test", "y_test"] { environment.remove(VariableKey(name)) }
  }

  /// Defines names of the session's, where all of them together can be held.
  private mutating func define(
    _ values: [(name: String, tensor: Tensor)],
    span: SourceSpan
  ) throws(Diagnostic) {
    for (name, tensor) in values {
      let key = VariableKey(name)
      let old = environment.variables[key]?.value.tensor?.count ?? 0
      try checkElements(max(0, tensor.count - old), span: span)
      define(key, .tensor(rounded(tensor)), span: span)
    }
  }

  /// A matrix of the session's.
  private func tensor(_ name: String) -> Tensor? {
    guard let tensor = environment.variables[VariableKey(name)]?.value.tensor,
      tensor.shape.rank == 2
    else { return nil }
    return tensor
  }

  private mutating func wholeOption(
    _ argument: Argument?,
    _ what: String
  ) throws(Diagnostic) -> Int? {
    guard let argument else { return nil }
    return try integer(argument.value, what)
  }

  /// Runs what may refuse data, and tells its error at the option it is about.
  private func refusingAtPlace<Result>(
    _ options: [String: Argument],
    span: SourceSpan,
    _ body: () throws(DatasetError) -> Result
  ) throws(Diagnostic) -> Result {
    do {
      return try body()
    } catch {
      let option: String? =
        switch error {
        case .noise: "noise"
        case .classCount: "classes"
        case .tooFewCases, .tooManyElements: "cases"
        case .noClasses: "stratified"
        default: nil
        }
      throw error.diagnostic(option.flatMap { options[$0]?.value.span } ?? span)
    }
  }
}

extension Diagnostic {
  fileprivate static func datasetName(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .type,
      "dataset needs the name of a data set in quotation marks.",
      suggestions: ["For example: dataset(\"moons\"), or dataset(\"moons\", cases = 100)."],
      span: span
    )
  }

  fileprivate static func datasetUnquoted(_ name: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .name,
      "The name of a data set stands in quotation marks.",
      suggestions: ["Write dataset(\"\(name)\")."],
      span: span
    )
  }

  fileprivate static func datasetTakesOptions(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .type,
      "dataset takes one name; all else goes by its own name.",
      suggestions: ["For example: dataset(\"moons\", cases = 100, noise = 0.2)."],
      span: span
    )
  }

  fileprivate static func datasetOption(
    _ label: String,
    _ name: String,
    _ known: [String],
    _ span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .name,
      "The data set \(name) has no option \(label).",
      suggestions: [
        known.isEmpty
          ? "It takes none: its cases are what they are."
          : (nearest(to: label, in: known).map { "Did you mean \($0)? " } ?? "")
            + "Its options are \(known.joined(separator: ", "))."
      ],
      span: span
    )
  }

  fileprivate static func splitsNothing(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .name,
      "split needs x and y, matrices with a column for each case.",
      suggestions: ["Define them first, for example by dataset(\"moons\")."],
      span: span
    )
  }

  fileprivate static func splitCounts(_ x: Int, _ y: Int, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .shape,
      "x has \(x) \(x == 1 ? "column" : "columns"), but y has \(y): each case has a column in both.",
      span: span
    )
  }
}
