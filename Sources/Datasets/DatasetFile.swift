import Tensors

/// Reads a learner's files: a table (CSV) or two arrays (MNIST's IDX, NumPy's NPY), also gzipped.
package enum DatasetFile {
  /// What a file is, by its first bytes, and where these say nothing by its name.
  private enum Format {
    case table, idx, npy
  }

  /// Reads a data set.
  ///
  /// Arrays have cases × features as NumPy users have them, images are flattened; values stay as
  /// they are stored. Labels are classes: two give one row of 0 and 1, more are one-hot.
  ///
  /// - Parameters:
  ///   - paths: One table, or the arrays of inputs and of targets.
  ///   - name: What the data set is called.
  ///   - target: The name of a table's target column, or its number from 1; nil for the last.
  /// - Returns: The data set.
  /// - Throws: `DatasetError`, which tells file and place.
  package static func read(
    _ paths: [String],
    name: String = "",
    target: String? = nil
  ) throws(DatasetError) -> Dataset {
    guard let first = paths.first, paths.count <= 2 else { throw .fileCount(paths.count) }
    let source = try ByteSource(first)
    let format = try format(of: source)
    guard paths.count == 2 else {
      switch format {
      case .idx: throw source.problem(.targetsMissing("IDX"))
      case .npy: throw source.problem(.targetsMissing("NPY"))
      case .table: break
      }
      var dataset = try TableReader.read(source, target: target)
      dataset.name = name
      dataset.citation = first
      dataset.paths = paths
      return dataset
    }
    let targetSource = try ByteSource(paths[1])
    for (source, format) in [(source, format), (targetSource, try Self.format(of: targetSource))]
    where format == .table {
      // A table has no zero bytes.
      let isText = try !source.peek(512).contains(0)
      throw source.problem(isText ? .tableOfTwo : .otherThanNamed("an IDX or NPY file"))
    }
    // Both headers first: what does not fit together need not be read.
    let inputs = try header(source)
    let targets = try header(targetSource)
    if format == .idx, inputs.extents.count == 1, targets.extents.count > 1 {
      throw source.problem(.labelsFirst)
    }
    guard inputs.cases == targets.cases else {
      throw .countsDiffer(inputs: first, inputs.cases, targets: paths[1], targets.cases)
    }
    let (y, classes) = try readTargets(targets, targetSource)
    let features = inputs.features
    guard y.rows <= Dataset.mostElements / inputs.cases - features else {
      throw source.problem(.tooLarge(cases: inputs.cases, features: features + y.rows))
    }
    let x = Tensor(
      shape: Shape(rows: features, columns: inputs.cases),
      elements: try inputs.elements(source, "feature")
    )
    return Dataset(
      name: name,
      inputs: x,
      targets: y,
      classes: classes,
      citation: paths.joined(separator: ", "),
      paths: paths
    )
  }

  private static func readTargets(
    _ reader: ArrayReader,
    _ source: ByteSource
  ) throws(DatasetError) -> (Tensor, [String]) {
    let values = try reader.elements(source, "target")
    if reader.features == 1 {
      return Targets.encoded(values, alwaysClasses: reader.holdsLabels)
    }
    return (
      Tensor(shape: Shape(rows: reader.features, columns: reader.cases), elements: values), []
    )
  }

  private static func header(_ source: ByteSource) throws(DatasetError) -> ArrayReader {
    ArrayReader.isNPY(try source.peek(6)) ? try .npy(source) : try .idx(source)
  }

  private static func format(of source: ByteSource) throws(DatasetError) -> Format {
    let start = try source.peek(8)
    if start.isEmpty { throw source.problem(.empty) }
    if ArrayReader.isNPY(start) { return .npy }
    if ArrayReader.isIDX(start) { return .idx }
    if start.starts(with: [0x50, 0x4B, 0x03, 0x04]) { throw source.problem(.isArchive) }
    var name = source.path.lowercased()
    if name.hasSuffix(".gz") { name.removeLast(3) }
    if name.hasSuffix(".npy") { throw source.problem(.otherThanNamed("an NPY file")) }
    let endings = [".idx", "-ubyte", ".idx1", ".idx3"]
    if endings.contains(where: name.hasSuffix) {
      throw source.problem(.otherThanNamed("an IDX file"))
    }
    return .table
  }
}
