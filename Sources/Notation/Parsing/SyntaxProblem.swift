/// What can be wrong with a text, as values; the wording stands in `SyntaxProblem+Message.swift`.
///
/// Indirect, so that a method that may throw one keeps a small frame: brackets nest deep.
indirect enum SyntaxProblem: Error, Equatable {
  // Characters and words.
  case unexpectedCharacter(String)
  case strayBackslash
  case unknownTeXWord(String)
  case accentWithoutLetter(String)
  case typefaceWithoutName(String)
  case unclosedString
  case numberTooLarge(String)
  case strayPoint(String)
  case nameStartsWithUnderscore(String)
  case doubledBar

  // Brackets.
  case unclosed(String, closing: String)
  case unopened(String)
  case mismatched(String, expected: String, found: String)
  case emptyBrackets(String)
  case listInBrackets(String)
  case emptyLiteral
  case commaBeforeBracket(String)
  case semicolonBeforeBracket

  // What was expected.
  case operandExpected(found: String)
  case operandMissing(behind: String, found: String)
  case unexpected(String)
  case keywordAsName(String)
  case unaryPlus
  case superscriptWithoutBase
  case subscriptWithoutName

  // Texts that mean two things.
  case numbersSideBySide(String, String)
  case rootOfGlued(String, String)
  case nablaOfGlued(String, String)
  case dividedByQuotient(String, String)
  case exponentBeforeBracket(base: String, call: String, power: String, bracket: String)
  case transposeOrPower(base: String, rest: String)
  case gluedExponent(base: String, number: String, name: String)
  case gluedIndex(String, String)
  case pointOrOption(String)
  case barBehindOperand(String)
  case derivativeNeedsBrackets(
    derivative: String,
    behind: String,
    numerator: String,
    denominator: String,
    isPartial: Bool
  )

  // Names, layers, subscripts.
  case primeBehindExpression(String)
  case layerBehindExpression(String)
  case subscriptBehindExpression(String)
  case subscriptBehindPower(String, power: String, index: String)
  case subscriptNeedsBraces
  case emptySubscript
  case secondSubscript
  case secondLayer
  case emptyLayer(String)
  case listInLayer(String, indices: String)
  case connection(String, String)

  // Sums and derivatives.
  case halfRange(String, index: String?, hasStart: Bool)
  case severalIndices(String, [String])
  case indexExpected(String)
  case boundBeforeBracket(String)
  case bodyMissing(String, found: String)
  case derivativeIncomplete(String)
  case numeratorNeedsName(String)
  case differenceOrDerivative(String)
  case secondDerivative
  case nablaWithoutVariable

  // Statements.
  case equalsInExpression(String?)
  case secondEquals(String)
  case arrowInExpression
  case notATarget(String, AssignmentOperator)
  case listTarget
  case functionUpdated(String)
  case functionWithoutParameters(String)
  case parameterExpected(String)
  case parameterTwice(String)
  case nameExpected(String, found: String)
  case plainNameExpected(String, found: String, name: String)
  case algorithmBrackets(String, found: String)
  case stateWithoutValue(String)
  case elseWithoutIf
  case blockExpected(String, found: String)
  case loopEquals(String, found: String)
  case rangeExpected(String, first: String)
  case rangeDirection(String, first: String, last: String)
  case rangeWithStep(String, first: String, last: String)

  // Limits.
  case nestedTooDeep(Int)
  case tooManyTerms(Int)
}
