/// Scalar operations in a compact layout: what was computed, and the slope to each operand.
///
/// The log's layout for numbers alone. An entry takes 24 bytes: the places of at most two operands
/// and the local derivatives by them; the value stands beside it. One walk from the result back
/// gives the derivative by every entry, by the chain rule (eindhoven, "The back propagation
/// algorithm"). What each operation computes, and its slopes, are those of `Operations`.
///
/// A struct that cannot be copied, on raw memory: it owns the memory, and unlike a class's its
/// fields need no check at run time that nobody else is changing them, which takes longer than
/// the work itself.
@usableFromInline
package struct Tape: ~Copyable {
  /// The place of a number on the tape.
  @usableFromInline
  package struct Node: Hashable, Sendable {
    @usableFromInline let place: Int32

    @inlinable
    init(_ place: Int32) { self.place = place }
  }

  /// Where a number comes from; an operand that is missing has the place −1.
  @usableFromInline
  struct Edges {
    @usableFromInline var first: Int32
    @usableFromInline var second: Int32
    @usableFromInline var slopeByFirst: Double
    @usableFromInline var slopeBySecond: Double

    @inlinable
    init(first: Int32, second: Int32, slopeByFirst: Double, slopeBySecond: Double) {
      self.first = first
      self.second = second
      self.slopeByFirst = slopeByFirst
      self.slopeBySecond = slopeBySecond
    }
  }

  @usableFromInline var edges: UnsafeMutablePointer<Edges>
  @usableFromInline var values: UnsafeMutablePointer<Double>
  @usableFromInline var adjoints: UnsafeMutablePointer<Double>
  @usableFromInline var capacity: Int

  @usableFromInline var filled = 0

  /// The number of numbers on the tape.
  package var count: Int { @inlinable get { filled } }

  /// Makes an empty tape with room for a number of entries; it grows by doubling.
  package init(capacity: Int = 64) {
    precondition(capacity >= 0, "A tape has room for no fewer than no entries.")
    self.capacity = max(capacity, 1)
    edges = .allocate(capacity: self.capacity)
    values = .allocate(capacity: self.capacity)
    adjoints = .allocate(capacity: self.capacity)
  }

  deinit {
    edges.deallocate()
    values.deallocate()
    adjoints.deallocate()
  }

  // MARK: Recording

  /// Appends a value that depends on nothing: a parameter, an input.
  @inlinable
  package mutating func variable(_ value: Double) -> Node {
    append(value, Edges(first: -1, second: -1, slopeByFirst: 0, slopeBySecond: 0))
  }

  /// Appends a value with its slope by one operand.
  @inlinable
  package mutating func append(_ value: Double, by operand: Node, slope: Double) -> Node {
    append(
      value,
      Edges(first: operand.place, second: -1, slopeByFirst: slope, slopeBySecond: 0)
    )
  }

  /// Appends a value with its slopes by two operands.
  @inlinable
  package mutating func append(
    _ value: Double,
    by first: Node,
    slope slopeByFirst: Double,
    and second: Node,
    slope slopeBySecond: Double
  ) -> Node {
    append(
      value,
      Edges(
        first: first.place,
        second: second.place,
        slopeByFirst: slopeByFirst,
        slopeBySecond: slopeBySecond
      )
    )
  }

  @inlinable
  mutating func append(_ value: Double, _ entry: Edges) -> Node {
    if filled == capacity { grow() }
    edges[filled] = entry
    values[filled] = value
    defer { filled &+= 1 }
    return Node(Int32(truncatingIfNeeded: filled))
  }

  @usableFromInline
  mutating func grow() {
    precondition(capacity <= Int(Int32.max) / 2, "A tape holds at most 2³¹ numbers.")
    edges = Self.moved(edges, count, to: 2 * capacity)
    values = Self.moved(values, count, to: 2 * capacity)
    // Adjoints are of the last walk, and written anew by each.
    adjoints = Self.moved(adjoints, 0, to: 2 * capacity)
    capacity *= 2
  }

  private static func moved<Element>(
    _ old: UnsafeMutablePointer<Element>,
    _ count: Int,
    to capacity: Int
  ) -> UnsafeMutablePointer<Element> {
    let new = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    new.moveInitialize(from: old, count: count)
    old.deallocate()
    return new
  }

  // MARK: Reading

  /// The value at a place.
  @inlinable
  package func value(of node: Node) -> Double { values[Int(node.place)] }

  /// ∂(result)/∂(node), after `backward(from:)`; the node is not newer than the result.
  @inlinable
  package func adjoint(of node: Node) -> Double { adjoints[Int(node.place)] }

  /// The entry at a place, counted from 0 in the order of recording.
  @inlinable
  package func node(at place: Int) -> Node {
    precondition(place >= 0 && place < filled, "An entry is on the tape.")
    return Node(Int32(truncatingIfNeeded: place))
  }

  /// Changes a value on which nothing depends any more, as an update of a parameter does.
  @inlinable
  package mutating func set(_ node: Node, to value: Double) { values[Int(node.place)] = value }

  /// Takes everything back that was recorded after a number of entries; the memory is kept.
  @inlinable
  package mutating func rewind(to count: Int) {
    if count >= 0, count < filled { filled = count }
  }

  // MARK: Backward

  /// Walks from a result to the start of the tape, and so finds the derivative by every entry.
  ///
  /// For y = f(u, v) with adjoint ȳ: ū += ȳ ∂y/∂u, v̄ += ȳ ∂y/∂v, newest entries first, so that
  /// ȳ is finished when it is handed on. Linear in the length of the tape.
  package mutating func backward(from result: Node, seed: Double = 1) {
    // −0 is the number that changes none it is added to, not even −0.
    adjoints.initialize(repeating: -0.0, count: Int(result.place) + 1)
    adjoints[Int(result.place)] = seed
    let (edges, adjoints) = (edges, adjoints)
    var place = Int(result.place)
    while place >= 0 {
      let entry = edges[place]
      let adjoint = adjoints[place]
      if entry.first >= 0 { adjoints[Int(entry.first)] += adjoint * entry.slopeByFirst }
      if entry.second >= 0 { adjoints[Int(entry.second)] += adjoint * entry.slopeBySecond }
      place &-= 1
    }
  }
}
