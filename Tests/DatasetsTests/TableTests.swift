import Datasets
import Tensors
import Testing

/// Tables: what is read, and the whole message of what cannot be.
@Suite struct TableTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func read(_ text: String, target: String? = nil) throws -> Dataset {
    try folder.write(Array(text.utf8), "t.csv")
    return try folder.read("t.csv", target: target)
  }

  private func message(_ text: String, target: String? = nil) throws -> String {
    try folder.write(Array(text.utf8), "t.csv")
    return folder.message("t.csv", target: target)
  }

  /// Every spelling of the same table.
  @Test(
    arguments: [
      "a,b,kind\n1,2.5,red\n-3,4e1,blue\n.5,6.,red\n",
      "1,2.5,red\n-3,4e1,blue\n.5,6.,red",
      "a;b;kind\r\n1;2.5;red\r\n-3;4e1;blue\r\n.5;6.;red\r\n",
      "a\tb\tkind\n1\t2.5\tred\n\n-3\t4e1\tblue\n   \n.5\t6.\tred\n\n",
      "\u{FEFF}a, b, kind\n 1 , 2.5 ,red\n-3,+40,blue \n0.50,6,red\n",
      "\"a\",\"b\",\"kind\"\n\"1\",2.5,\"red\"\n-3,40,\"blue\"\n.5,6,red\n",
      "1,2.5,red\r-3,40,blue\r.5,6,red\r",
    ]
  )
  func spellings(_ text: String) throws {
    let table = try read(text)
    #expect(table.inputs == Tensor(rows: [[1, -3, 0.5], [2.5, 40, 6]]))
    #expect(table.targets == Tensor(row: [1, 0, 1]))
    #expect(table.classes == ["blue", "red"])
  }

  @Test func quotesHoldSignsAndLineBreaks() throws {
    let table = try read("x,k\n1,\"a, \"\"b\"\"\nc\"\n2,d\n3,e\n")
    #expect(table.classes == ["a, \"b\"\nc", "d", "e"])
    #expect(table.targets == Tensor(rows: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]))
    #expect(
      try message("x,k\n1,\"a\nb\"\n2,c\nz,d\n")
        == "t.csv, line 5, column 1: `z` is no number.\nOnly the target's column, usually the last, "
        + "may hold texts."
    )
  }

  @Test func targetsByWhatTheyAre() throws {
    // Few whole numbers are classes, in their order.
    let labels = try read("1,10\n2,2\n3,10\n4,9\n5,2\n6,9\n")
    #expect(labels.classes == ["2", "9", "10"])
    #expect(labels.targets.elements == [0, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 0])
    // Too few cases for so many, one value, or a fraction: real values.
    #expect(try read("1,10\n2,2\n3,9\n").targets == Tensor(row: [10, 2, 9]))
    #expect(try read("1,5\n2,5\n3,5\n").targets == Tensor(row: [5, 5, 5]))
    let real = try read("1,0.5\n2,1\n3,0.5\n4,1\n")
    #expect(real.targets == Tensor(row: [0.5, 1, 0.5, 1]))
    #expect(real.classes.isEmpty)
    let many = (0..<42).map { "1,\($0 % 21)\n" }.joined()
    #expect(try read(many).classes.isEmpty)
    #expect(try read((0..<40).map { "1,\($0 % 20)\n" }.joined()).classes.count == 20)
  }

  @Test func anotherTarget() throws {
    let text = "kind,a,b\nu,1,2\nv,3,4\n"
    for target in ["kind", "1"] {
      let table = try read(text, target: target)
      #expect(table.inputs == Tensor(rows: [[1, 3], [2, 4]]))
      #expect(table.classes == ["u", "v"])
    }
    #expect(
      try message(text, target: "c") == "t.csv has no column c.\nThere are kind, a, b."
    )
    #expect(
      try message("1,2\n", target: "3")
        == "t.csv has no column 3.\nIts first line names no columns."
    )
  }

  /// Read as the compiler reads them, to the last bit.
  @Test(
    arguments: [
      ("0.1", 0.1), ("123456789012345", 123_456_789_012_345), ("1e22", 1e22), ("1e23", 1e23),
      ("0.30000000000000004", 0.30000000000000004),
      ("1.7976931348623157e308", .greatestFiniteMagnitude),
      ("5e-324", .leastNonzeroMagnitude), ("-0.0", 0), ("9007199254740993", 9_007_199_254_740_992),
      ("2.2250738585072014E-308", 2.2250738585072014E-308), ("0.000001", 0.000001),
      ("00012.50", 12.5),
    ] as [(String, Double)]
  )
  func numbers(_ text: String, _ value: Double) throws {
    #expect(try read("\(text),a\n1,b\n").inputs[0, 0] == value)
  }

  @Test(
    arguments: [
      ("", "t.csv is empty."),
      ("\n\n", "t.csv has no cases."),
      ("a,b\n", "t.csv has no cases."),
      (
        "1\n2\n",
        "t.csv, line 1: there is one column only.\nThe cells of a row stand apart by a comma, a "
          + "semicolon or a tab."
      ),
      (
        "1,2\n3,4,5\n",
        "t.csv, line 2: there are 3 cells in this row, and 2 in the first.\nIs a cell missing, or "
          + "a comma too many? A text with commas stands in quotes."
      ),
      (
        "1,2\n\n3\n",
        "t.csv, line 3: there is 1 cell in this row, and 2 in the first.\nIs a cell missing, or a "
          + "comma too many? A text with commas stands in quotes."
      ),
      (
        "a,b\n1,2\n,4\n",
        "t.csv, line 3, column 1: the cell is empty.\nGive it a value, or leave the line out."
      ),
      (
        "1,2\n3,\n",
        "t.csv, line 2, column 2: the cell is empty.\nGive it a value, or leave the line out."
      ),
      (
        "1,2,\n",
        "t.csv, line 1, column 3: the cell is empty.\nGive it a value, or leave the line out."
      ),
      (
        "a,b\n1,2\nNaN,4\n",
        "t.csv, line 3, column 1: `NaN` is no number to compute with.\nGive it a value, or leave "
          + "the line out."
      ),
      (
        "1,2\n3,-inf\n",
        "t.csv, line 2, column 2: `-inf` is no number to compute with.\nGive it a value, or leave "
          + "the line out."
      ),
      (
        "1,2\n1e999,4\n",
        "t.csv, line 2, column 1: `1e999` is no number to compute with.\nGive it a value, or leave "
          + "the line out."
      ),
      (
        "1,2\nNA,4\n",
        "t.csv, line 2, column 1: `NA` is no number to compute with.\nGive it a value, or leave "
          + "the line out."
      ),
      (
        "1;2\n3,5;4\n",
        "t.csv, line 2, column 1: `3,5` is no number.\nNumbers are written with a point: 3.5."
      ),
      (
        "1,2\n0x10,4\n",
        "t.csv, line 2, column 1: `0x10` is no number.\nOnly the target's column, usually the last, "
          + "may hold texts."
      ),
      (
        "1,2\n3,x\n",
        "t.csv, line 2, column 2: `x` is no number, as others in this column are.\nThe targets are "
          + "all numbers, or all names of classes."
      ),
      ("1,a\n2,a\n", "t.csv, column 2: every case is `a`, so there is nothing to learn."),
      (
        "x,k\n1,\"a\n2,b\n",
        "t.csv, line 2, column 2: this quotation mark is never closed.\nClose it, or write two "
          + "quotation marks for one in a text."
      ),
      (
        "x,k\n1,\"a\"b\n",
        "t.csv, line 2, column 2: something stands behind the closing quotation mark.\nWrite two "
          + "quotation marks for one in a text."
      ),
      (
        "1,2\n3,\u{0}\n",
        "t.csv, line 2: there are bytes that are no text in UTF-8.\nSave it as UTF-8."
      ),
    ] as [(String, String)]
  )
  func whatIsWrong(_ text: String, _ wanted: String) throws {
    #expect(try message(text) == wanted)
  }

  @Test func textsThatAreNoClasses() throws {
    #expect(
      try message((0..<1001).map { "1,k\($0)\n" }.joined())
        == "t.csv, column 2: 1001 different texts are too many to be classes.\nThe last column is "
        + "the target. Is it the right one?"
    )
    try folder.write([0x31, 0x2C, 0xFF, 0x0A], "latin.csv")
    #expect(
      folder.message("latin.csv")
        == "latin.csv, line 1: there are bytes that are no text in UTF-8.\nSave it as UTF-8."
    )
  }

  @Test func gzippedAndLong() throws {
    var text = "a,b,c\n"
    for row in 0..<20_000 { text += "\(row),\(Double(row) / 8),\(row % 3)\n" }
    try folder.writeGzip(Array(text.utf8), "long.csv.gz")
    let table = try folder.read("long.csv.gz")
    #expect(table.inputs.shape == Shape(rows: 2, columns: 20_000))
    #expect(table.inputs[1, 19_999] == 19_999.0 / 8)
    #expect(table.classes == ["0", "1", "2"])
  }
}
