import Foundation
import TestSupport
import Testing

/// A learner's data: `:data`, `--data`, a notebook's front matter, and back again.
@Suite struct DataTests {
  private static let flowers = """
    width,height,kind
    1,2,rose
    3,5,tulip
    2,2,rose
    4,6,lily

    """

  /// Runs gradus in a folder that holds these files.
  private func gradus(
    _ arguments: [String] = [],
    files: [String: [UInt8]] = ["iris.csv": Array(flowers.utf8)],
    input: String = "",
    body: (URL) throws -> Void = { _ in }
  ) throws -> Run {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, bytes) in files {
      let url = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try Data(bytes).write(to: url)
    }
    let run = try Run(try gradusExecutable(), arguments, input: input, directory: folder.path)
    try body(folder)
    return run
  }

  private static let defined = """
    x = ⎡ 1  3  2  4 ⎤
        ⎣ 2  5  2  6 ⎦ 2×4
    y = ⎡ 0  0  0  1 ⎤
        ⎢ 1  0  1  0 ⎥
        ⎣ 0  1  0  0 ⎦ 3×4

    """

  @Test func dataInTheREPL() throws {
    #expect(
      try gradus(input: ":data flowers iris.csv\ndataset(\"flowers\")\n:data\n")
        == Run(
          output: """
            flowers: 4 cases, 2 features, 3 classes: lily, rose, tulip. dataset("flowers")
              defines x and y.

            """ + Self.defined + """
              Data sets, cases × features; dataset("moons") defines x and y:
                xor      4 × 2      2 classes    exclusive or
                moons    200 × 2    2 classes    two half circles that reach into each other
                circles  200 × 2    2 classes    a circle within a circle
                spirals  200 × 2    3 classes    arms that wind around the origin
                blobs    200 × 2    3 classes    clouds around the corners of a polygon
                linear   200 × 1    real values  y = 2x + 1 with noise
                digits   1797 × 64  10 classes   handwritten digits of 8×8 points, 0 to 1
                flowers  4 × 2      3 classes    iris.csv

              """,
          status: 0
        )
    )
  }

  @Test func anotherTargetAndMoreOfOne() throws {
    #expect(
      try gradus(
        files: ["my data/a b.csv": Array("k,v\nu,1.5\nw,2\n".utf8)],
        input: ":data d \"my data/a b.csv\" target=k\n:data d\n:data e my\\ data/a\\ b.csv\n"
          + ":data digits\ndataset(\"d\")\n"
      )
        == Run(
          output: """
            d: 2 cases, 1 feature, 2 classes: u, w. dataset("d") defines x and y.
            d: 2 cases, 1 feature, 2 classes: u, w. dataset("d") defines x and y.
              my data/a b.csv, target=k
            digits: 1797 cases, 64 features, 10 classes: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9.
              dataset("digits") defines x and y.
              E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, UCI
              Machine Learning Repository, 1998, https://doi.org/10.24432/C50P49; CC BY 4.0
            x = [1.5  2]   1×2
            y = [0  1]   1×2

            """,
          errors: """
            my data/a b.csv, line 2, column 1: `u` is no number
              Only the target's column, usually the last, may hold texts.

            """,
          status: 1
        )
    )
  }

  @Test func whatCannotBeRead() throws {
    #expect(
      try gradus(
        files: ["bad.csv": Array("a,b\n1,2\n3,x\n".utf8)],
        input: ":data t bad.csv\n:data moons bad.csv\n:data a-b bad.csv\n:data t none.csv\n"
          + ":data moon\ndataset(\"t\")\n"
      )
        == Run(
          output: "",
          errors: """
            bad.csv, line 3, column 2: `x` is no number, as others in this column are
              The targets are all numbers, or all names of classes.
            moons is a data set of gradus's own
              Choose another name for yours.
            A data set cannot be called a-b
              A name has letters, digits and _, such as flowers or mnist_2.
            There is no file none.csv
              Is the name spelled as it is on disk?
            There is no data set moon
              Did you mean moons?
              There are xor, moons, circles, spirals, blobs, linear, digits.
            input 1, line 1: There is no data set t
              dataset("t")
                      ^^^
              There are xor, moons, circles, spirals, blobs, linear, digits.

            """,
          status: 1
        )
    )
  }

  @Test func dataOnTheCommandLine() throws {
    let program = Array("dataset(\"flowers\")\n".utf8)
    let files = [
      "iris.csv": Array(Self.flowers.utf8), "p.gradus": program,
      "i": [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4],
      "l": [0, 0, 8, 1, 0, 0, 0, 2, 1, 0],
    ]
    #expect(
      try gradus(["run", "p.gradus", "--data", "flowers=iris.csv"], files: files)
        == Run(output: Self.defined, status: 0)
    )
    #expect(
      try gradus(
        ["run", "p.gradus", "--data", "other=iris.csv", "--data", "flowers=i,l"],
        files: files
      )
        == Run(
          output: """
            x = ⎡ 1  3 ⎤
                ⎣ 2  4 ⎦ 2×2
            y = [1  0]   1×2

            """,
          status: 0
        )
    )
    #expect(
      try gradus(
        ["eval", "--data", "f=iris.csv,target=width", "dataset(\"f\")", "y"],
        files: ["iris.csv": Array("width,a\n0.5,1\n2,3\n".utf8)]
      )
        == Run(output: "x = [1  3]   1×2\ny = [0.5  2]   1×2\n[0.5  2]   1×2\n", status: 0)
    )
    #expect(
      try gradus(["run", "p.gradus", "--data", "flowers=none.csv"], files: files)
        == Run(
          errors: "There is no file none.csv\n  Is the name spelled as it is on disk?\n",
          status: 1
        )
    )
    let misused = try gradus(["run", "p.gradus", "--data", "iris.csv"], files: files)
    #expect(misused.errors.hasPrefix("Error: --data iris.csv names no file. Write --data flowers"))
    #expect(misused.status == .exited(64))
  }

  @Test func dataOfANotebook() throws {
    let notebook = """
      ---
      title: Flowers
      data: {flowers: ../iris.csv, points: [i, l]}
      ---

      ```gradus
      dataset("flowers")
      ```
      """
    let files = [
      "iris.csv": Array(Self.flowers.utf8), "sub/n.md": Array(notebook.utf8),
      "sub/i": [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4],
      "sub/l": [0, 0, 8, 1, 0, 0, 0, 2, 1, 0],
    ]
    let run = try gradus(["run", "sub/n.md"], files: files)
    #expect(run == Run(output: "1> dataset(\"flowers\")\n" + Self.defined, status: 0))
    let loaded = try gradus(files: files, input: ":load sub/n.md\n:data points\n")
    #expect(
      loaded
        == Run(
          output: "1> dataset(\"flowers\")\n" + Self.defined
            + "points: 2 cases, 2 features, 2 classes: 0, 1. dataset(\"points\") defines x and y.\n"
            + "  sub/i, sub/l\n",
          status: 0
        )
    )
    #expect(
      try gradus(["replay", "sub/n.md"], files: files).output
        == "1 notebook, 1 cell: all as recorded\n"
    )
    var broken = files
    broken["sub/l"] = nil
    #expect(
      try gradus(["run", "sub/n.md"], files: broken)
        == Run(
          errors: """
            sub/n.md, line 3: There is no file sub/l
              data: {flowers: ../iris.csv, points: [i, l]}
                                                   ^^^^^^^
              Is the name spelled as it is on disk?

            """,
          status: 1
        )
    )
  }

  @Test func whatIsSavedRunsAgain() throws {
    var saved = ""
    let run = try gradus(
      input: ":data flowers iris.csv target=3\ndataset(\"flowers\")\n:save s.md\n:load s.md\n"
    ) { folder in
      saved = try String(contentsOf: folder.appendingPathComponent("s.md"), encoding: .utf8)
      let again = try Run(try gradusExecutable(), ["replay", "s.md"], directory: folder.path)
      #expect(again.output == "1 notebook, 1 cell: all as recorded\n")
    }
    #expect(run.errors.isEmpty)
    #expect(
      saved.contains(
        "\nseed: 1\ndata:\n  flowers: [\"iris.csv\", \"target=3\"]\nnotation: galway\n"
      )
    )
  }

  /// Matrices that nobody would read are told by their shapes.
  @Test func whatALargeSplitAnswers() throws {
    #expect(
      try Run.gradus(input: "dataset(\"digits\")\nsplit(0.6, 0.2, 0.2)\n")
        == Run(
          output: """
            x = a 64×1797 matrix
            y = a 10×1797 matrix
            x = a 64×1078 matrix
            y = a 10×1078 matrix
            x_dev = a 64×360 matrix
            y_dev = a 10×360 matrix
            x_test = a 64×359 matrix
            y_test = a 10×359 matrix

            """,
          status: 0
        )
    )
  }

  /// A session that is cut off reads its files again.
  @Test func restoreReadsAgain() throws {
    let home = try NeverLostTests.Home()
    let path = home.path + "/iris.csv"
    try Self.flowers.write(toFile: path, atomically: true, encoding: .utf8)
    let killed = try home.start()
    try killed.expect("1> ")
    killed.send(":data flowers ~/iris.csv\r")
    try killed.expect("defines x and y.")
    killed.send("dataset(\"flowers\")\r")
    try killed.expect("2> ")
    killed.signal(SIGKILL)
    _ = try killed.waitForExit()
    let back = try home.start("--plain")
    try back.expect("1> ")
    back.send(":restore\r")
    try back.expect("2 inputs are back")
    back.send("dataset(\"flowers\"); columns(x) + 1000\r")
    try back.expect("1004")
    back.send("\u{4}")
    _ = try back.waitForExit()
  }

  @Test func aCommandOfDataStandsInNoFile() throws {
    let run = try gradus(
      ["run", "p.gradus"],
      files: ["p.gradus": Array(":data flowers iris.csv\n".utf8)]
    )
    #expect(run.errors.hasPrefix("p.gradus, line 1: A file cannot hold the command :data\n"))
    #expect(run.status == .exited(1))
  }
}
