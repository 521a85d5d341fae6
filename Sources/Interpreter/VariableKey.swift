package import Notation

/// What a variable goes by: a name and, for `W[2]`, its layer.
package struct VariableKey: Hashable, Sendable {
  /// The whole name with its unbraced subscripts: `Δz`, `w_1`.
  package let name: String

  /// The layer, nil for a name without one.
  package var layer: Int? { layerOrNone == Int.min ? nil : layerOrNone }

  /// The layer, or `Int.min` for none: one word less to hash than an optional.
  private let layerOrNone: Int

  /// Makes a key.
  package init(_ name: String, layer: Int? = nil) {
    self.name = name
    layerOrNone = layer ?? Int.min
  }

  /// Hashes the bytes of the name: names are in NFC, so that no normalisation is needed, which
  /// would cost more than all else for Greek ones.
  package func hash(into hasher: inout Hasher) {
    let isHashed: Void? = name.utf8.withContiguousStorageIfAvailable {
      hasher.combine(bytes: UnsafeRawBufferPointer($0))
    }
    if isHashed == nil { hasher.combine(name) }
    hasher.combine(layerOrNone)
  }

  /// The spelling in brackets that `--json` promises, whatever the dialect: `W[2]`.
  package var spelling: String {
    layer.map { "\(name)[\($0)]" } ?? name
  }

  /// The key as a reference of the syntax tree, for the printers.
  package var reference: Reference {
    let pieces = name.split(separator: "_", omittingEmptySubsequences: false).map(String.init)
    let span = Expression.nowhere
    let index = layer.map { layer in
      layer < 0
        ? Expression(.prefix(.minus, Expression(.number(Double(-layer)), span: span)), span: span)
        : Expression(.number(Double(layer)), span: span)
    }
    return Reference(
      base: pieces[0],
      parts: Array(pieces.dropFirst()),
      layer: index,
      span: span
    )
  }
}

/// A derivative as a name: `∂J/∂W[1]`, the key of a claim.
package struct DerivativeKey: Hashable, Sendable {
  /// What is differentiated.
  package let numerator: VariableKey
  /// By what.
  package let denominator: VariableKey

  /// The spelling in brackets, `∂J/∂W[1]`.
  package var spelling: String { "∂\(numerator.spelling)/∂\(denominator.spelling)" }
}
