import Datasets
import Tensors
import Testing

@Suite struct DatasetTests {
  @Test func columnsInAnyOrder() {
    let tensor = Tensor(rows: [[1, 2, 3], [4, 5, 6]])
    #expect(Dataset.columns([2, 0, 2], of: tensor) == Tensor(rows: [[3, 1, 3], [6, 4, 6]]))
    #expect(Dataset.columns([], of: tensor).shape == Shape(rows: 2, columns: 0))
  }

  @Test(
    arguments: [
      ([[0, 1, 1]], [0, 1, 1]), ([[1, 0, 0], [0, 0, 1], [0, 1, 0]], [0, 2, 1]),
      ([[0.5, 1]], nil), ([[1, 0], [1, 1]], nil), ([[1, 0], [0, 0]], nil), ([[2, 0]], nil),
    ] as [([[Double]], [Int]?)]
  )
  func classesOfTargets(_ rows: [[Double]], _ classes: [Int]?) {
    #expect(Dataset.classIndices(of: Tensor(rows: rows)) == classes)
  }
}
