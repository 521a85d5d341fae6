/// An array as a file holds it, told by its header: what follows is read case by case.
struct ArrayReader {
  /// How an element is stored.
  enum Element {
    case uint8, int8, uint16, int16, uint32, int32, uint64, int64, float32, float64

    /// The bytes it takes.
    var size: Int {
      switch self {
      case .uint8, .int8: 1
      case .uint16, .int16: 2
      case .uint32, .int32, .float32: 4
      case .uint64, .int64, .float64: 8
      }
    }

    /// Whether it is a whole number.
    var isWhole: Bool {
      switch self {
      case .float32, .float64: false
      default: true
      }
    }
  }

  /// The extents: cases first.
  let extents: [Int]
  /// How elements are stored.
  let element: Element
  /// Whether the first index runs fastest (Fortran's order) and not the last.
  let isFortran: Bool
  /// Whether the file says that elements are labels, and not values.
  let holdsLabels: Bool

  /// The number of cases.
  var cases: Int { extents.first ?? 1 }

  /// The elements of a case.
  var features: Int { extents.dropFirst().reduce(1, *) }

  /// Makes a reader; extents that are too many to be held, or none, are refused.
  init(
    _ source: ByteSource,
    extents: [Int],
    element: Element,
    isFortran: Bool = false,
    holdsLabels: Bool = false
  ) throws(DatasetError) {
    if extents.contains(0) { throw source.problem(.noElements(extents)) }
    var features = 1
    for extent in extents.dropFirst() {
      let (product, overflow) = features.multipliedReportingOverflow(by: extent)
      features = overflow ? Int.max : product
    }
    let cases = extents.first ?? 1
    if features > Dataset.mostElements / cases {
      throw source.problem(.tooLarge(cases: cases, features: features))
    }
    self.extents = extents
    self.element = element
    self.isFortran = isFortran
    self.holdsLabels = holdsLabels
  }

  /// Reads the elements to the end of the file: feature by feature, those of all cases.
  ///
  /// - Parameters:
  ///   - source: The file, behind its header.
  ///   - what: What messages call a feature.
  /// - Returns: The elements of a features × cases matrix, row by row; all are finite.
  /// - Throws: `DatasetError`, where the file ends early or late, or an element is not finite.
  func elements(_ source: ByteSource, _ what: String) throws(DatasetError) -> [Double] {
    let elements =
      switch element {
      case .uint8: try read(source) { (value: UInt8) in Double(value) }
      case .int8: try read(source) { (value: Int8) in Double(value) }
      case .uint16: try read(source) { (value: UInt16) in Double(UInt16(littleEndian: value)) }
      case .int16: try read(source) { (value: Int16) in Double(Int16(littleEndian: value)) }
      case .uint32: try read(source) { (value: UInt32) in Double(UInt32(littleEndian: value)) }
      case .int32: try read(source) { (value: Int32) in Double(Int32(littleEndian: value)) }
      case .uint64: try read(source) { (value: UInt64) in Double(UInt64(littleEndian: value)) }
      case .int64: try read(source) { (value: Int64) in Double(Int64(littleEndian: value)) }
      case .float32:
        try read(source) { (bits: UInt32) in
          Double(Float(bitPattern: UInt32(littleEndian: bits)))
        }
      case .float64:
        try read(source) { (bits: UInt64) in Double(bitPattern: UInt64(littleEndian: bits)) }
      }
    if !element.isWhole, let place = elements.firstIndex(where: { !$0.isFinite }) {
      throw source.problem(
        .notFinite(
          elements[place],
          oneOf: what,
          place % cases + 1,
          position: place / cases + 1
        )
      )
    }
    guard try source.isAtEnd() else { throw source.problem(.goesOn(offset: source.offset)) }
    return elements
  }

  @inline(__always)
  private func read<Stored: BitwiseCopyable>(
    _ source: ByteSource,
    _ convert: (Stored) -> Double
  ) throws(DatasetError) -> [Double] {
    let count = cases * features
    var failure: DatasetError?
    let elements = [Double](unsafeUninitializedCapacity: count) { result, initialized in
      do throws(DatasetError) {
        if isFortran {
          try readRows(source, into: result, convert)
        } else {
          try readColumns(source, into: result, convert)
        }
        initialized = count
      } catch {
        failure = error
        initialized = 0
      }
    }
    if let failure { throw failure }
    return elements
  }

  /// Cases one after the other: block by block, each turned over within the processor's cache.
  @inline(__always)
  private func readColumns<Stored: BitwiseCopyable>(
    _ source: ByteSource,
    into result: UnsafeMutableBufferPointer<Double>,
    _ convert: (Stored) -> Double
  ) throws(DatasetError) {
    let (cases, features) = (cases, features)
    let caseBytes = features * MemoryLayout<Stored>.size
    let block = max(1, min(cases, Self.blockBytes / caseBytes))
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: block * caseBytes, alignment: 64)
    defer { buffer.deallocate() }
    let stored = buffer.bindMemory(to: Stored.self)
    var start = 0
    while start < cases {
      let count = min(block, cases - start)
      let wanted = UnsafeMutableRawBufferPointer(rebasing: buffer[..<(count * caseBytes)])
      try fill(wanted, source)
      for feature in 0..<features {
        let row = feature * cases + start
        for index in 0..<count {
          result[row + index] = convert(stored[index * features + feature])
        }
      }
      start += count
    }
  }

  /// Features one after the other, as the matrix has them; several extents of a case are in C's
  /// order there.
  @inline(__always)
  private func readRows<Stored: BitwiseCopyable>(
    _ source: ByteSource,
    into result: UnsafeMutableBufferPointer<Double>,
    _ convert: (Stored) -> Double
  ) throws(DatasetError) {
    let (cases, features) = (cases, features)
    let size = MemoryLayout<Stored>.size
    let block = max(1, min(cases, Self.blockBytes / size))
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: block * size, alignment: 64)
    defer { buffer.deallocate() }
    let stored = buffer.bindMemory(to: Stored.self)
    for read in 0..<features {
      let row = place(of: read) * cases
      var start = 0
      while start < cases {
        let count = min(block, cases - start)
        try fill(UnsafeMutableRawBufferPointer(rebasing: buffer[..<(count * size)]), source)
        for index in 0..<count { result[row + start + index] = convert(stored[index]) }
        start += count
      }
    }
  }

  private func fill(
    _ buffer: UnsafeMutableRawBufferPointer,
    _ source: ByteSource
  ) throws(DatasetError) {
    if try source.read(into: buffer) < buffer.count {
      let whole = headerSize + cases * features * element.size
      throw source.problem(.truncated(offset: source.offset, needed: whole))
    }
  }

  /// Where the elements begin.
  var headerSize = 0

  /// The place in C's order of a case's element that stands at a place in Fortran's.
  private func place(of position: Int) -> Int {
    var rest = position
    var place = 0
    var stride = features
    for extent in extents.dropFirst() {
      stride /= extent
      place += rest % extent * stride
      rest /= extent
    }
    return place
  }

  /// The bytes read at once.
  private static let blockBytes = 1 << 18
}
