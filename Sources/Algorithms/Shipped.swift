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
  ShippedText(name: "adam", bytes: PackageResources.adam_gradus),
  ShippedText(name: "finite_difference", bytes: PackageResources.finite_difference_gradus),
  ShippedText(
    name: "numeric_gradient",
    bytes: PackageResources.numeric_gradient_gradus,
    manchester: PackageResources.numeric_gradient_manchester_gradus
  ),
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
