import Tensors

/// Points that are being drawn: their coordinates, and what each belongs to.
struct Draws {
  private let cases: Int
  private let noise: Double
  /// The scatter, and what else is drawn for each case.
  private var stream: RandomStream
  private let order: [Int]
  private var first: [Double] = []
  private var second: [Double] = []
  private var labels: [Int] = []
  private var values: [Double] = []

  init(cases: Int, noise: Double, seed: UInt64) {
    self.cases = cases
    self.noise = noise
    stream = RandomStream(seed: seed, for: .points)
    // A stream of its own, so that the same points come in the same order whatever is drawn.
    var shuffling = RandomStream(seed: seed, for: .order)
    order = shuffling.permutation(cases)
    first.reserveCapacity(cases)
  }

  /// y = 2x + 1 + noise, −1 ≤ x < 1.
  mutating func drawLine() {
    for _ in 0..<cases {
      let x = 2 * stream.uniform() - 1
      first.append(x)
      values.append(2 * x + 1 + noise * stream.normal())
    }
  }

  /// (cos t, sin t) and (1 − cos t, ½ − sin t), 0 ≤ t ≤ π.
  ///
  /// Source: scikit-learn, `make_moons`; half of the cases, rounded down, are in the first.
  mutating func drawMoons() {
    let outer = cases / 2
    for index in 0..<outer {
      let (sine, cosine) = portableSineAndCosine(.pi * fraction(index, of: outer))
      append(cosine, sine, label: 0)
    }
    for index in 0..<(cases - outer) {
      let (sine, cosine) = portableSineAndCosine(.pi * fraction(index, of: cases - outer))
      append(1 - cosine, 0.5 - sine, label: 1)
    }
  }

  /// Circles of radius 1 and ½ around the origin, the inner one class 1.
  mutating func drawCircles() {
    for (label, radius) in [1, 0.5].enumerated() {
      let count = count(of: label, classes: 2)
      for index in 0..<count {
        let (sine, cosine) = portableSineAndCosine(2 * .pi * Double(index) / Double(count))
        append(radius * cosine, radius * sine, label: label)
      }
    }
  }

  /// r (sin t, cos t), 0 ≤ r ≤ 1, t = 2πk/K + 4r + noise for class k of K.
  ///
  /// Source: after Karpathy's spirals for the course CS231n, Stanford.
  mutating func drawSpirals(_ classes: Int) {
    for label in 0..<classes {
      let count = count(of: label, classes: classes)
      let start = 2 * .pi * Double(label) / Double(classes)
      for index in 0..<count {
        let radius = fraction(index, of: count)
        let angle = start + 4 * radius + noise * stream.normal()
        // So noisy an angle that its turns cannot be told is as good as any.
        let (sine, cosine) = portableSineAndCosine(angle.remainder(dividingBy: 2 * .pi))
        first.append(radius * sine)
        second.append(radius * cosine)
        labels.append(label)
      }
    }
  }

  /// Normal clouds around K points on a circle of radius 4, the noise their deviation.
  mutating func drawBlobs(_ classes: Int) {
    for label in 0..<classes {
      let angle = 2 * .pi * Double(label) / Double(classes)
      let (sine, cosine) = portableSineAndCosine(angle)
      for _ in 0..<count(of: label, classes: classes) {
        append(4 * cosine, 4 * sine, label: label)
      }
    }
  }

  /// What was drawn, in random order.
  func dataset(of generator: DatasetGenerator, classes: Int) -> Dataset {
    let inputs = second.isEmpty ? [first] : [first, second]
    let targets = labels.isEmpty ? Tensor(row: values) : Dataset.targets(labels, classes: classes)
    return Dataset(
      name: generator.rawValue,
      inputs: Dataset.columns(order, of: Tensor(rows: inputs)),
      targets: Dataset.columns(order, of: targets),
      classes: labels.isEmpty ? [] : (0..<classes).map { String($0) },
      citation: "made by gradus: \(generator.summary)"
    )
  }

  private mutating func append(_ x: Double, _ y: Double, label: Int) {
    first.append(x + noise * stream.normal())
    second.append(y + noise * stream.normal())
    labels.append(label)
  }

  /// Evenly from 0 to 1, both included; 0 where there is one.
  private func fraction(_ index: Int, of count: Int) -> Double {
    count > 1 ? Double(index) / Double(count - 1) : 0
  }

  /// The cases of a class: as many as the others', the first ones one more.
  private func count(of label: Int, classes: Int) -> Int {
    cases / classes + (label < cases % classes ? 1 : 0)
  }
}
