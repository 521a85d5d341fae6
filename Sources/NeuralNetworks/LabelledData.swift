package import Tensors

/// Cases with what a network should answer for them; columns are cases.
package struct LabelledData: Sendable {
  /// x, features × cases.
  package let inputs: Tensor
  /// y, outputs × cases.
  package let targets: Tensor

  /// Pairs inputs and targets; whether they fit is checked where they are used.
  package init(inputs: Tensor, targets: Tensor) {
    self.inputs = inputs
    self.targets = targets
  }
}
