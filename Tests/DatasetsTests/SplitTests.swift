import Datasets
import Testing

/// Cutting cases into parts.
@Suite struct SplitTests {
  @Test(
    arguments: [
      (10, [0.6, 0.2, 0.2], [6, 2, 2]), (1797, [0.6, 0.2, 0.2], [1078, 360, 359]),
      (1_000_000, [0.98, 0.01, 0.01], [980_000, 10_000, 10_000]), (5, [0.6, 0.4], [3, 2]),
      (3, [0.34, 0.33, 0.33], [1, 1, 1]), (7, [0.5, 0.5], [4, 3]),
      (10, [0.7, 0.2, 0.1], [7, 2, 1]),
    ] as [(Int, [Double], [Int])]
  )
  func sizes(_ cases: Int, _ shares: [Double], _ wanted: [Int]) throws {
    #expect(try DatasetSplit.sizes(of: cases, shares: shares) == wanted)
  }

  @Test(
    arguments: [
      (10, [1], "split cuts the cases into two or three parts, not 1."),
      (10, [0.25, 0.25, 0.25, 0.25], "split cuts the cases into two or three parts, not 4."),
      (10, [0.6, 0.6], "The shares of a split add up to 1, not to 1.2."),
      (10, [1.5, -0.5], "A share is a number between 0 and 1, not 1.5."),
      (10, [.nan, 0.5], "A share is a number between 0 and 1, not NaN."),
      (10, [1, 0], "A share is a number between 0 and 1, not 1."),
      (
        10, [0.98, 0.01, 0.01],
        "Of 10 cases a share of 0.01 is none: the dev part would be empty."
      ),
      (1, [0.5, 0.5], "Of 1 case a share of 0.5 is none: the test part would be empty."),
      (0, [0.5, 0.5], "Of 0 cases a share of 0.5 is none: the training part would be empty."),
    ] as [(Int, [Double], String)]
  )
  func sharesThatAreNone(_ cases: Int, _ shares: [Double], _ wanted: String) {
    do throws(DatasetError) {
      let sizes = try DatasetSplit.sizes(of: cases, shares: shares)
      Issue.record("\(sizes)")
    } catch {
      #expect(error.message == wanted)
    }
  }

  @Test func everyCaseIsInOnePart() {
    for seed in 1...20 as ClosedRange<UInt64> {
      let parts = DatasetSplit.parts(sizes: [6, 2, 3], classes: nil, seed: seed)
      #expect(parts.map(\.count) == [6, 2, 3])
      #expect(parts.flatMap(\.self).sorted() == Array(0..<11))
      #expect(parts == DatasetSplit.parts(sizes: [6, 2, 3], classes: nil, seed: seed))
    }
    let first = DatasetSplit.parts(sizes: [6, 2, 3], classes: nil, seed: 1)
    #expect(first != DatasetSplit.parts(sizes: [6, 2, 3], classes: nil, seed: 2))
  }

  /// Each class's share in each part is off by less than one case and a half at its two ends.
  @Test func classesAreSpreadEvenly() throws {
    let classes = (0..<1000).map { $0 < 700 ? 0 : $0 < 990 ? 1 : 2 }
    for seed in 1...20 as ClosedRange<UInt64> {
      let sizes = try DatasetSplit.sizes(of: 1000, shares: [0.6, 0.2, 0.2])
      let parts = DatasetSplit.parts(sizes: sizes, classes: classes, seed: seed)
      #expect(parts.map(\.count) == [600, 200, 200])
      #expect(parts.flatMap(\.self).sorted() == Array(0..<1000))
      for (part, share) in zip(parts, [0.6, 0.2, 0.2]) {
        for (label, size) in [700, 290, 10].enumerated() {
          let found = Double(part.count { classes[$0] == label })
          #expect((found - share * Double(size)).magnitude <= 1, "class \(label)")
        }
      }
      // Neither sorted nor in turns.
      #expect(parts[0] != parts[0].sorted())
    }
  }
}
