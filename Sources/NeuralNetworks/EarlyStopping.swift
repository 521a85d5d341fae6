/// When to stop as the cost of the validation data gets worse, and which parameters to keep.
///
/// The cost is checked after every epoch.
package struct EarlyStopping: Hashable, Sendable {
  /// What a check compares with.
  package enum Rule: Hashable, Sendable, CaseIterable {
    /// The least cost so far: its parameters are kept.
    case bestSoFar
    /// The last check: better parameters than those are saved, the last saved are kept.
    ///
    /// galway, "Methods to Avoid Overfitting: Early Stopping", to the letter: of the costs 0.50 0.40
    /// 0.60 0.55 it keeps the parameters of 0.55.
    case lastCheck
  }

  /// What a check compares with.
  package var rule: Rule
  /// After how many checks in a row without an improvement training stops.
  package var patience: Int

  /// Makes a rule.
  package init(rule: Rule = .bestSoFar, patience: Int) {
    self.rule = rule
    self.patience = patience
  }

  /// The epoch whose parameters are kept, counted from 1: of the costs 0.5 0.4 0.6 the second.
  ///
  /// - Parameter costs: The cost of the validation data after each epoch.
  /// - Returns: The last epoch where no check was better than what it is compared with.
  package func keptEpoch(of costs: [Double]) -> Int {
    var watch = EarlyStoppingWatch(self)
    var kept = costs.count
    for (epoch, cost) in costs.enumerated() where watch.check(cost).saves { kept = epoch + 1 }
    return kept
  }
}

/// The checks of early stopping so far.
struct EarlyStoppingWatch: Equatable {
  let stopping: EarlyStopping
  /// What the next check compares with.
  var reference = Double.infinity
  /// The checks in a row without an improvement.
  var waited = 0

  init(_ stopping: EarlyStopping) { self.stopping = stopping }

  /// Takes the cost of a check: whether to save the parameters, and whether to stop.
  mutating func check(_ cost: Double) -> (saves: Bool, stops: Bool) {
    let isBetter = cost < reference
    waited = isBetter ? 0 : waited + 1
    if isBetter || stopping.rule == .lastCheck { reference = cost }
    return (isBetter, waited >= stopping.patience)
  }
}

/// How long the cost watched has stood still, and the reductions of the rate that followed.
struct PlateauWatch: Equatable {
  let reduction: Double
  let patience: Int
  var best = Double.infinity
  var waited = 0
  /// What the rate is multiplied by now.
  var factor = 1.0

  /// Takes the cost of an epoch.
  mutating func check(_ cost: Double) {
    if cost < best {
      best = cost
      waited = 0
    } else {
      waited += 1
    }
    if waited >= patience {
      factor *= reduction
      waited = 0
    }
  }
}
