// One source, built for three kinds of processor: see Package.swift. Code from here that another
// module could take for its own would run on processors that lack the instructions. So there are
// pointers and fixed vectors only: no array, no closure, nothing generic that is not inlined.

#if KERNELS_AVX512
/// What one register holds.
typealias Vector = SIMD8<Double>
/// The bits of a vector's elements.
typealias Bits = SIMD8<UInt64>
#elseif KERNELS_AVX2
/// What one register holds.
typealias Vector = SIMD4<Double>
/// The bits of a vector's elements.
typealias Bits = SIMD4<UInt64>
#else
/// What one register holds.
typealias Vector = SIMD2<Double>
/// The bits of a vector's elements.
typealias Bits = SIMD2<UInt64>
#endif

/// The number of elements in one register.
package var lanes: Int {
  @inline(__always) get {
    #if KERNELS_AVX512
    8
    #elseif KERNELS_AVX2
    4
    #else
    2
    #endif
  }
}

@inline(__always)
func load(_ elements: UnsafePointer<Double>) -> Vector {
  UnsafeRawPointer(elements).loadUnaligned(as: Vector.self)
}

@inline(__always)
func load(_ elements: UnsafeMutablePointer<Double>) -> Vector {
  UnsafeRawPointer(elements).loadUnaligned(as: Vector.self)
}

@inline(__always)
func store(_ vector: Vector, _ elements: UnsafeMutablePointer<Double>) {
  UnsafeMutableRawPointer(elements).storeBytes(of: vector, as: Vector.self)
}

/// The first `count` elements, and ones.
@inline(never)
func loadPart(_ elements: UnsafePointer<Double>, _ count: Int) -> Vector {
  var vector = Vector(repeating: 1)
  var lane = 0
  while lane < count {
    vector[lane] = elements[lane]
    lane &+= 1
  }
  return vector
}

@inline(never)
func storePart(_ vector: Vector, _ elements: UnsafeMutablePointer<Double>, _ count: Int) {
  var lane = 0
  while lane < count {
    elements[lane] = vector[lane]
    lane &+= 1
  }
}

/// Loads `count` elements, where that is known to be a whole vector without a branch.
@inline(__always)
func load(_ elements: UnsafePointer<Double>, _ count: Int) -> Vector {
  count == lanes ? load(elements) : loadPart(elements, count)
}

/// Loads `count` elements, where that is known to be a whole vector without a branch.
@inline(__always)
func load(_ elements: UnsafeMutablePointer<Double>, _ count: Int) -> Vector {
  count == lanes ? load(elements) : loadPart(elements, count)
}

/// Stores `count` elements, where that is known to be a whole vector without a branch.
@inline(__always)
func store(_ vector: Vector, _ elements: UnsafeMutablePointer<Double>, _ count: Int) {
  if count == lanes { store(vector, elements) } else { storePart(vector, elements, count) }
}

// Without an instruction for it, addingProduct calls a function for each element.

/// sum + a b, rounded once where the processor can.
@inline(__always)
func adding(_ sum: Vector, _ a: Vector, _ b: Vector) -> Vector {
  #if KERNELS_AVX512 || KERNELS_AVX2 || !arch(x86_64)
  sum.addingProduct(a, b)
  #else
  sum + a * b
  #endif
}

/// sum + a b, rounded once where the processor can.
@inline(__always)
func adding(_ sum: Double, _ a: Double, _ b: Double) -> Double {
  #if KERNELS_AVX512 || KERNELS_AVX2 || !arch(x86_64)
  sum.addingProduct(a, b)
  #else
  sum + a * b
  #endif
}

@inline(__always)
func bits(_ vector: Vector) -> Bits { unsafeBitCast(vector, to: Bits.self) }

@inline(__always)
func vector(_ bits: Bits) -> Vector { unsafeBitCast(bits, to: Vector.self) }
