extension Loss {
  /// What an output adds to the loss of its case; 0 · log 0 counts as 0, the limit of y log y.
  ///
  /// −y log a, −(y log a + (1 − y) log(1 − a)) or ½(a − y)², where the loss is defined.
  package func term(_ a: Double, _ y: Double) -> Double {
    switch self {
    case .crossEntropy: return y == 0 ? 0 : -y * ElementaryFunction.naturalLogarithm(a)
    case .binaryCrossEntropy:
      let yes = y == 0 ? 0 : y * ElementaryFunction.naturalLogarithm(a)
      let no = y == 1 ? 0 : (1 - y) * ElementaryFunction.logarithmOfOnePlus(-a)
      return -(yes + no)
    case .squaredError: return (a - y) * (a - y) / 2
    }
  }

  /// The derivative of a term by its output: −y/a, (a − y)/(a(1 − a)) or a − y.
  ///
  /// manchester, "Compute gradients on a toy example (3)".
  package func slope(_ a: Double, _ y: Double) -> Double {
    switch self {
    case .crossEntropy: return y == 0 ? 0 : -y / a
    case .binaryCrossEntropy:
      // At the ends a = y only one of the two logarithms is there.
      if a == 0 { return 1 }
      if a == 1 { return -1 }
      return (a - y) / (a * (1 - a))
    case .squaredError: return a - y
    }
  }

  /// Whether log a has a value where y ≠ 0, and log(1 − a) where y ≠ 1; a NaN has none.
  package func isDefined(at a: Double, for y: Double) -> Bool {
    switch self {
    case .crossEntropy: a >= 0 && (a != 0 || y == 0)
    case .binaryCrossEntropy: a >= 0 && a <= 1 && (a != 0 || y == 0) && (a != 1 || y == 1)
    case .squaredError: true
    }
  }
}
