import Diagnostics
import Interpreter
import Notation
import Rendering
import Tensors
import Testing

@Suite struct MatrixTests {
  private func block(
    _ rows: [[Double]],
    head: String = "A = ",
    _ look: Look = Look(),
    isWhole: Bool = false
  ) -> String {
    look.block(.tensor(Tensor(rows: rows)), head: head, isWhole: isWhole).plain
  }

  @Test func columnsAreAlignedRight() {
    #expect(
      block([[1, -20], [0.5, 3]]) == """
        A = ⎡   1  −20 ⎤
            ⎣ 0.5    3 ⎦ 2×2
        """
    )
    #expect(
      block([[1], [2], [3]]) == """
        A = ⎡ 1 ⎤
            ⎢ 2 ⎥
            ⎣ 3 ⎦ 3×1
        """
    )
    #expect(block([[1, 2, 3]]) == "A = [1  2  3]   1×3")
    #expect(block([[7]]) == "A = [7]")
  }

  @Test func whatIsNoFiniteNumberIsAWord() {
    #expect(
      block([[.nan, 1], [.infinity, -.infinity]]) == """
        A = ⎡ nan     1 ⎤
            ⎣ inf  −inf ⎦ 2×2
        """
    )
  }

  @Test func whatHasNoElementsSaysItsShape() {
    let empty = Tensor(shape: Shape(rows: 0, columns: 3), elements: [])
    #expect(Look().block(.tensor(empty), head: "A = ").plain == "A = []   0×3")
  }

  @Test(arguments: ["ŷ = ", "r̂ = ", "x̂⁽²⁾ = ", "Δz⁽²⁾ = ", "中文 = "])
  func headsOfAnyLettersAlignByDisplayWidth(_ head: String) {
    let text = block([[1, 2], [3, 4]], head: head)
    let blank = String(repeating: " ", count: DisplayWidth.of(head))
    #expect(
      text == """
        \(head)⎡ 1  2 ⎤
        \(blank)⎣ 3  4 ⎦ 2×2
        """
    )
  }

  @Test func lettersAlignByDisplayWidth() {
    #expect(
      plain("symbols ŷ 中 a\n[ŷ 中; a a]") == """
        [ŷ, 中; a, a] = ⎡ ŷ  中 ⎤
                        ⎣ a   a ⎦ 2×2
        """
    )
  }

  @Test func arraysOfHigherRankAreSlices() {
    let tensor = Tensor(shape: Shape([2, 2, 2]), elements: [1, 2, 3, 4, 5, 6, 7, 8])
    #expect(
      Look().block(.tensor(tensor), head: "X = ").plain == """
        X = 2×2×2 array:
          1: ⎡ 1  2 ⎤
             ⎣ 3  4 ⎦ 2×2
          2: ⎡ 5  6 ⎤
             ⎣ 7  8 ⎦ 2×2
        """
    )
  }

  @Test func manySlicesAreLeftOut() {
    let tensor = Tensor(shape: Shape([9, 1, 1]), elements: (1...9).map(Double.init))
    #expect(
      Look().block(.tensor(tensor), head: "X = ").plain == """
        X = 9×1×1 array:
          1: [1]
          2: [2]
          3: [3]
          4: [4]
          4 slices left out: :show prints all
          9: [9]
        """
    )
    #expect(
      Look().block(.tensor(tensor), head: "X = ", isWhole: true).plain.split(separator: "\n").count
        == 10
    )
  }
}

/// Matrices wider or higher than the terminal.
@Suite struct ElisionTests {
  private func matrix(_ rows: Int, _ columns: Int) -> Value {
    .tensor(
      Tensor(
        shape: Shape(rows: rows, columns: columns),
        elements: (0..<rows * columns).map { Double($0) }
      )
    )
  }

  private func block(_ rows: Int, _ columns: Int, width: Int = 80) -> String {
    Look(width: width).block(matrix(rows, columns), head: "A = ").plain
  }

  @Test func wideMatricesAreElidedInTheMiddle() {
    #expect(
      block(2, 100, width: 60) == """
        A = ⎡   0    1    2    3    4  …   95   96   97   98   99 ⎤
            ⎣ 100  101  102  103  104  …  195  196  197  198  199 ⎦
            2×100, 90 columns left out: :show prints all
        """
    )
    #expect(
      block(1, 100, width: 60) == """
        A = [0  1  2  3  4  5  6  …  93  94  95  96  97  98  99]
            1×100, 86 columns left out: :show prints all
        """
    )
  }

  @Test func highMatricesAreElidedInTheMiddle() {
    #expect(
      block(100, 2) == """
        A = ⎡   0    1 ⎤
            ⎢   2    3 ⎥
            ⎢   4    5 ⎥
            ⎢   6    7 ⎥
            ⎢   …    … ⎥
            ⎢ 192  193 ⎥
            ⎢ 194  195 ⎥
            ⎢ 196  197 ⎥
            ⎣ 198  199 ⎦ 100×2, 92 rows left out: :show prints all
        """
    )
  }

  @Test func largeMatricesAreElidedBothWays() {
    #expect(
      block(100, 1000) == """
        A = ⎡     0      1      2      3      4  …    995    996    997    998    999 ⎤
            ⎢  1000   1001   1002   1003   1004  …   1995   1996   1997   1998   1999 ⎥
            ⎢  2000   2001   2002   2003   2004  …   2995   2996   2997   2998   2999 ⎥
            ⎢  3000   3001   3002   3003   3004  …   3995   3996   3997   3998   3999 ⎥
            ⎢     …      …      …      …      …  …      …      …      …      …      … ⎥
            ⎢ 96000  96001  96002  96003  96004  …  96995  96996  96997  96998  96999 ⎥
            ⎢ 97000  97001  97002  97003  97004  …  97995  97996  97997  97998  97999 ⎥
            ⎢ 98000  98001  98002  98003  98004  …  98995  98996  98997  98998  98999 ⎥
            ⎣ 99000  99001  99002  99003  99004  …  99995  99996  99997  99998  99999 ⎦
            100×1000, 92 rows and 990 columns left out: :show prints all
        """
    )
  }

  @Test(arguments: [
    (1, 1), (1, 9), (2, 30), (13, 3), (30, 30), (3, 1000), (1, 40), (1, 100_000), (12, 12),
  ])
  func nothingIsWiderThanTheTerminal(_ rows: Int, _ columns: Int) {
    for width in [40, 60, 80, 132] {
      let lines = block(rows, columns, width: width).split(separator: "\n")
      #expect(lines.allSatisfy { DisplayWidth.of($0) <= width })
      let words = lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
      let saysSo = words.contains("left out")
      #expect(saysSo == lines.contains { $0.contains("…") })
    }
  }

  @Test func nothingIsLeftOutOfWhatIsAskedForWhole() {
    let text = Look(width: 40).block(matrix(30, 50), head: "", isWhole: true).plain
    #expect(!text.contains("…") && !text.contains("left out"))
    let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
    #expect(numbers == Array(0..<1500) + [30, 50])
  }

  @Test func theColumnsThatFitAreAllShown() {
    #expect(
      block(2, 4, width: 40) == """
        A = ⎡ 0  1  2  3 ⎤
            ⎣ 4  5  6  7 ⎦ 2×4
        """
    )
  }
}
