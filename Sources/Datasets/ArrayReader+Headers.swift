extension ArrayReader {
  /// Whether a file begins as an IDX file does: two zeros, a type, the number of dimensions.
  static func isIDX(_ start: [UInt8]) -> Bool {
    start.count >= 4 && start[0] == 0 && start[1] == 0
      && [0x08, 0x09, 0x0B, 0x0C, 0x0D, 0x0E].contains(start[2])
  }

  /// Reads the header of an IDX file: the magic number, then the extents, big-endian.
  ///
  /// Source: LeCun, Cortes and Burges, The MNIST database of handwritten digits, "File formats".
  static func idx(_ source: ByteSource) throws(DatasetError) -> ArrayReader {
    let magic = try source.bytes(4)
    guard isIDX(magic) else { throw source.problem(.otherThanNamed("an IDX file")) }
    guard magic[2] == 0x08 else { throw source.problem(.elementType(magic[2])) }
    let rank = Int(magic[3])
    guard (1...4).contains(rank) else { throw source.problem(.dimensions(rank)) }
    let sizes = try source.bytes(4 * rank, of: 4 + 4 * rank)
    let extents = (0..<rank).map { index in
      sizes[(4 * index)..<(4 * index + 4)].reduce(0) { $0 << 8 | Int($1) }
    }
    var reader = try ArrayReader(
      source,
      extents: extents,
      element: .uint8,
      holdsLabels: rank == 1
    )
    reader.headerSize = source.offset
    return reader
  }

  /// Whether a file begins as an NPY file does.
  static func isNPY(_ start: [UInt8]) -> Bool {
    start.starts(with: [0x93] + Array("NUMPY".utf8))
  }

  /// Reads the header of an NPY file: the magic number, the version, and a Python dictionary.
  ///
  /// Source: NumPy, numpy.lib.format, versions 1.0 to 3.0.
  static func npy(_ source: ByteSource) throws(DatasetError) -> ArrayReader {
    let magic = try source.bytes(8)
    guard isNPY(magic) else { throw source.problem(.otherThanNamed("an NPY file")) }
    let version = (Int(magic[6]), Int(magic[7]))
    guard (1...3).contains(version.0), version.1 == 0 else {
      throw source.problem(.version(version.0, version.1))
    }
    let sizeBytes = try source.bytes(version.0 == 1 ? 2 : 4)
    let size = sizeBytes.reversed().reduce(0) { $0 << 8 | Int($1) }
    let start = source.offset
    guard size <= 1 << 20 else {
      throw source.problem(.header("would have \(size) bytes", offset: 8))
    }
    let text = try source.bytes(size, of: start + size)
    var header = NPYHeader(text, start: start)
    do throws(NPYHeader.Mistake) {
      try header.read()
    } catch {
      throw source.problem(.header(error.what, offset: error.offset))
    }
    guard let (element, isLabel) = NPYHeader.element(header.type) else {
      throw source.problem(.arrayType(header.type))
    }
    var reader = try ArrayReader(
      source,
      extents: header.extents,
      element: element,
      isFortran: header.isFortran,
      holdsLabels: isLabel
    )
    reader.headerSize = source.offset
    return reader
  }
}

/// The dictionary at the start of an NPY file:
/// `{'descr': '<f8', 'fortran_order': False, 'shape': (60000, 784), }`.
struct NPYHeader {
  /// What is not understood, and at which byte of the file.
  struct Mistake: Error {
    /// What is wrong: the words behind "the header".
    var what: String
    /// The byte.
    var offset: Int
  }

  private(set) var type = ""
  private(set) var isFortran = false
  private(set) var extents: [Int] = []

  private let text: [UInt8]
  private let start: Int
  private var position = 0

  init(_ text: [UInt8], start: Int) {
    self.text = text
    self.start = start
  }

  /// How elements of a type are stored, and whether they are labels if they are whole numbers.
  static func element(_ type: String) -> (ArrayReader.Element, isLabel: Bool)? {
    switch type {
    case "|b1", "<b1", "|u1", "<u1", "u1": (.uint8, true)
    case "|i1", "<i1", "i1": (.int8, true)
    case "<u2": (.uint16, true)
    case "<i2": (.int16, true)
    case "<u4": (.uint32, true)
    case "<i4": (.int32, true)
    case "<u8": (.uint64, true)
    case "<i8": (.int64, true)
    case "<f4": (.float32, false)
    case "<f8": (.float64, false)
    default: nil
    }
  }

  /// Reads all of it.
  mutating func read() throws(Mistake) {
    var keys: Set<String> = []
    try expect("{")
    while !(try take("}")) {
      let key = try string()
      guard keys.insert(key).inserted else { throw mistake("has \(key) twice") }
      try expect(":")
      switch key {
      case "descr":
        skipBlanks()
        guard position < text.count, text[position] == 0x27 || text[position] == 0x22 else {
          throw mistake("tells of elements with several fields")
        }
        type = try string()
      case "fortran_order":
        if try take("True") {
          isFortran = true
        } else {
          try expect("False")
        }
      case "shape": try readExtents()
      default: throw mistake("has the unknown key \(key)")
      }
      if !(try take(",")) {
        try expect("}")
        break
      }
    }
    for key in ["descr", "fortran_order", "shape"] where !keys.contains(key) {
      throw mistake("has no \(key)")
    }
  }

  private mutating func readExtents() throws(Mistake) {
    try expect("(")
    while !(try take(")")) {
      skipBlanks()
      let digits = text[position...].prefix { (0x30...0x39).contains($0) }
      guard let extent = Int(String(decoding: digits, as: UTF8.self)) else {
        throw mistake("has an extent that is no whole number")
      }
      position += digits.count
      extents.append(extent)
      if !(try take(",")) {
        try expect(")")
        break
      }
    }
  }

  private mutating func string() throws(Mistake) -> String {
    skipBlanks()
    guard position < text.count, text[position] == 0x27 || text[position] == 0x22,
      let end = text[(position + 1)...].firstIndex(of: text[position])
    else { throw mistake("has no text where one is needed") }
    let word = String(decoding: text[(position + 1)..<end], as: UTF8.self)
    position = end + 1
    return word
  }

  private mutating func take(_ word: String) throws(Mistake) -> Bool {
    skipBlanks()
    guard text[position...].starts(with: word.utf8) else {
      if position == text.count { throw mistake("is cut off") }
      return false
    }
    position += word.utf8.count
    return true
  }

  private mutating func expect(_ word: String) throws(Mistake) {
    guard try take(word) else { throw mistake("has no `\(word)` here") }
  }

  private mutating func skipBlanks() {
    while position < text.count, [0x20, 0x0A, 0x09, 0x0D].contains(text[position]) { position += 1 }
  }

  private func mistake(_ what: String) -> Mistake {
    Mistake(what: what, offset: start + position)
  }
}
