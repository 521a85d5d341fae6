import Foundation
import Tensors
import Testing

@testable import Datasets

/// Data that are made: shapes, classes, seeds, and the formulas without noise.
@Suite struct GeneratorTests {
  @Test func exclusiveOr() throws {
    let xor = try DatasetGenerator.xor.make()
    #expect(xor.inputs == Tensor(rows: [[0, 0, 1, 1], [0, 1, 0, 1]]))
    #expect(xor.targets == Tensor(row: [0, 1, 1, 0]))
  }

  @Test(
    arguments: [
      (.moons, nil, 2, 1), (.circles, nil, 2, 1), (.spirals, nil, 2, 3), (.spirals, 2, 2, 1),
      (.blobs, nil, 2, 3), (.blobs, 5, 2, 5), (.linear, nil, 1, 1),
    ] as [(DatasetGenerator, Int?, Int, Int)]
  )
  func shapesAndClasses(
    _ generator: DatasetGenerator,
    _ classes: Int?,
    _ features: Int,
    _ outputs: Int
  ) throws {
    let made = try generator.make(cases: 101, classes: classes)
    #expect(made.inputs.shape == Shape(rows: features, columns: 101))
    #expect(made.targets.shape == Shape(rows: outputs, columns: 101))
    #expect(made.features == generator.features)
    #expect(made.inputs.elements.allSatisfy { $0.isFinite })
    let same = try generator.make(cases: 101, classes: classes)
    #expect(same == made)
    #expect(try generator.make(cases: 101, seed: 2, classes: classes).inputs != made.inputs)
    guard generator != .linear else { return }
    let indices = try #require(Dataset.classIndices(of: made.targets))
    let count = made.classes.count
    #expect(count == classes ?? generator.usualClasses)
    for label in 0..<count {
      let size = indices.count { $0 == label }
      #expect(size == 101 / count || size == 101 / count + 1, "class \(label)")
    }
  }

  /// The same first case on every machine: to the last bit.
  @Test(
    arguments: [
      (.moons, [0.288401256911485, 0.3523393860870218]),
      (.circles, [0.7869111635088059, -0.08453742065025387]),
      (.spirals, [-0.45283639465929093, -0.24560187954263835]),
      (.blobs, [0.8789779929467019, 2.3047748109886497]), (.linear, [0.4747770773538218]),
    ] as [(DatasetGenerator, [Double])]
  )
  func firstCase(_ generator: DatasetGenerator, _ values: [Double]) throws {
    let made = try generator.make()
    #expect((0..<made.features).map { made.inputs[$0, 0] } == values)
  }

  @Test func moonsAreScikitLearns() throws {
    let moons = try DatasetGenerator.moons.make(cases: 7, noise: 0)
    var wanted: Set<[Int]> = []
    func note(_ x: Double, _ y: Double, _ label: Int) {
      wanted.insert([Int((x * 1e12).rounded()), Int((y * 1e12).rounded()), label])
    }
    for index in 0..<3 {
      let angle = Double.pi * Double(index) / 2
      note(cos(angle), sin(angle), 0)
    }
    for index in 0..<4 {
      let angle = Double.pi * Double(index) / 3
      note(1 - cos(angle), 0.5 - sin(angle), 1)
    }
    let found = (0..<7).map { column in
      [
        Int((moons.inputs[0, column] * 1e12).rounded()),
        Int((moons.inputs[1, column] * 1e12).rounded()), Int(moons.targets[0, column]),
      ]
    }
    #expect(Set(found) == wanted)
  }

  @Test func theLineIsALine() throws {
    let exact = try DatasetGenerator.linear.make(noise: 0)
    for column in 0..<exact.cases {
      #expect(exact.targets[0, column] == 2 * exact.inputs[0, column] + 1)
      #expect((-1..<1).contains(exact.inputs[0, column]))
    }
    let noisy = try DatasetGenerator.linear.make(cases: 2000)
    let errors = (0..<2000).map { noisy.targets[0, $0] - 2 * noisy.inputs[0, $0] - 1 }
    let deviation = (errors.reduce(0) { $0 + $1 * $1 } / 2000).squareRoot()
    #expect((deviation - 0.1).magnitude < 0.01)
  }

  @Test func sineAndCosine() {
    for step in -4000...4000 {
      let angle = Double(step) * 0.005_03
      let (sine, cosine) = portableSineAndCosine(angle)
      #expect((sine - sin(angle)).magnitude < 5e-16, "sin \(angle)")
      #expect((cosine - cos(angle)).magnitude < 5e-16, "cos \(angle)")
    }
  }

  @Test func whatCannotBeMade() {
    func error(_ generator: DatasetGenerator, _ cases: Int?, _ noise: Double?, _ classes: Int?)
      -> String
    {
      do throws(DatasetError) {
        return try generator.make(cases: cases, noise: noise, classes: classes).name
      } catch {
        return error.message
      }
    }
    #expect(error(.moons, 1, nil, nil) == "moons needs 2 cases at least, not 1.")
    #expect(error(.blobs, -3, nil, nil) == "blobs needs 3 cases at least, not −3.")
    #expect(error(.linear, 0, nil, nil) == "linear needs 1 case at least, not 0.")
    #expect(
      error(.moons, nil, .nan, nil) == "Noise is a number from 0 to 1e300, not NaN."
    )
    #expect(error(.spirals, nil, nil, 1) == "spirals has 2 to 100 classes, not 1.")
    #expect(
      error(.moons, 40_000_000, nil, nil)
        == "This needs 120000000 elements; x and y together may have 100000000."
    )
    #expect(error(.moons, .max, nil, nil).hasSuffix("x and y together may have 100000000."))
    #expect(error(.spirals, nil, 1e300, nil) == "spirals")
  }
}
