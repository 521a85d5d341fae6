/// The native stack, which deep recursion in a program must not overflow.
enum Stack {
  /// What a thread that nothing is known of surely has, less a reserve.
  static var usualBytes: UInt {
    #if os(Linux)
    4 << 20
    #else
    384 << 10
    #endif
  }

  /// An address on the present thread's stack.
  static var here: UInt {
    var marker: UInt8 = 0
    return withUnsafeMutablePointer(to: &marker) { UInt(bitPattern: $0) }
  }

  /// Whether more than so many bytes lie between an address higher up and here.
  static func isUsed(_ bytes: UInt, from top: UInt) -> Bool {
    let now = here
    return top > now && top - now > bytes
  }
}
