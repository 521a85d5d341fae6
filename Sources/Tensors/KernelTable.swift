import KernelsBaseline

#if arch(x86_64)
import KernelsAVX2
import KernelsAVX512
#endif

typealias Source = UnsafePointer<Double>
typealias Target = UnsafeMutablePointer<Double>

/// The functions of one instruction set, without context: copying them counts no references.
struct KernelTable: Sendable {
  typealias Elementwise = @convention(c) (Source, Target, Int) -> Void

  /// For most products.
  var wide: ProductKernels
  /// For products of nine to twelve columns.
  var thin: ProductKernels
  /// For products of at most four columns.
  var narrow: ProductKernels
  var exponentials: Elementwise
  var logarithms: Elementwise
  var hyperbolicTangents: Elementwise
  var sigmoids: Elementwise
  var sigmoidSlopes: Elementwise
  var tanhSlopes: Elementwise
  var addScaled: @convention(c) (Double, Source, Target, Int) -> Void
  var addRow: @convention(c) (Source, Target, Int, Int, Int) -> Void
  var sumRows: @convention(c) (Source, Int, Int, Int, Double, Double, Target) -> Void
  var softmaxRows: @convention(c) (Source, Int, Target, Int, Int, Int) -> Void
  var momentum: @convention(c) (Double, Double, Double, Source, Target, Target, Int) -> Void
  var adam:
    @convention(c) (
      Double, Double, Double, Double, Double, Double, Double, Source, Target, Target, Target, Int
    ) -> Void
}

/// The functions that a matrix product is put together from, and the tiles they work in.
struct ProductKernels: Sendable {
  /// The elements of one vector.
  var lanes: Int
  /// The rows of a group that a tile takes at once.
  var tileRows: Int
  /// The same in a panel of three vectors.
  var lowTileRows: Int
  /// The columns of a panel.
  var tileColumns: Int
  var pack: @convention(c) (Source, Int, Int, Int, Int, Int, Target) -> Void
  var multiplyPanel:
    @convention(c) (
      Int, Int, Int, Source, Int, Int, Int, Source, Int, Source, Target, Int
    ) -> Void
  var multiplySmall:
    @convention(c) (
      Int, Int, Int, Source, Int, Int, Source, Int, Int, Double, Double, Target, Int
    ) -> Void
}

extension KernelTable {
  static let baseline = KernelTable(
    wide: .baseline,
    thin: .baseline,
    narrow: .baseline,
    exponentials: { KernelsBaseline.exponentials($0, $1, $2) },
    logarithms: { KernelsBaseline.logarithms($0, $1, $2) },
    hyperbolicTangents: { KernelsBaseline.hyperbolicTangents($0, $1, $2) },
    sigmoids: { KernelsBaseline.sigmoids($0, $1, $2) },
    sigmoidSlopes: { KernelsBaseline.sigmoidSlopes($0, $1, $2) },
    tanhSlopes: { KernelsBaseline.tanhSlopes($0, $1, $2) },
    addScaled: { KernelsBaseline.addScaled($0, $1, $2, $3) },
    addRow: { KernelsBaseline.addRow($0, $1, $2, $3, $4) },
    sumRows: { KernelsBaseline.sumRows($0, $1, $2, $3, $4, $5, $6) },
    softmaxRows: { KernelsBaseline.softmaxRows($0, $1, $2, $3, $4, $5) },
    momentum: { KernelsBaseline.momentumUpdate($0, $1, $2, $3, $4, $5, $6) },
    adam: { KernelsBaseline.adamUpdate($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) }
  )
}

extension ProductKernels {
  static let baseline = ProductKernels(
    lanes: KernelsBaseline.lanes,
    tileRows: KernelsBaseline.tileRows,
    lowTileRows: KernelsBaseline.lowTileRows,
    tileColumns: KernelsBaseline.tileColumns,
    pack: { KernelsBaseline.pack($0, $1, $2, $3, $4, $5, $6) },
    multiplyPanel: {
      KernelsBaseline.multiplyPanel($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    },
    multiplySmall: {
      KernelsBaseline.multiplySmall($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
    }
  )
}

#if arch(x86_64)
extension KernelTable {
  static let avx2 = KernelTable(
    wide: .avx2,
    thin: .thin,
    narrow: .avx2,
    exponentials: { KernelsAVX2.exponentials($0, $1, $2) },
    logarithms: { KernelsAVX2.logarithms($0, $1, $2) },
    hyperbolicTangents: { KernelsAVX2.hyperbolicTangents($0, $1, $2) },
    sigmoids: { KernelsAVX2.sigmoids($0, $1, $2) },
    sigmoidSlopes: { KernelsAVX2.sigmoidSlopes($0, $1, $2) },
    tanhSlopes: { KernelsAVX2.tanhSlopes($0, $1, $2) },
    addScaled: { KernelsAVX2.addScaled($0, $1, $2, $3) },
    addRow: { KernelsAVX2.addRow($0, $1, $2, $3, $4) },
    sumRows: { KernelsAVX2.sumRows($0, $1, $2, $3, $4, $5, $6) },
    softmaxRows: { KernelsAVX2.softmaxRows($0, $1, $2, $3, $4, $5) },
    momentum: { KernelsAVX2.momentumUpdate($0, $1, $2, $3, $4, $5, $6) },
    adam: { KernelsAVX2.adamUpdate($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) }
  )

  static let avx512 = KernelTable(
    wide: .avx512,
    thin: .thin,
    narrow: .avx2,
    exponentials: { KernelsAVX512.exponentials($0, $1, $2) },
    logarithms: { KernelsAVX512.logarithms($0, $1, $2) },
    hyperbolicTangents: { KernelsAVX512.hyperbolicTangents($0, $1, $2) },
    sigmoids: { KernelsAVX512.sigmoids($0, $1, $2) },
    sigmoidSlopes: { KernelsAVX512.sigmoidSlopes($0, $1, $2) },
    tanhSlopes: { KernelsAVX512.tanhSlopes($0, $1, $2) },
    addScaled: { KernelsAVX512.addScaled($0, $1, $2, $3) },
    addRow: { KernelsAVX512.addRow($0, $1, $2, $3, $4) },
    sumRows: { KernelsAVX512.sumRows($0, $1, $2, $3, $4, $5, $6) },
    softmaxRows: { KernelsAVX512.softmaxRows($0, $1, $2, $3, $4, $5) },
    momentum: { KernelsAVX512.momentumUpdate($0, $1, $2, $3, $4, $5, $6) },
    adam: { KernelsAVX512.adamUpdate($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) }
  )
}

extension ProductKernels {
  static let avx2 = ProductKernels(
    lanes: KernelsAVX2.lanes,
    tileRows: KernelsAVX2.tileRows,
    lowTileRows: KernelsAVX2.lowTileRows,
    tileColumns: KernelsAVX2.tileColumns,
    pack: { KernelsAVX2.pack($0, $1, $2, $3, $4, $5, $6) },
    multiplyPanel: {
      KernelsAVX2.multiplyPanel($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    },
    multiplySmall: {
      KernelsAVX2.multiplySmall($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
    }
  )

  static let avx512 = ProductKernels(
    lanes: KernelsAVX512.lanes,
    tileRows: KernelsAVX512.tileRows,
    lowTileRows: KernelsAVX512.lowTileRows,
    tileColumns: KernelsAVX512.tileColumns,
    pack: { KernelsAVX512.pack($0, $1, $2, $3, $4, $5, $6) },
    multiplyPanel: {
      KernelsAVX512.multiplyPanel($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    },
    multiplySmall: {
      KernelsAVX512.multiplySmall($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
    }
  )

  /// Three vectors of four: ten columns leave fewer elements unused than in vectors of eight.
  static let thin = {
    var kernels = avx2
    kernels.tileColumns = 3 * KernelsAVX2.lanes
    return kernels
  }()
}
#endif
