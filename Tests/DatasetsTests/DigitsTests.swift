import Datasets
import Tensors
import Testing

@Suite struct DigitsTests {
  private let digits: Dataset

  init() throws { digits = try DatasetGenerator.digits.make() }

  @Test func shapesAndRanges() {
    #expect(digits.inputs.shape == Shape(rows: 64, columns: 1797))
    #expect(digits.targets.shape == Shape(rows: 10, columns: 1797))
    #expect(
      digits.inputs.elements.allSatisfy { (0...1).contains($0) && 16 * $0 == (16 * $0).rounded() }
    )
    #expect(digits.classes == ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"])
    #expect(digits.citation.contains("CC BY 4.0"))
  }

  /// As scikit-learn's description of the data has them.
  @Test func casesOfEachDigit() throws {
    let indices = try #require(Dataset.classIndices(of: digits.targets))
    let counts = (0..<10).map { digit in indices.count { $0 == digit } }
    #expect(counts == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180])
  }

  /// The CRC-32 that `pack.py --check` prints of the source's table.
  @Test func everyValueIsTheSources() throws {
    let indices = try #require(Dataset.classIndices(of: digits.targets))
    var crc = UInt32.max
    for value in digits.inputs.elements.map({ UInt8(16 * $0) }) + indices.map({ UInt8($0) }) {
      crc ^= UInt32(value)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    #expect(~crc == 0x55A0_1279)
  }

  @Test func theFirstIsAZero() {
    let shades = Array(" .:-=+*#@")
    let lines = (0..<8).map { row in
      String((0..<8).map { shades[Int(8 * digits.inputs[8 * row + $0, 0])] })
    }
    #expect(
      lines.joined(separator: "\n") == """
          :*=   
          *#+#: 
         .#. += 
         :*  == 
         :=  == 
         :+  *- 
         .#:+*  
          -*+   
        """
    )
  }
}
