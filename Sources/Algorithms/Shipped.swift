/// One of the texts that come with the kit.
struct ShippedText {
  /// The algorithm's name.
  let name: String
  /// The text as it is embedded.
  let bytes: [UInt8]
  /// The text for manchester where its conventions change it.
  let manchester: [UInt8]?
}

/// The algorithms that come with the kit, in the order a course meets them.
let shippedTexts: [ShippedText] = [
  ShippedText(name: "chain_example", bytes: PackageResources.chain_example_gradus),
  ShippedText(name: "softmax_by_hand", bytes: PackageResources.softmax_by_hand_gradus),
  ShippedText(name: "cross_entropy_by_hand", bytes: PackageResources.cross_entropy_by_hand_gradus),
  ShippedText(
    name: "forward",
    bytes: PackageResources.forward_gradus,
    manchester: PackageResources.forward_manchester_gradus
  ),
  ShippedText(
    name: "backward",
    bytes: PackageResources.backward_gradus,
    manchester: PackageResources.backward_manchester_gradus
  ),
  ShippedText(
    name: "through_activation",
    bytes: PackageResources.through_activation_gradus,
    manchester: PackageResources.through_activation_manchester_gradus
  ),
  ShippedText(
    name: "descend",
    bytes: PackageResources.descend_gradus,
    manchester: PackageResources.descend_manchester_gradus
  ),
  ShippedText(name: "gradient_descent", bytes: PackageResources.gradient_descent_gradus),
  ShippedText(
    name: "momentum",
    bytes: PackageResources.momentum_gradus,
    manchester: PackageResources.momentum_manchester_gradus
  ),
  ShippedText(name: "momentum_update", bytes: PackageResources.momentum_update_gradus),
  ShippedText(name: "nesterov", bytes: PackageResources.nesterov_gradus),
  ShippedText(name: "adagrad", bytes: PackageResources.adagrad_gradus),
  ShippedText(
    name: "adagrad_without_epsilon",
    bytes: PackageResources.adagrad_without_epsilon_gradus
  ),
  ShippedText(name: "rmsprop", bytes: PackageResources.rmsprop_gradus),
  ShippedText(name: "adadelta", bytes: PackageResources.adadelta_gradus),
  ShippedText(name: "adam", bytes: PackageResources.adam_gradus),
  ShippedText(name: "adamw", bytes: PackageResources.adamw_gradus),
  ShippedText(
    name: "decay_weights",
    bytes: PackageResources.decay_weights_gradus,
    manchester: PackageResources.decay_weights_manchester_gradus
  ),
  ShippedText(
    name: "batch_gradient_descent",
    bytes: PackageResources.batch_gradient_descent_gradus,
    manchester: PackageResources.batch_gradient_descent_manchester_gradus
  ),
  ShippedText(
    name: "stochastic_gradient_descent",
    bytes: PackageResources.stochastic_gradient_descent_gradus,
    manchester: PackageResources.stochastic_gradient_descent_manchester_gradus
  ),
  ShippedText(
    name: "minibatch_gradient_descent",
    bytes: PackageResources.minibatch_gradient_descent_gradus,
    manchester: PackageResources.minibatch_gradient_descent_manchester_gradus
  ),
  ShippedText(
    name: "early_stopping",
    bytes: PackageResources.early_stopping_gradus,
    manchester: PackageResources.early_stopping_manchester_gradus
  ),
  ShippedText(
    name: "early_stopping_last_check",
    bytes: PackageResources.early_stopping_last_check_gradus,
    manchester: PackageResources.early_stopping_last_check_manchester_gradus
  ),
  ShippedText(name: "compare_with_best", bytes: PackageResources.compare_with_best_gradus),
  ShippedText(name: "compare_with_last", bytes: PackageResources.compare_with_last_gradus),
  ShippedText(
    name: "save_parameters",
    bytes: PackageResources.save_parameters_gradus,
    manchester: PackageResources.save_parameters_manchester_gradus
  ),
  ShippedText(
    name: "restore_parameters",
    bytes: PackageResources.restore_parameters_gradus,
    manchester: PackageResources.restore_parameters_manchester_gradus
  ),
  ShippedText(
    name: "initialize_uniform",
    bytes: PackageResources.initialize_uniform_gradus,
    manchester: PackageResources.initialize_uniform_manchester_gradus
  ),
  ShippedText(
    name: "initialize_gaussian",
    bytes: PackageResources.initialize_gaussian_gradus,
    manchester: PackageResources.initialize_gaussian_manchester_gradus
  ),
  ShippedText(
    name: "initialize_xavier",
    bytes: PackageResources.initialize_xavier_gradus,
    manchester: PackageResources.initialize_xavier_manchester_gradus
  ),
  ShippedText(
    name: "initialize_he",
    bytes: PackageResources.initialize_he_gradus,
    manchester: PackageResources.initialize_he_manchester_gradus
  ),
  ShippedText(name: "variance_of_z", bytes: PackageResources.variance_of_z_gradus),
  ShippedText(name: "linear_decay", bytes: PackageResources.linear_decay_gradus),
  ShippedText(name: "exponential_decay", bytes: PackageResources.exponential_decay_gradus),
  ShippedText(name: "step_decay", bytes: PackageResources.step_decay_gradus),
  ShippedText(
    name: "inverse_square_root_decay",
    bytes: PackageResources.inverse_square_root_decay_gradus
  ),
  ShippedText(name: "inverse_time_decay", bytes: PackageResources.inverse_time_decay_gradus),
  ShippedText(name: "warm_up", bytes: PackageResources.warm_up_gradus),
  ShippedText(name: "reduce_on_plateau", bytes: PackageResources.reduce_on_plateau_gradus),
  ShippedText(name: "linear_regression", bytes: PackageResources.linear_regression_gradus),
  ShippedText(
    name: "logistic_regression",
    bytes: PackageResources.logistic_regression_gradus,
    manchester: PackageResources.logistic_regression_manchester_gradus
  ),
  ShippedText(
    name: "softmax_against_logistic",
    bytes: PackageResources.softmax_against_logistic_gradus
  ),
  ShippedText(
    name: "gradient_sizes",
    bytes: PackageResources.gradient_sizes_gradus,
    manchester: PackageResources.gradient_sizes_manchester_gradus
  ),
  ShippedText(name: "finite_difference", bytes: PackageResources.finite_difference_gradus),
  ShippedText(
    name: "numeric_gradient",
    bytes: PackageResources.numeric_gradient_gradus,
    manchester: PackageResources.numeric_gradient_manchester_gradus
  ),
  ShippedText(name: "normalize_z", bytes: PackageResources.normalize_z_gradus),
  ShippedText(name: "normalize_min_max", bytes: PackageResources.normalize_min_max_gradus),
]

extension ShippedText {
  fileprivate init(name: String, bytes: [UInt8]) {
    self.init(name: name, bytes: bytes, manchester: nil)
  }

  /// The text in a dialect: its own, or galway's with the symbol of the learning rate exchanged.
  func text(in dialectName: String) -> String {
    guard dialectName == "manchester" else { return String(decoding: bytes, as: UTF8.self) }
    if let manchester { return String(decoding: manchester, as: UTF8.self) }
    return String(decoding: bytes, as: UTF8.self).replacing("α", with: "η")
  }
}
