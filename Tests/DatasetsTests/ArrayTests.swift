import Datasets
import Foundation
import Tensors
import Testing

/// Arrays: MNIST's IDX and NumPy's NPY, and the whole message of what cannot be read.
@Suite struct ArrayTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// Three images of 2×2 points.
  private static let threeImages = idx([3, 2, 2], [1, 2, 3, 4, 10, 20, 30, 40, 0, 0, 255, 0])
  private static let points = Tensor(rows: [[1, 10, 0], [2, 20, 0], [3, 30, 255], [4, 40, 0]])

  @Test func images() throws {
    try folder.write(Self.threeImages, "images")
    try folder.write(idx([3], [7, 2, 9]), "labels")
    let data = try folder.read("images", "labels")
    #expect(data.inputs == Self.points)
    #expect(data.classes == ["2", "7", "9"])
    #expect(data.targets == Tensor(rows: [[0, 1, 0], [1, 0, 0], [0, 0, 1]]))
    try folder.writeGzip(Self.threeImages, "images.gz")
    try folder.writeGzip(idx([3], [1, 0, 1]), "labels.gz")
    let packed = try folder.read("images.gz", "labels.gz")
    #expect(packed.inputs == Self.points)
    #expect(packed.targets == Tensor(row: [1, 0, 1]))
  }

  /// More than a block of images, each told from the others, against the plain formula.
  @Test func blocksAreTurnedOver() throws {
    let (cases, features) = (1003, 401)
    var elements: [UInt8] = []
    for index in 0..<cases {
      for feature in 0..<features {
        elements.append(UInt8(truncatingIfNeeded: index &* 31 &+ feature &* 7))
      }
    }
    try folder.writeGzip(idx([UInt32(cases), UInt32(features)], elements), "x.gz")
    try folder.write(idx([UInt32(cases)], (0..<cases).map { UInt8($0 % 10) }), "y")
    let data = try folder.read("x.gz", "y")
    let wanted = Tensor(shape: Shape(rows: features, columns: cases)) { result in
      for index in 0..<cases {
        for feature in 0..<features {
          result[feature * cases + index] = Double(elements[index * features + feature])
        }
      }
    }
    #expect(data.inputs == wanted)
    #expect(data.targets.rows == 10)
  }

  @Test(
    arguments: [
      ("<f8", bytes([1.5, -2, 3, 4, 5, 6])), ("<f4", bytes([1.5, -2, 3, 4, 5, 6] as [Float])),
    ]
  )
  func numPysFloats(_ type: String, _ data: [UInt8]) throws {
    try folder.write(npy("|u1", "3,", [0, 1, 1]), "y.npy")
    for version in [1, 2, 3] as [UInt8] {
      try folder.write(npy(type, "3, 2", data, version: version), "x.npy")
      #expect(
        try folder.read("x.npy", "y.npy").inputs == Tensor(rows: [[1.5, 3, 5], [-2, 4, 6]])
      )
    }
    try folder.write(npy(type, "3, 2", data, fortran: true), "x.npy")
    let fortran = try folder.read("x.npy", "y.npy")
    #expect(fortran.inputs == Tensor(rows: [[1.5, -2, 3], [4, 5, 6]]))
    #expect(fortran.targets == Tensor(row: [0, 1, 1]))
  }

  @Test(
    arguments: [
      ("|b1", bytes([1, 0] as [UInt8]), [1, 0]), ("|i1", bytes([-1, 5] as [Int8]), [-1, 5]),
      ("<u2", bytes([65535, 0] as [UInt16]), [65535, 0]),
      ("<i2", bytes([-300, 3] as [Int16]), [-300, 3]),
      ("<u4", bytes([4_000_000_000, 1] as [UInt32]), [4_000_000_000, 1]),
      ("<i4", bytes([-70000, 1] as [Int32]), [-70000, 1]),
      ("<u8", bytes([7, 1] as [UInt64]), [7, 1]), ("<i8", bytes([-7, 1] as [Int64]), [-7, 1]),
    ] as [(String, [UInt8], [Double])]
  )
  func numPysWholeNumbers(_ type: String, _ data: [UInt8], _ values: [Double]) throws {
    try folder.write(npy(type, "2,", data), "x.npy")
    try folder.write(npy(type, "2, 1", data), "y.npy")
    let read = try folder.read("x.npy", "y.npy")
    #expect(read.inputs == Tensor(row: values))
    #expect(read.classes == values.sorted().map { String(Int($0)) })
  }

  @Test func imagesOfNumPyInBothOrders() throws {
    // x[n][i][j] = 100n + 10i + j, 2×2×3.
    let inC: [UInt8] = [0, 1, 2, 10, 11, 12, 100, 101, 102, 110, 111, 112]
    let inFortran: [UInt8] = [0, 100, 10, 110, 1, 101, 11, 111, 2, 102, 12, 112]
    try folder.write(npy("<f8", "2, 2", bytes([0.5, 1, 1.5, 2])), "y.npy")
    let wanted = Tensor(
      rows: [[0, 100], [1, 101], [2, 102], [10, 110], [11, 111], [12, 112]]
    )
    for (data, fortran) in [(inC, false), (inFortran, true)] {
      try folder.write(npy("|u1", "2, 2, 3", data, fortran: fortran), "x.npy")
      let read = try folder.read("x.npy", "y.npy")
      #expect(read.inputs == wanted)
      #expect(read.targets == Tensor(rows: [[0.5, 1.5], [1, 2]]))
      #expect(read.classes.isEmpty)
    }
  }

  @Test func filesOfTheWrongNumberOrKind() throws {
    try folder.write(Self.threeImages, "images")
    try folder.write(idx([3], [1, 2, 3]), "labels")
    try folder.write(idx([2], [1, 2]), "two")
    try folder.write(Array("1,2\n".utf8), "t.csv")
    try folder.write([0x50, 0x4B, 3, 4, 0], "x.npz")
    try folder.write(Array("hello".utf8), "x.npy")
    try folder.write(Array("hello".utf8), "train-images-idx3-ubyte.gz")
    #expect(
      folder.message("images")
        == "images is an array (IDX) of inputs alone: its targets are missing.\n"
        + "Name the file of the targets behind it."
    )
    #expect(
      folder.message("images", "t.csv")
        == "t.csv is a table: it holds inputs and targets itself.\nName it alone."
    )
    try folder.write([1, 2, 3, 4, 0, 0, 0, 3], "wrong")
    #expect(
      folder.message("wrong", "labels")
        == "wrong does not begin as an IDX or NPY file does.\nIs it what its name says?"
    )
    #expect(
      folder.message("labels", "images")
        == "labels holds labels, where the inputs should be.\n"
        + "Name the inputs first, then the targets."
    )
    #expect(
      folder.message("images", "two")
        == "images has 3 cases, but two has 2.\nDo the two files belong together?"
    )
    let advice = "\nName a table (CSV), or two arrays (IDX, NPY): inputs, then targets."
    #expect(folder.message() == "A data set needs a file." + advice)
    #expect(
      folder.message("images", "labels", "two")
        == "A data set is read from one file or two, not from 3." + advice
    )
    #expect(
      folder.message("x.npz")
        == "x.npz is an archive, which may hold several arrays.\n"
        + "Save one array to a .npy file: numpy.save(\"x.npy\", x)."
    )
    #expect(
      folder.message("x.npy", "labels")
        == "x.npy does not begin as an NPY file does.\nIs it what its name says?"
    )
    #expect(
      folder.message("train-images-idx3-ubyte.gz", "labels")
        == "train-images-idx3-ubyte.gz does not begin as an IDX file does.\n"
        + "Is it what its name says?"
    )
    #expect(
      folder.message("nowhere")
        == "There is no file nowhere.\nIs the name spelled as it is on disk?"
    )
    let sub = folder.url.appendingPathComponent("sub")
    try FileManager.default.createDirectory(at: sub, withIntermediateDirectories: false)
    #expect(folder.message("sub") == "sub is a directory.\nName a file in it.")
  }

  @Test(
    arguments: [
      (
        idx([3, 2, 2], [1, 2, 3]),
        "x ends at byte 19; its header tells of 28 bytes.\nWas it copied whole?"
      ),
      (
        threeImages + [9],
        "x goes on behind byte 28, where it should end by its header.\n"
          + "Was it copied whole?"
      ),
      (
        [0, 0, 8, 3, 0, 0, 0, 1, 0],
        "x ends at byte 9; its header tells of 16 bytes.\nWas it copied whole?"
      ),
      (
        idx([3, 1 << 31, 1 << 31], []),
        "x tells of 3 cases with 4611686018427387904 elements each; all together may have "
          + "100000000.\nUse fewer cases. If it should be smaller, the header is damaged."
      ),
      (idx([3, 0, 2], []), "x holds nothing: its extents are 3 × 0 × 2."),
      (
        [0, 0, 13, 1, 0, 0, 0, 1, 0, 0, 0, 0],
        "x, byte 2: the elements are float32, not unsigned bytes.\n"
          + "Save it as bytes or float64: numpy.save(\"x.npy\", x)."
      ),
      (
        [0, 0, 8, 9] + [UInt8](repeating: 1, count: 40),
        "x, byte 3: 9 dimensions are not read: labels have 1, images 3."
      ),
    ] as [([UInt8], String)]
  )
  func damagedImages(_ file: [UInt8], _ wanted: String) throws {
    try folder.write(idx([3], [1, 2, 3]), "y")
    try folder.write(file, "x")
    #expect(folder.message("x", "y") == wanted)
    try folder.writeGzip(file, "x")
    #expect(folder.message("x", "y") == wanted)
  }

  @Test(
    arguments: [
      (
        npy("<f8", "2, 1", bytes([1, .nan])),
        "x.npy, case 2, feature 1: NaN is nothing to compute with.\nReplace it, or leave the case out."
      ),
      (
        npy("<f4", "2, 2", bytes([1, 2, .infinity, 4] as [Float])),
        "x.npy, case 2, feature 1: an infinite number is nothing to compute with.\n"
          + "Replace it, or leave the case out."
      ),
      (
        npy("|O", "2,", [1, 2]),
        "x.npy: elements of the type |O are not read.\n"
          + "Save it as bytes or float64: numpy.save(\"x.npy\", x)."
      ),
      (
        npy(">f8", "2,", [1, 2]),
        "x.npy: elements of the type >f8 are not read.\n"
          + "Save it as bytes or float64: numpy.save(\"x.npy\", x)."
      ),
      (
        npy("<f8", "2,", bytes([1])),
        "x.npy ends at byte 136; its header tells of 144 bytes.\nWas it copied whole?"
      ),
      (
        npy("<f8", "2,", bytes([1, 2, 3])),
        "x.npy goes on behind byte 144, where it should end by its header.\nWas it copied whole?"
      ),
      (
        npy("<f8", "2, x", []),
        "x.npy, byte 64: the header has an extent that is no whole number.\nMake it anew by numpy.save."
      ),
      (
        npy("<f8", "99999999999999999999,", []),
        "x.npy, byte 61: the header has an extent that is no whole number.\nMake it anew by numpy.save."
      ),
      (
        [0x93] + Array("NUMPY".utf8) + [9, 0, 0, 0],
        "x.npy, byte 6: the version 9.0 of NPY is not known."
      ),
      (
        [0x93] + Array("NUMPY".utf8) + [1, 0, 16, 0] + Array("{'shape': (1,)} ".utf8),
        "x.npy, byte 25: the header has no descr.\nMake it anew by numpy.save."
      ),
      (
        [0x93] + Array("NUMPY".utf8) + [2, 0, 0, 0, 0, 255],
        "x.npy, byte 8: the header would have 4278190080 bytes.\nMake it anew by numpy.save."
      ),
    ] as [([UInt8], String)]
  )
  func damagedArrays(_ file: [UInt8], _ wanted: String) throws {
    try folder.write(npy("|u1", "2,", [0, 1]), "y.npy")
    try folder.write(file, "x.npy")
    #expect(folder.message("x.npy", "y.npy") == wanted)
  }

  @Test func damagedGzip() throws {
    let elements = (0..<40_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }
    let path = try folder.writeGzip(idx([100, 400], elements), "x.gz")
    try folder.write(
      idx([100], [UInt8](repeating: 1, count: 50) + Array(repeating: 0, count: 50)),
      "y"
    )
    #expect(folder.message("x.gz", "y") == "read 400×100")
    var whole = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    try folder.write(whole.prefix(whole.count / 2), "half.gz")
    let half = folder.message("half.gz", "y")
    #expect(half.hasPrefix("half.gz is damaged: unexpected end of file, behind byte "), "\(half)")
    #expect(half.hasSuffix(" of what it holds.\nFetch or make it anew."))
    whole[whole.count - 6] ^= 0xFF
    try folder.write(whole, "sum.gz")
    let sum = folder.message("sum.gz", "y")
    #expect(sum.hasPrefix("sum.gz is damaged: incorrect data check, behind byte "), "\(sum)")
  }

  /// Whatever is cut or changed in a file, there is an answer.
  @Test func nothingCrashes() throws {
    try folder.write(npy("|u1", "2,", [0, 1]), "y.npy")
    let files = [
      npy("<f8", "2, 1", bytes([1.0, 2.0])), idx([2, 2], [1, 2, 3, 4]),
      Array("a,b\n1,\"x\"\n2,y\n".utf8),
    ]
    var stream = RandomStream(seed: 1, stream: 1)
    for file in files {
      for _ in 0..<60 {
        var changed = file
        for _ in 0...stream.below(3) {
          let place = stream.below(changed.count)
          switch stream.below(3) {
          case 0: changed[place] = UInt8(stream.below(256))
          case 1: changed.removeSubrange(place...)
          default: changed.insert(UInt8(stream.below(256)), at: place)
          }
          if changed.isEmpty { break }
        }
        try folder.write(changed, "x")
        #expect(!folder.message("x").isEmpty)
        #expect(!folder.message("x", "y.npy").isEmpty)
      }
    }
  }
}
