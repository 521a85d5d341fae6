import Calculus
package import Diagnostics
package import Notation
import Operations
import Tensors

/// What `:check` found.
package struct CheckResult: Sendable, Equatable {
  /// The claim as it was asked for, layers in brackets.
  package var name: String
  /// Whether it agrees with the derivative.
  package var agrees: Bool
  /// The largest difference over the largest magnitude; nil where shapes differ.
  package var relativeError: Double?
  /// What to tell the learner.
  package var message: String
}

extension Interpreter {
  /// Compares a claim (`ΔW[1]`, `∂J/∂W[1]`) with the derivative of the cost, at the versions the
  /// cost was computed from.
  ///
  /// - Parameters:
  ///   - claim: What to check.
  ///   - cost: The cost; nil for the dialect's own.
  /// - Returns: Whether they agree, and what to tell the learner.
  /// - Throws: A `Diagnostic` where there is no claim, no cost, or no way between them.
  package mutating func check(
    _ claim: Expression,
    of cost: Reference?
  ) throws(Diagnostic) -> CheckResult {
    unrecorded += 1
    defer { unrecorded -= 1 }
    let subject = try subject(claim, cost)
    let truth = try trueDerivative(subject, span: claim.span)
    return compare(subject, truth)
  }

  /// A claim, and the derivative it is one of.
  struct CheckSubject {
    /// The claim with its layer in brackets, and as the dialect writes it.
    var name: String
    var shown: String
    var value: Tensor
    var cost: VariableKey
    var by: VariableKey
    /// The entry of it, where the claim is about one; and how the learner wrote it.
    var entry: [SliceIndex]?
    var byText: String
    /// Whether it is ∂L/∂z per case, N times the derivative of the mean J.
    var isPerCase: Bool
  }

  private mutating func subject(
    _ claim: Expression,
    _ cost: Reference?
  ) throws(Diagnostic) -> CheckSubject {
    switch claim.kind {
    case .derivative(_, let numerator, let denominator):
      let key = try claimKey(numerator, by: denominator)
      guard let value = environment.claims[key]?.value.tensor else {
        throw .noClaim(spelled(key), claim.span)
      }
      let by = try cost.map { (cost) throws(Diagnostic) in try self.key(of: cost) }
      let bottom = try self.denominator(denominator)
      return CheckSubject(
        name: key.spelling,
        shown: spelled(key),
        value: value,
        cost: by ?? key.numerator,
        by: bottom.key,
        entry: bottom.entry,
        byText: bottom.text,
        isPerCase: false
      )
    case .reference(let reference)
    where reference.base.hasPrefix("Δ") && reference.base.count > 1 && reference.element == nil:
      guard dialect.name == "galway" else {
        throw .deltaIsNoClaim(spelled(reference), dialect.name, claim.span)
      }
      let key = try key(of: reference)
      guard let value = variable(key)?.value.tensor else { throw unknown(reference, key: key) }
      let by = VariableKey(String(key.name.dropFirst()), layer: key.layer)
      let asked = try cost.map { (cost) throws(Diagnostic) in try self.key(of: cost) }
      return CheckSubject(
        name: key.spelling,
        shown: spelled(key),
        value: value,
        cost: asked ?? VariableKey("J"),
        by: by,
        byText: spelled(by),
        isPerCase: asked == nil && by.name == "z"
      )
    default:
      throw .notCheckable(Printer().text(claim), claim.span)
    }
  }

  private mutating func trueDerivative(
    _ subject: CheckSubject,
    span: SourceSpan
  ) throws(Diagnostic) -> Tensor {
    guard let cost = variable(subject.cost), let shape = cost.value.shape else {
      throw .noCost(spelled(subject.cost), span)
    }
    guard shape.count == 1 else { throw .costNotNumber(spelled(subject.cost), shape, span) }
    let names = (spelled(subject.cost), subject.byText)
    let walk: ReverseMode
    do { walk = try ReverseMode(log, from: cost.node) } catch {
      throw .derivative(error, names.0, names.1, span)
    }
    let index = log.index(of: subject.by)
    let version = walk.reached.first { position in
      guard log.holds(position), log[position].key == index else { return false }
      switch log[position].action {
      case .define, .update: return true
      default: return false
      }
    }
    guard let version else { throw .costIndependent(names.0, names.1, span) }
    let adjoint: Tensor?
    do {
      adjoint = try walk.adjoint(seed: Tensor(repeating: 1, shape: shape), of: version)
    } catch {
      throw .derivative(error, names.0, names.1, span)
    }
    var truth = adjoint ?? Tensor(repeating: 0, shape: log[version].value.shape)
    if let entry = subject.entry {
      do { truth = try Operation.slice(entry).forward([truth]) } catch {
        throw Diagnostic(error, span)
      }
    }
    if subject.isPerCase {
      let cases = Double(log[version].value.columns)
      truth = truth.map { $0 * cases }
    }
    if dialect.numeratorLayout, truth.shape.rank == 2,
      let transposed = try? Operation.transpose.forward([truth])
    {
      truth = transposed
    }
    return truth
  }

  private func compare(_ subject: CheckSubject, _ truth: Tensor) -> CheckResult {
    let by = subject.byText
    var meaning = subject.isPerCase ? "∂L/∂\(by)" : "∂\(spelled(subject.cost))/∂\(by)"
    var name = subject.shown
    if name == meaning {
      // ∂J/∂W[1] is both the claim and what it claims to be.
      name = "Your \(meaning)"
      meaning = "the derivative of \(spelled(subject.cost))"
    }
    let claim = subject.value
    guard claim.shape == truth.shape || (claim.count == 1 && truth.count == 1) else {
      let transposed = (try? Operation.transpose.forward([claim]))?.shape == truth.shape
      let hint = transposed && claim.shape.rank == 2 ? " It has the shape of the transpose." : ""
      return CheckResult(
        name: subject.name,
        agrees: false,
        relativeError: nil,
        message: "\(name) is \(claim.shape.kindName), but \(meaning) is "
          + "\(truth.shape.kindName).\(hint)"
      )
    }
    let a = claim.elements
    let b = truth.elements
    let error = Self.relativeError(a, b)
    let slack = rounding.map { 2 * Self.powerOfTen(-$0) } ?? 1e-12
    let scale = b.reduce(0) { max($0, $1.magnitude) }
    let differing = zip(a, b).enumerated().first { _, pair in
      !((pair.0 - pair.1).magnitude <= slack + 1e-9 * scale)
    }
    let shown = Printer().number(error, significantDigits: 2)
    guard let differing else {
      return CheckResult(
        name: subject.name,
        agrees: true,
        relativeError: error,
        message: "\(name) agrees with \(meaning): relative error \(shown)."
      )
    }
    var message = "\(name) does not agree with \(meaning): "
    message += place(differing.offset, in: truth.shape)
    message += " Yours is \(Printer().number(differing.element.0, significantDigits: 4))"
    message += "; the relative error is \(shown).\(suspicion(claim, truth))"
    return CheckResult(
      name: subject.name,
      agrees: false,
      relativeError: error,
      message: message
    )
  }

  /// The largest difference over the largest magnitude of either.
  static func relativeError(_ a: [Double], _ b: [Double]) -> Double {
    var difference = 0.0
    var scale = 0.0
    for (x, y) in zip(a, b) {
      if x.isNaN || y.isNaN { return .nan }
      difference = max(difference, (x - y).magnitude)
      scale = max(scale, x.magnitude, y.magnitude)
    }
    return scale == 0 ? 0 : difference / scale
  }

  private static func powerOfTen(_ exponent: Int) -> Double {
    var value = 1.0
    for _ in 0..<exponent.magnitude { value *= 10 }
    return exponent < 0 ? 1 / value : value
  }

  private func place(_ offset: Int, in shape: Shape) -> String {
    guard shape.count > 1, shape.rank == 2 else { return "the numbers differ." }
    let row = offset / shape.columns + 1
    let column = offset % shape.columns + 1
    return "the first element that differs is row \(row), column \(column)."
  }

  /// What a wrong claim looks like: a factor, a sign, a transpose.
  private func suspicion(_ claim: Tensor, _ truth: Tensor) -> String {
    func agrees(_ a: [Double], _ b: [Double]) -> Bool { Self.relativeError(a, b) < 1e-9 }
    let a = claim.elements
    let b = truth.elements
    if agrees(a.map { -$0 }, b) { return " It is the negative of the derivative." }
    if claim.rows == claim.columns, claim.rows > 1,
      let transposed = try? Operation.transpose.forward([claim]), agrees(transposed.elements, b)
    {
      return " It is the transpose of the derivative."
    }
    let cases = environment.variables[VariableKey("N")]?.value.tensor?.single ?? 1
    if cases != 1, agrees(a.map { $0 / cases }, b) {
      return " It is N = \(Printer().number(cases)) times the derivative: 1/N is missing."
    }
    if cases != 1, agrees(a.map { $0 * cases }, b) {
      return " It is the derivative divided by N = \(Printer().number(cases)) once too often."
    }
    return ""
  }
}
