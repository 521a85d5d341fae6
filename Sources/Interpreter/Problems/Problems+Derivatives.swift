import Calculus
import Diagnostics
import Notation
import Tensors

// The wording of everything that can go wrong with derivatives, claims and checks.
extension Diagnostic {
  static func derivative(
    _ error: ReverseModeError,
    _ numerator: String,
    _ denominator: String,
    _ span: SourceSpan
  ) -> Diagnostic {
    switch error {
    case .forgotten:
      Diagnostic(
        .derivative,
        "d\(numerator)/d\(denominator): the log no longer holds all that lies between; its oldest "
          + "statements have gone.",
        suggestions: ["Compute \(numerator) again, then ask for the derivative."],
        span: span
      )
    case .secondDerivative:
      Diagnostic(
        .derivative,
        "d\(numerator)/d\(denominator) leads through a derivative that was computed as a number.",
        suggestions: ["For a second derivative use forms: d/dx d/dx f(x)."],
        span: span
      )
    case .operation(let error):
      Diagnostic(error, span)
    }
  }

  static func stale(
    _ numerator: String,
    _ denominator: String,
    byForward: Bool,
    _ span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .stale,
      "\(numerator) was computed with an earlier \(denominator).",
      suggestions: [byForward ? "Run forward() again." : "Compute \(numerator) again."],
      span: span
    )
  }

  static func cutByUpdate(
    _ numerator: String,
    _ denominator: String,
    _ name: String,
    _ span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .derivative,
      "No way leads from \(numerator) back to \(denominator): \(name) ← … stored a number and "
        + "starts afresh.",
      suggestions: ["Define with \(name) = … where the derivative is to flow through."],
      span: span
    )
  }

  static func derivativeShapes(
    _ numerator: String,
    _ top: Shape,
    _ denominator: String,
    _ bottom: Shape,
    _ span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .shape,
      "The derivative of \(top.kindName) by \(bottom.kindName) has no shape in the lectures: they "
        + "take a number by anything, and a column by a column.",
      suggestions: [offer(numerator, top, denominator, bottom)],
      span: span
    )
  }

  /// One case where there are several; else an entry.
  private static func offer(
    _ numerator: String,
    _ top: Shape,
    _ denominator: String,
    _ bottom: Shape
  ) -> String {
    func name(_ text: String, _ shape: Shape) -> String {
      shape.rank == 2 && shape.columns > 1 && !text.contains("_{") ? text + "_{(n)}" : text
    }
    // A weight matrix has no cases: its entries are taken one by one.
    if top.columns <= 1 || bottom.rank == 2 && top.rank == 2 && bottom.columns != top.columns {
      if bottom.columns > 1 {
        return "For one case write ∂\(name(numerator, top))/∂\(denominator)_{(n)}, "
          + "for one entry ∂\(name(numerator, top))/∂\(denominator)_{i,j}."
      }
    }
    return "For one case write ∂\(name(numerator, top))/∂\(name(denominator, bottom))."
  }

  static func noDerivativeOf(_ name: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(.derivative, "\(name)' is not known: \(name) has no such derivative.", span: span)
  }

  static func primeOfSeveral(
    _ name: String,
    _ parameters: [String],
    _ span: SourceSpan
  ) -> Diagnostic {
    let list = parameters.joined(separator: ", ")
    return Diagnostic(
      .derivative,
      "The derivative of a function needs one parameter, but \(name)(\(list)) has "
        + "\(parameters.count).",
      suggestions: ["Say by which: ∂/∂\(parameters.first ?? "x") \(name)(\(list))."],
      span: span
    )
  }

  static func noForm(_ text: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .derivative,
      "The derivative of \(text) has no form over single numbers.",
      suggestions: ["Give every name a value; then the derivative is computed as numbers."],
      span: span
    )
  }

  static func noChain(
    _ name: String,
    _ target: String,
    _ functions: [String],
    _ span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .derivative,
      "No chain of functions leads from \(name) to \(target): \(functions.joined(separator: ", ")).",
      suggestions: ["The parameter of one function must be the name of the next."],
      span: span
    )
  }

  static func functionByLayer(
    _ name: String,
    _ denominator: String,
    _ span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .derivative,
      "\(name) is only a function: it has no derivative by \(denominator).",
      suggestions: ["Give \(name) a value first: \(name) = \(name)(…)."],
      span: span
    )
  }

  static func derivativeByReference(_ text: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .name,
      "\(text) is a derivative: an algorithm updates variables.",
      suggestions: ["Give it the variable first, then the derivative."],
      span: span
    )
  }

  static func noClaim(_ name: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .name,
      "\(name) has not been assigned: there is nothing to check.",
      suggestions: ["State it first: \(name) = …."],
      span: span
    )
  }

  static func deltaIsNoClaim(
    _ name: String,
    _ dialect: String,
    _ span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .usage,
      "In \(dialect) \(name) is an update step, not a derivative.",
      suggestions: ["Check ∂E/∂\(name.dropFirst())."],
      span: span
    )
  }

  static func notCheckable(_ text: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .usage,
      "\(text) is no claim about a derivative.",
      suggestions: ["Check ΔW[1], Δz[2] or ∂J/∂W[1]."],
      span: span
    )
  }

  static func noCost(_ name: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .name,
      "There is no \(name) to check against.",
      suggestions: ["Compute \(name), or name another cost: :check ΔW[1] of C."],
      span: span
    )
  }

  static func costNotNumber(_ name: String, _ shape: Shape, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(.shape, "\(name) is \(shape.kindName): a cost is one number.", span: span)
  }

  static func costIndependent(_ cost: String, _ name: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .derivative,
      "\(cost) was not computed from \(name).",
      suggestions: ["Compute \(cost) again from \(name), then check."],
      span: span
    )
  }
}
