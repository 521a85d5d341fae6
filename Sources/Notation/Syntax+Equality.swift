// Two trees are equal if they differ in spans only: what the round trip of print and parse keeps.

package import Diagnostics

extension Reference: Equatable {
  package static func == (left: Reference, right: Reference) -> Bool {
    left.base == right.base && left.parts == right.parts && left.layer == right.layer
      && left.element == right.element
  }

  /// Makes a reference to a whole name, `β_1` or `out_z`, without layer and subscript.
  package init(identifier: String, span: SourceSpan) {
    let pieces = identifier.split(separator: "_").map(String.init)
    self.init(base: pieces.first ?? "", parts: Array(pieces.dropFirst()), span: span)
  }
}

extension Expression: Equatable {
  package static func == (left: Expression, right: Expression) -> Bool { left.kind == right.kind }
}

extension Statement: Equatable {
  package static func == (left: Statement, right: Statement) -> Bool { left.kind == right.kind }
}

extension Program: Equatable {
  package static func == (left: Program, right: Program) -> Bool {
    left.statements == right.statements
  }
}

extension Expression.Kind: Equatable {
  package static func == (left: Expression.Kind, right: Expression.Kind) -> Bool {
    switch (left, right) {
    case (.number(let a), .number(let b)): a == b
    case (.string(let a), .string(let b)): a == b
    case (.reference(let a), .reference(let b)): a == b
    case (.primed(let a, let m), .primed(let b, let n)): a == b && m == n
    case (.result(let a), .result(let b)): a == b
    case (.hole, .hole): true
    case (.prefix(let s, let a), .prefix(let t, let b)): s == t && a == b
    case (.infix(let s, let a, let c), .infix(let t, let b, let d)): s == t && a == b && c == d
    case (.comparison(let a, let c), .comparison(let b, let d)):
      a == b && c.elementsEqual(d) { $0.0 == $1.0 && $0.1 == $1.1 }
    case (.product(let a, let c), .product(let b, let d)):
      a == b && c.elementsEqual(d) { $0.0 == $1.0 && $0.1 == $1.1 }
    case (.glued(let m, let a), .glued(let n, let b)): m == n && a == b
    case (.power(let a, let c), .power(let b, let d)): a == b && c == d
    case (.transpose(let a), .transpose(let b)): a == b
    case (.call(let f, let a), .call(let g, let b)): f == g && a == b
    case (.matrix(let a), .matrix(let b)): a == b
    case (.norm(let a, let p), .norm(let b, let q)): a == b && p == q
    case (.floor(let a), .floor(let b)): a == b
    case (.ceiling(let a), .ceiling(let b)): a == b
    case (.absolute(let a), .absolute(let b)): a == b
    case (.big(let s, let i, let f, let u, let a), .big(let t, let j, let g, let v, let b)):
      s == t && i == j && f == g && u == v && a == b
    case (.derivative(let s, let a, let c), .derivative(let t, let b, let d)):
      s == t && a == b && c == d
    case (.differentiate(let s, let a, let c), .differentiate(let t, let b, let d)):
      s == t && a == b && c == d
    case (.nabla(let a, let c), .nabla(let b, let d)): a == b && c == d
    case (.evaluated(let a, let c), .evaluated(let b, let d)):
      a == b && c.elementsEqual(d) { $0.0 == $1.0 && $0.1 == $1.1 }
    default: false
    }
  }
}
