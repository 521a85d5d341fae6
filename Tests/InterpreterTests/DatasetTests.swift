import Interpreter
import Tensors
import Testing

/// `dataset`, `split` and the normalisations in the notation.
@Suite("Data sets") struct DatasetTests {
  @Test("dataset defines x and y")
  func datasetDefines() throws {
    var student = Student()
    let outcome = try student.type("dataset(\"xor\")")
    #expect(outcome?.isCompound == true)
    #expect(outcome?.assigned.map(\.name) == ["x", "y"])
    #expect(try student.tensor("x") == Tensor(rows: [[0, 0, 1, 1], [0, 1, 0, 1]]))
    #expect(try student.tensor("y") == Tensor(row: [0, 1, 1, 0]))
    _ = try student.type("dataset(\"blobs\", cases = 12, noise = 0, seed = 3, classes = 4)")
    #expect(try student.tensor("x").shape == Shape(rows: 2, columns: 12))
    #expect(try student.tensor("y").shape == Shape(rows: 4, columns: 12))
  }

  @Test("The same seed, the same data; :rounding rounds them")
  func seedsAndRounding() throws {
    var student = Student(seed: 9)
    _ = try student.type("dataset(\"moons\", seed = 5)")
    let first = try student.tensor("x")
    _ = try student.type("dataset(\"moons\", seed = 6)")
    #expect(try student.tensor("x") != first)
    _ = try student.type("dataset(\"moons\", seed = 5)")
    #expect(try student.tensor("x") == first)
    student.interpreter.rounding = 2
    _ = try student.type("dataset(\"moons\", seed = 5)")
    let rounded = try student.tensor("x")
    #expect(rounded.elements == first.elements.map { Interpreter.round($0, decimals: 2) })
  }

  @Test(
    "What cannot be",
    arguments: [
      (
        "dataset(\"moon\")",
        """
        name at `"moon"`: There is no data set moon. | Did you mean moons? | There are xor, moons, circles, \
        spirals, blobs, linear, digits.
        """
      ),
      (
        "dataset(\"xor\", cases = 8)",
        "name at `8`: The data set xor has no option cases. | It takes none: its cases are what they are."
      ),
      (
        "dataset(\"moons\", noises = 1)",
        """
        name at `1`: The data set moons has no option noises. | Did you mean noise? Its options are \
        cases, noise, seed.
        """
      ),
      (
        "dataset(xor)",
        "name at `xor`: The name of a data set stands in quotation marks. | Write dataset(\"xor\")."
      ),
      (
        "dataset(\"moons\", 50)",
        """
        type at `50`: dataset takes one name; all else goes by its own name. | For example: \
        dataset("moons", cases = 100, noise = 0.2).
        """
      ),
      (
        "dataset(3)",
        """
        type at `3`: dataset needs the name of a data set in quotation marks. | For example: \
        dataset("moons"), or dataset("moons", cases = 100).
        """
      ),
      ("dataset(\"moons\", cases = 1)", "domain at `1`: moons needs 2 cases at least, not 1."),
      (
        "dataset(\"moons\", noise = -1)",
        "domain at `-1`: Noise is a number from 0 to 1e300, not −1."
      ),
      (
        "1 + dataset(\"moons\")",
        """
        type at `dataset("moons")`: dataset assigns variables: it is a statement, not a value. | Call it on a line of \
        its own: dataset(…).
        """
      ),
      (
        "split(0.5, 0.5)",
        """
        name at `split(0.5, 0.5)`: split needs x and y, matrices with a column for each case. | Define them first, \
        for example by dataset("moons").
        """
      ),
    ]
  )
  func refused(_ input: String, _ wanted: String) {
    var student = Student()
    #expect(student.answer(input) == wanted)
  }

  @Test("split cuts the cases, every class evenly")
  func splits() throws {
    var student = Student()
    _ = try student.type("dataset(\"digits\")")
    let outcome = try student.type("split(0.6, 0.2, 0.2)")
    #expect(
      outcome?.assigned.map(\.name) == ["x", "y", "x_dev", "y_dev", "x_test", "y_test"]
    )
    #expect(try student.tensor("x").shape == Shape(rows: 64, columns: 1078))
    #expect(try student.tensor("y_dev").shape == Shape(rows: 10, columns: 360))
    #expect(try student.tensor("x_test").shape == Shape(rows: 64, columns: 359))
    let whole = [178.0, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    let parts = try ["y", "y_dev", "y_test"].map {
      try student.tensor("sum(\($0), dimension = 2)").elements
    }
    for (label, count) in whole.enumerated() {
      #expect(parts[0][label] + parts[1][label] + parts[2][label] == count)
      #expect((parts[2][label] - 0.2 * count).magnitude <= 1)
    }
    // A second split cuts what is left; its parts alone remain.
    _ = try student.type("split(0.5, 0.5)")
    #expect(try student.tensor("x").columns == 539)
    #expect(try student.number("defined(x_dev)") == 0)
    // The parts of other data would be mistaken for those of the new ones.
    _ = try student.type("dataset(\"xor\")")
    #expect(try student.number("defined(x_test)") == 0)
  }

  @Test(
    "Splits that cannot be",
    arguments: [
      (
        "split(0.5, 0.6)",
        """
        domain at `split(0.5, 0.6)`: The shares of a split add up to 1, not to 1.1. | For example: \
        split(0.6, 0.2, 0.2), or split(0.8, 0.2).
        """
      ),
      (
        "split(0.98, 0.01, 0.01)",
        """
        domain at `split(0.98, 0.01, 0.01)`: Of 20 cases a share of 0.01 is none: the dev part would be empty. | Give that part \
        a larger share, or use more cases.
        """
      ),
      (
        "split(0.5, 0.5, stratified = 1)",
        """
        domain at `1`: A stratified split needs classes, and y has none: it is not 0 and 1. | Leave \
        stratified out, or write stratified = 0.
        """
      ),
      (
        "x = [1 2 3]; split(0.5, 0.5)",
        "shape at `split(0.5, 0.5)`: x has 3 columns, but y has 20: each case has a column in both."
      ),
      (
        "split(0.5, 0.5, shuffle = 1)",
        "name at `1`: split has no option shuffle. | It knows seed, stratified."
      ),
    ]
  )
  func splitsRefused(_ input: String, _ wanted: String) throws {
    var student = Student()
    _ = try student.type("dataset(\"linear\", cases = 20)")
    #expect(student.answer(input) == wanted)
    #expect(student.interpreter.value(of: VariableKey("x_test")) == nil)
  }

  @Test("Normalisation goes by the figures of the training set")
  func normalises() throws {
    var student = Student()
    let start = "x = [1 3; 5 5]; x_dev = [5 2; 6 5]; y = [0 1]"
    _ = try student.type(start)
    _ = try student.type("normalize_z()")
    #expect(try student.tensor("x") == Tensor(rows: [[-1, 1], [0, 0]]))
    #expect(try student.tensor("x_dev") == Tensor(rows: [[3, 0], [1, 0]]))
    #expect(try student.tensor("μ_x") == Tensor(column: [2, 5]))
    #expect(try student.tensor("σ_x") == Tensor(column: [1, 1]))
    #expect(try student.number("defined(x_test)") == 0)
    _ = try student.type(start)
    _ = try student.type("x_test = [0; 7]")
    _ = try student.type("normalize_min_max()")
    #expect(try student.tensor("x") == Tensor(rows: [[0, 1], [0, 0]]))
    #expect(try student.tensor("x_dev") == Tensor(rows: [[2, 0.5], [1, 0]]))
    #expect(try student.tensor("x_test") == Tensor(rows: [[-0.5], [2]]))
    #expect(try student.tensor("x_max") == Tensor(column: [3, 5]))
  }

}
