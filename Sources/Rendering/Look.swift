import Diagnostics
import Interpreter
package import Notation
import Tensors

/// How things are shown: characters, width, digits.
package struct Look: Sendable, Equatable {
  /// Unicode or ASCII.
  package var typography: Typography
  /// The conventions names are written by.
  package var dialect: Dialect
  /// The significant digits of a number.
  package var precision: Int
  /// The decimals values are rounded to; nil for none.
  package var rounding: Int?
  /// The columns of the terminal.
  package var width: Int

  /// The significant digits shown unless the learner says otherwise.
  package static let usualPrecision = 4

  /// Makes a look.
  package init(
    typography: Typography = .unicode,
    dialect: Dialect = .galway,
    precision: Int = Look.usualPrecision,
    rounding: Int? = nil,
    width: Int = 80
  ) {
    self.typography = typography
    self.dialect = dialect
    self.precision = precision
    self.rounding = rounding
    self.width = width
  }

  /// The printer of formulas.
  package var printer: Printer {
    Printer(
      typography,
      dialect: dialect,
      significantDigits: rounding == nil ? precision : nil
    )
  }

  /// A number as it is shown: whole numbers in full, others to the precision.
  package func number(_ value: Double) -> String {
    let isWhole = value == value.rounded() && value.magnitude < 1e15
    let text =
      rounding != nil || isWhole
      ? shortened(Printer().number(value))
      : Printer().number(value, significantDigits: precision)
    return typography == .unicode ? text : text.replacing("−", with: "-")
  }
}
