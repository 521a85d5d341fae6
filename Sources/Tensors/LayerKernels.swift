import KernelsBaseline

#if arch(x86_64)
import KernelsAVX2
import KernelsAVX512
#endif

/// The functions of one instruction set for convolution and normalisation.
struct LayerKernels: Sendable {
  var gatherPatches:
    @convention(c) (Source, Int, Int, Int, Int, Int, Int, Int, Int, Target, Int) -> Void
  var scatterPatches:
    @convention(c) (Source, Int, Int, Int, Int, Int, Int, Int, Int, Int, Target) -> Void
  var columnMoments: @convention(c) (Source, Int, Int, Int, Target, Target) -> Void
  var normalizeRows:
    @convention(c) (
      Source, Int, Int, Int, Source, Source, Source, Source, Target, Target
    ) -> Void
  var columnProducts: @convention(c) (Source, Source, Int, Int, Int, Target, Target) -> Void
  var normalizationSlopes:
    @convention(c) (Source, Source, Int, Int, Int, Source, Source, Source, Target) -> Void
}

extension LayerKernels {
  static let baseline = LayerKernels(
    gatherPatches: { KernelsBaseline.gatherPatches($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10) },
    scatterPatches: {
      KernelsBaseline.scatterPatches($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    },
    columnMoments: { KernelsBaseline.columnMoments($0, $1, $2, $3, $4, $5) },
    normalizeRows: { KernelsBaseline.normalizeRows($0, $1, $2, $3, $4, $5, $6, $7, $8, $9) },
    columnProducts: { KernelsBaseline.columnProducts($0, $1, $2, $3, $4, $5, $6) },
    normalizationSlopes: {
      KernelsBaseline.normalizationSlopes($0, $1, $2, $3, $4, $5, $6, $7, $8)
    }
  )
}

#if arch(x86_64)
extension LayerKernels {
  static let avx2 = LayerKernels(
    gatherPatches: { KernelsAVX2.gatherPatches($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10) },
    scatterPatches: { KernelsAVX2.scatterPatches($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10) },
    columnMoments: { KernelsAVX2.columnMoments($0, $1, $2, $3, $4, $5) },
    normalizeRows: { KernelsAVX2.normalizeRows($0, $1, $2, $3, $4, $5, $6, $7, $8, $9) },
    columnProducts: { KernelsAVX2.columnProducts($0, $1, $2, $3, $4, $5, $6) },
    normalizationSlopes: { KernelsAVX2.normalizationSlopes($0, $1, $2, $3, $4, $5, $6, $7, $8) }
  )

  static let avx512 = LayerKernels(
    gatherPatches: { KernelsAVX512.gatherPatches($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10) },
    scatterPatches: { KernelsAVX512.scatterPatches($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10) },
    columnMoments: { KernelsAVX512.columnMoments($0, $1, $2, $3, $4, $5) },
    normalizeRows: { KernelsAVX512.normalizeRows($0, $1, $2, $3, $4, $5, $6, $7, $8, $9) },
    columnProducts: { KernelsAVX512.columnProducts($0, $1, $2, $3, $4, $5, $6) },
    normalizationSlopes: { KernelsAVX512.normalizationSlopes($0, $1, $2, $3, $4, $5, $6, $7, $8) }
  )
}
#endif
