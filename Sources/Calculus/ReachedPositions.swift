/// The positions that a walk reaches, newest first; a bit for each, since they lie close together.
struct ReachedPositions {
  private let newest: Int32
  private var words: [UInt64] = []
  /// The number of positions reached before each word.
  private var before: [Int32] = []

  /// Makes the set of no positions, none of which will be newer than the one given.
  init(newest: Int32) { self.newest = newest }

  /// Adds a position.
  mutating func insert(_ position: Int32) {
    let bit = Int(newest - position)
    while words.count <= bit / 64 { words.append(0) }
    words[bit / 64] |= 1 << UInt64(bit % 64)
  }

  /// Whether a position was reached.
  func contains(_ position: Int32) -> Bool {
    guard position >= 0, position <= newest else { return false }
    let bit = Int(newest - position)
    return bit / 64 < words.count && words[bit / 64] & (1 << UInt64(bit % 64)) != 0
  }

  /// Ends the adding, and lists the positions, newest first.
  mutating func list() -> [Int32] {
    var positions: [Int32] = []
    before.reserveCapacity(words.count)
    for (index, word) in words.enumerated() {
      before.append(Int32(positions.count))
      var rest = word
      while rest != 0 {
        positions.append(newest - Int32(64 * index + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
    return positions
  }

  /// Where a position stands in the list; nil where it was not reached.
  func place(of position: Int32) -> Int? {
    guard contains(position) else { return nil }
    let bit = Int(newest - position)
    let newer = words[bit / 64] & ((1 << UInt64(bit % 64)) - 1)
    return Int(before[bit / 64]) + newer.nonzeroBitCount
  }
}
