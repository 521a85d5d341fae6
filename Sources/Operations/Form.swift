/// A symbolic expression over the operations: what derivatives are written in.
///
/// Names are spelled as the notation prints them (`x`, `W[1]`, `w_1`).
package indirect enum Form: Hashable, Sendable {
  /// A number.
  case number(Double)
  /// A name.
  case symbol(String)
  /// An operation on forms.
  case apply(Operation, [Form])
}
