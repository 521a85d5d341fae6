package import Operations

/// Why a form has no symbolic derivative.
package enum CalculusError: Error, Equatable, Sendable {
  /// The operation is no function of single numbers, or has no one formula for its derivative.
  case noClosedForm(Operation)
}

extension CalculusError {
  /// What happened; no full stop.
  package var message: String {
    switch self {
    case .noClosedForm(.largestOfTerms), .noClosedForm(.smallestOfTerms):
      "max and min over an index have no single formula for their derivative: "
        + "it depends on which term is the largest or smallest"
    case .noClosedForm(let operation):
      "\(operation.name) works on whole matrices: its derivative is no formula in single numbers"
    }
  }

  /// What to try, a whole sentence.
  package var suggestion: String {
    "Give the variables values: then ∂ follows what was computed."
  }
}
