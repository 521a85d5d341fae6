/// The entries of the reference values as the notation calls them.
enum Golden {
  /// The algorithm that does what an entry of the reference values names.
  static func algorithm(_ name: String) -> String {
    name.hasPrefix("sgd") ? "gradient_descent" : name
  }

  /// Hyperparameters as options by their English names; l2 is the gradient's, not an option.
  static func options(_ hyperparameters: [String: Double], rate factor: Double = 1) -> String {
    hyperparameters.sorted { $0.key < $1.key }.compactMap { name, value in
      switch name {
      case "l2": nil
      case "rate": ", learning_rate = \(value * factor)"
      default: ", \(name) = \(value)"
      }
    }.joined()
  }
}
