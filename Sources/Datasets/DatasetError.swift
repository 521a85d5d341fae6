/// What can be wrong with the data that is asked for, or with a file that should hold data.
package enum DatasetError: Error, Equatable, Sendable {
  // MARK: What is asked for

  /// No data set has this name.
  case unknownName(String, known: [String])
  /// A name that gradus's own data have already.
  case nameTaken(String)
  /// A name that cannot be typed easily.
  case badName(String)
  /// Scatter that is negative or no number.
  case noise(Double)
  /// A number of classes that the data cannot have.
  case classCount(Int, String)
  /// Fewer cases than the data need.
  case tooFewCases(Int, least: Int, String)
  /// More elements than are held.
  case tooManyElements(Int)

  // MARK: Splits

  /// A split into one part, or into more than three.
  case shareCount(Int)
  /// A share that is no part of a whole.
  case share(Double)
  /// Shares that do not make a whole.
  case shareSum(Double)
  /// A part that would have no case.
  case emptyPart(String, share: Double, cases: Int)
  /// A split by classes of data that have none.
  case noClasses

  // MARK: Files

  /// No file, or more than two.
  case fileCount(Int)
  /// Something about one file.
  case file(String, FileProblem)
  /// As many inputs as targets are needed.
  case countsDiffer(inputs: String, Int, targets: String, Int)
}

/// What can be wrong with a file of data.
package enum FileProblem: Equatable, Sendable {
  /// It cannot be opened or read: the system's own error number.
  case system(Int32)
  /// It is a folder.
  case isFolder
  /// It holds nothing.
  case empty
  /// Compressed data that are damaged; what zlib says, at a byte of the contents.
  case damaged(String, offset: Int)
  /// An archive of several arrays.
  case isArchive
  /// Its name promises a format, and it begins otherwise.
  case otherThanNamed(String)
  /// An array of inputs alone: the targets' file is missing.
  case targetsMissing(String)
  /// A table, which holds inputs and targets, beside another file.
  case tableOfTwo
  /// More elements than are held.
  case tooLarge(cases: Int, features: Int)

  // Tables

  /// Lines are there, but no case.
  case noCases
  /// It has bytes that are no text.
  case notText(line: Int)
  /// A single column: inputs and targets need two.
  case oneColumn(line: Int)
  /// A row with more or fewer cells than the first.
  case cellCount(line: Int, Int, expected: Int)
  /// A quotation mark is never closed.
  case openQuote(line: Int, column: Int)
  /// Something stands behind a closing quotation mark.
  case behindQuote(line: Int, column: Int)
  /// A cell is empty.
  case emptyCell(line: Int, column: Int)
  /// A cell holds a text where numbers are needed.
  case cellIsText(String, line: Int, column: Int)
  /// A cell holds NaN or infinity.
  case cellNotFinite(String, line: Int, column: Int)
  /// The targets' column has numbers and texts.
  case mixedTargets(String, line: Int, column: Int)
  /// All cases belong to one class.
  case oneClass(String, column: Int)
  /// So many different texts are no classes.
  case tooManyClasses(Int, column: Int)
  /// No column has the name that the target should have.
  case noColumn(String, [String])

  // Arrays

  /// It ends too early.
  case truncated(offset: Int, needed: Int)
  /// It goes on behind what its header tells of.
  case goesOn(offset: Int)
  /// An extent is 0.
  case noElements([Int])
  /// IDX elements other than unsigned bytes.
  case elementType(UInt8)
  /// IDX with another number of dimensions than anything has.
  case dimensions(Int)
  /// Labels where images are needed.
  case labelsFirst
  /// An NPY version that is not known.
  case version(Int, Int)
  /// An NPY header that is not understood, at a byte.
  case header(String, offset: Int)
  /// NPY elements of a type that is not read.
  case arrayType(String)
  /// NaN or infinity, in a case and a feature, both counted from 1.
  case notFinite(Double, oneOf: String, Int, position: Int)
}
