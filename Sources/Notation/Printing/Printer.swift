import Diagnostics

/// Prints trees as text.
///
/// What the Unicode and ASCII printers print reads back as the same tree; brackets stand where
/// precedence needs them, and nowhere else.
package struct Printer: Sendable {
  /// How the text is set.
  package let typography: Typography
  /// How layers are written.
  package let dialect: Dialect
  /// The digits that numbers in formulas are rounded to; nil for all.
  package let significantDigits: Int?

  /// Makes a printer; with `significantDigits` what it prints is for reading, not to read back.
  package init(
    _ typography: Typography = .unicode,
    dialect: Dialect = .galway,
    significantDigits: Int? = nil
  ) {
    self.typography = typography
    self.dialect = dialect
    self.significantDigits = significantDigits
  }

  /// The text of an expression.
  package func text(_ expression: Expression) -> String {
    switch typography {
    case .latex: LaTeXWriter(dialect: dialect).text(expression, atLeast: .evaluated)
    default: writer.text(expression, atLeast: .evaluated)
    }
  }

  /// The text of a name.
  package func text(_ reference: Reference) -> String {
    switch typography {
    case .latex: LaTeXWriter(dialect: dialect).text(reference)
    default: writer.text(reference)
    }
  }

  /// The text of an assignment's left side.
  package func text(_ target: Target) -> String {
    switch typography {
    case .latex: LaTeXWriter(dialect: dialect).text(target)
    default: writer.text(target)
    }
  }

  /// The text of a statement, blocks over several lines.
  package func text(_ statement: Statement) -> String {
    StatementWriter(printer: self).lines(statement).joined(separator: "\n")
  }

  /// The text of a program, a statement a line.
  package func text(_ program: Program) -> String {
    let writer = StatementWriter(printer: self)
    return program.statements.flatMap(writer.lines).joined(separator: "\n")
  }

  /// The text of a plain name, `β_1` as `β₁`.
  package func text(identifier: String) -> String {
    let span = SourceSpan(start: 0, end: 0)
    return text(Reference(identifier: identifier, span: span))
  }

  var writer: LinearWriter {
    LinearWriter(
      symbols: typography == .ascii ? .ascii : .unicode,
      dialect: dialect,
      significantDigits: significantDigits
    )
  }
}
