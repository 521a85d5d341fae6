package import Diagnostics

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

extension DatasetError {
  /// The error for a learner, at a place of what was typed.
  package func diagnostic(
    _ span: SourceSpan? = nil,
    in source: SourceText? = nil
  ) -> Diagnostic {
    Diagnostic(kind, message, suggestions: suggestions, span: span, source: source)
  }

  private var kind: Diagnostic.Kind {
    switch self {
    case .unknownName: .name
    case .nameTaken, .badName, .fileCount: .usage
    case .noise, .classCount, .tooFewCases, .share, .shareSum, .emptyPart, .noClasses: .domain
    case .shareCount: .type
    case .tooManyElements: .limit
    case .file, .countsDiffer: .file
    }
  }

  /// What happened, and where.
  package var message: String {
    switch self {
    case .unknownName(let name, _): "There is no data set \(name)."
    case .nameTaken(let name): "\(name) is a data set of gradus's own."
    case .badName(let name): "A data set cannot be called \(name.isEmpty ? "nothing" : name)."
    case .noise(let noise): "Noise is a number from 0 to 1e300, not \(Self.inSentence(noise))."
    case .classCount(let count, let name): "\(name) has 2 to 100 classes, not \(count)."
    case .tooFewCases(let count, let least, let name):
      "\(name) needs \(least) \(least == 1 ? "case" : "cases") at least, not "
        + "\(Self.inSentence(Double(count)))."
    case .tooManyElements(let count):
      "This needs \(count == .max ? "more" : "\(count)") elements; x and y together may have \(Dataset.mostElements)."
    case .shareCount(let count):
      "split cuts the cases into two or three parts, not \(count)."
    case .share(let share): "A share is a number between 0 and 1, not \(Self.inSentence(share))."
    case .shareSum(let sum): "The shares of a split add up to 1, not to \(Self.inSentence(sum))."
    case .emptyPart(let part, let share, let cases):
      "Of \(cases) \(cases == 1 ? "case" : "cases") a share of \(Self.inSentence(share)) is none: "
        + "the \(part) part would be empty."
    case .noClasses: "A stratified split needs classes, and y has none: it is not 0 and 1."
    case .fileCount(let count):
      count == 0
        ? "A data set needs a file."
        : "A data set is read from one file or two, not from \(count)."
    case .file(let path, let problem): problem.message(path)
    case .countsDiffer(let inputs, let count, let targets, let other):
      "\(inputs) has \(count) \(count == 1 ? "case" : "cases"), but \(targets) has \(other)."
    }
  }

  /// What to try.
  package var suggestions: [String] {
    switch self {
    case .unknownName(let name, let known):
      (nearest(to: name, in: known).map { ["Did you mean \($0)?"] } ?? [])
        + ["There are \(known.joined(separator: ", "))."]
    case .nameTaken: ["Choose another name for yours."]
    case .badName: ["A name has letters, digits and _, such as flowers or mnist_2."]
    case .shareCount: ["For example: split(0.6, 0.2, 0.2)."]
    case .share, .shareSum: ["For example: split(0.6, 0.2, 0.2), or split(0.8, 0.2)."]
    case .emptyPart: ["Give that part a larger share, or use more cases."]
    case .noClasses: ["Leave stratified out, or write stratified = 0."]
    case .fileCount: ["Name a table (CSV), or two arrays (IDX, NPY): inputs, then targets."]
    case .countsDiffer: ["Do the two files belong together?"]
    case .file(_, let problem): problem.suggestion.map { [$0] } ?? []
    case .noise, .classCount, .tooFewCases, .tooManyElements: []
    }
  }

  /// A number without a needless `.0`.
  static func number(_ value: Double) -> String {
    Int(exactly: value).map { String($0) } ?? String(value)
  }

  /// A number as the notation writes it: `−1`, `1e300`, `∞`.
  private static func inSentence(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    let digits = value.isInfinite ? "∞" : number(value.magnitude).replacing("e+", with: "e")
    return (value < 0 ? "−" : "") + digits
  }
}

extension FileProblem {
  /// What happened to a file, and where in it.
  fileprivate func message(_ path: String) -> String {
    switch self {
    case .system(let code):
      switch code {
      case ENOENT: "There is no file \(path)."
      case EACCES: "\(path) may not be read."
      default: "\(path) cannot be read: \(String(cString: strerror(code)))."
      }
    case .isFolder: "\(path) is a directory."
    case .empty: "\(path) is empty."
    case .damaged(let why, let offset):
      "\(path) is damaged: \(why), behind byte \(offset) of what it holds."
    case .isArchive: "\(path) is an archive, which may hold several arrays."
    case .otherThanNamed(let format): "\(path) does not begin as \(format) does."
    case .targetsMissing(let format):
      "\(path) is an array (\(format)) of inputs alone: its targets are missing."
    case .tableOfTwo: "\(path) is a table: it holds inputs and targets itself."
    case .tooLarge(let cases, let features):
      "\(path) tells of \(cases) cases with \(features) "
        + "\(features == 1 ? "element" : "elements") each; all together may have "
        + "\(Dataset.mostElements)."
    case .noCases: "\(path) has no cases."
    case .notText(let line): "\(path), line \(line): there are bytes that are no text in UTF-8."
    case .oneColumn(let line): "\(path), line \(line): there is one column only."
    case .cellCount(let line, let count, let expected):
      "\(path), line \(line): there \(count == 1 ? "is 1 cell" : "are \(count) cells") in this "
        + "row, and \(expected) in the first."
    case .openQuote(let line, let column):
      "\(path), line \(line), column \(column): this quotation mark is never closed."
    case .behindQuote(let line, let column):
      "\(path), line \(line), column \(column): something stands behind the closing quotation "
        + "mark."
    case .emptyCell(let line, let column):
      "\(path), line \(line), column \(column): the cell is empty."
    case .cellIsText(let text, let line, let column):
      "\(path), line \(line), column \(column): `\(Self.short(text))` is no number."
    case .cellNotFinite(let text, let line, let column):
      "\(path), line \(line), column \(column): `\(Self.short(text))` is no number to compute with."
    case .mixedTargets(let text, let line, let column):
      "\(path), line \(line), column \(column): `\(Self.short(text))` is no number, as others in "
        + "this column are."
    case .oneClass(let name, let column):
      "\(path), column \(column): every case is `\(Self.short(name))`, so there is nothing to learn."
    case .tooManyClasses(let count, let column):
      "\(path), column \(column): \(count) different texts are too many to be classes."
    case .noColumn(let name, _): "\(path) has no column \(name)."
    case .truncated(let offset, let needed):
      "\(path) ends at byte \(offset); its header tells of \(needed) bytes."
    case .goesOn(let offset):
      "\(path) goes on behind byte \(offset), where it should end by its header."
    case .noElements(let extents):
      "\(path) holds nothing: its extents are "
        + "\(extents.map { String($0) }.joined(separator: " × "))."
    case .elementType(let code):
      "\(path), byte 2: the elements are \(Self.typeName(code)), not unsigned bytes."
    case .dimensions(let count):
      "\(path), byte 3: \(count) dimensions are not read: labels have 1, images 3."
    case .labelsFirst: "\(path) holds labels, where the inputs should be."
    case .version(let major, let minor):
      "\(path), byte 6: the version \(major).\(minor) of NPY is not known."
    case .header(let what, let offset): "\(path), byte \(offset): the header \(what)."
    case .arrayType(let type): "\(path): elements of the type \(type) are not read."
    case .notFinite(let value, let what, let number, let position):
      "\(path), case \(number), \(what) \(position): \(value.isNaN ? "NaN" : "an infinite number") "
        + "is nothing to compute with."
    }
  }

  /// What to try.
  fileprivate var suggestion: String? {
    switch self {
    case .system(ENOENT): "Is the name spelled as it is on disk?"
    case .system(EACCES): "Check its permissions."
    case .isFolder: "Name a file in it."
    case .damaged: "Fetch or make it anew."
    case .isArchive: "Save one array to a .npy file: numpy.save(\"x.npy\", x)."
    case .targetsMissing: "Name the file of the targets behind it."
    case .tableOfTwo: "Name it alone."
    case .tooLarge: "Use fewer cases. If it should be smaller, the header is damaged."
    case .notText: "Save it as UTF-8."
    case .oneColumn: "The cells of a row stand apart by a comma, a semicolon or a tab."
    case .cellCount: "Is a cell missing, or a comma too many? A text with commas stands in quotes."
    case .openQuote: "Close it, or write two quotation marks for one in a text."
    case .behindQuote: "Write two quotation marks for one in a text."
    case .emptyCell, .cellNotFinite: "Give it a value, or leave the line out."
    case .cellIsText(let text, _, _):
      Self.hasDecimalComma(text)
        ? "Numbers are written with a point: \(text.replacing(",", with: "."))."
        : "Only the target's column, usually the last, may hold texts."
    case .mixedTargets: "The targets are all numbers, or all names of classes."
    case .tooManyClasses: "The last column is the target. Is it the right one?"
    case .noColumn(_, let names):
      names.isEmpty
        ? "Its first line names no columns." : "There are \(names.joined(separator: ", "))."
    case .truncated, .goesOn: "Was it copied whole?"
    case .elementType, .arrayType: "Save it as bytes or float64: numpy.save(\"x.npy\", x)."
    case .labelsFirst: "Name the inputs first, then the targets."
    case .otherThanNamed: "Is it what its name says?"
    case .header: "Make it anew by numpy.save."
    case .notFinite: "Replace it, or leave the case out."
    case .system, .empty, .noCases, .oneClass, .noElements, .dimensions, .version: nil
    }
  }

  private static func hasDecimalComma(_ text: String) -> Bool {
    text.contains(",") && Decimal.value(of: Array(text.replacing(",", with: ".").utf8)) != nil
  }

  private static func short(_ text: String) -> String {
    text.count > 40 ? text.prefix(40) + "…" : text
  }

  /// What an IDX type code means.
  private static func typeName(_ code: UInt8) -> String {
    switch code {
    case 0x09: "signed bytes"
    case 0x0B: "whole numbers of 2 bytes"
    case 0x0C: "whole numbers of 4 bytes"
    case 0x0D: "float32"
    case 0x0E: "float64"
    default: "of the unknown type \(code)"
    }
  }
}
