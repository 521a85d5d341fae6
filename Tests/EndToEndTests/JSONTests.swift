import Foundation
import TestSupport
import Testing

/// `--json`: one object a statement, its fields in order, its numbers exact.
@Suite struct JSONTests {
  private func lines(_ program: String, _ arguments: [String] = [], status: Int32 = 0) throws
    -> [String]
  {
    let run = try Run(
      try gradusExecutable(),
      ["run", "-", "--json"] + arguments,
      input: program
    )
    #expect(run.status == .exited(status))
    #expect(run.errors.isEmpty)
    #expect(run.output.isEmpty || run.output.hasSuffix("\n"))
    let lines = run.output.split(separator: "\n").map(String.init)
    for line in lines { _ = try object(line) }
    return lines
  }

  private func object(_ line: String) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
    return try #require(value as? [String: Any])
  }

  @Test func theChainExample() throws {
    #expect(
      try lines("w = 1\nx = 2w + 3\ny = log(x)\nz = 2y² − 1\ndz/dw\n") == [
        #"{"cell":1,"line":1,"statement":"w = 1","name":"w","shape":[],"value":1}"#,
        #"{"cell":1,"line":2,"statement":"x = 2w + 3","name":"x","shape":[],"value":5}"#,
        #"{"cell":1,"line":3,"statement":"y = log(x)","name":"y","shape":[],"value":1.6094379124341003}"#,
        #"{"cell":1,"line":4,"statement":"z = 2y² − 1","name":"z","shape":[],"value":4.180580787960469}"#,
        #"{"cell":1,"line":5,"statement":"dz/dw","name":null,"shape":[],"value":2.5751006598945607}"#,
      ]
    )
  }

  @Test func shapes() throws {
    #expect(
      try lines("[1 2; 3 4]\nA = [1; 2]\n[7]\nzeros(0, 2)\n[[[1, 2], [3, 4]]]") == [
        #"{"cell":1,"line":1,"statement":"[1 2; 3 4]","name":null,"shape":[2,2],"value":[[1,2],[3,4]]}"#,
        #"{"cell":1,"line":2,"statement":"A = [1; 2]","name":"A","shape":[2,1],"value":[[1],[2]]}"#,
        #"{"cell":1,"line":3,"statement":"[7]","name":null,"shape":[1,1],"value":[[7]]}"#,
        #"{"cell":1,"line":4,"statement":"zeros(0, 2)","name":null,"shape":[0,2],"value":[]}"#,
        #"{"cell":1,"line":5,"statement":"[[[1, 2], [3, 4]]]","name":null,"shape":[1,2,2],"value":[[[1,2],[3,4]]]}"#,
      ]
    )
  }

  @Test func whatIsNoFiniteNumberIsAString() throws {
    #expect(
      try lines("[exp(1000), −exp(1000), exp(1000) − exp(1000)]") == [
        #"{"cell":1,"line":1,"statement":"[exp(1000), −exp(1000), exp(1000) − exp(1000)]","name":null,"shape":[1,3],"value":[["inf","-inf","nan"]]}"#
      ]
    )
  }

  @Test func numbersRoundTrip() throws {
    let values = [
      0.1, 1.0 / 3, 2.2250738585072014e-308, 1.7976931348623157e308, 123456789012345680, 1e21, 1e-7,
      -2.5,
    ]
    for value in values {
      let text = value.description.replacing("-", with: "−", maxReplacements: value < 0 ? 1 : 0)
      let line = try #require(try lines("x = \(text)").first)
      let digits = line.split(separator: ":").last?.dropLast() ?? ""
      // The reader of Foundation is off in the last digit; Swift's own is exact.
      #expect(Double(digits) == value)
    }
  }

  @Test func layersAreInBracketsWhateverTheDialect() throws {
    #expect(
      try lines("W⁽²⁾ = 3\nz^{(2)} = W⁽²⁾\nβ₁ = 2", ["--notation", "manchester"]) == [
        #"{"cell":1,"line":1,"statement":"W⁽²⁾ = 3","name":"W[2]","shape":[],"value":3}"#,
        #"{"cell":1,"line":2,"statement":"z^{(2)} = W⁽²⁾","name":"z[2]","shape":[],"value":3}"#,
        #"{"cell":1,"line":3,"statement":"β₁ = 2","name":"β_1","shape":[],"value":2}"#,
      ]
    )
  }

  @Test func compoundStatementsListWhatTheyAssigned() throws {
    #expect(
      try lines("for l = 1, ..., 2 { z[l] = l; s = l }\nif 1 { t = 3 }\nif 0 { t = 4 }") == [
        #"{"cell":1,"line":1,"statement":"for l = 1, ..., 2 { z[l] = l; s = l }","name":null,"assigned":[{"name":"z[1]","shape":[],"value":1},{"name":"s","shape":[],"value":2},{"name":"z[2]","shape":[],"value":2}]}"#,
        #"{"cell":1,"line":2,"statement":"if 1 { t = 3 }","name":null,"assigned":[{"name":"t","shape":[],"value":3}]}"#,
        #"{"cell":1,"line":3,"statement":"if 0 { t = 4 }","name":null,"assigned":[]}"#,
      ]
    )
    let network = try lines("network([1, 1], [σ], seed = 1)")
    #expect(
      network == [
        #"{"cell":1,"line":1,"statement":"network([1, 1], [σ], seed = 1)","name":null,"assigned":[{"name":"L","shape":[],"value":1},{"name":"W[1]","shape":[1,1],"value":[[-0.0686891155223266]]},{"name":"b[1]","shape":[1,1],"value":[[0]]},{"name":"g[1]","shape":null,"value":"σ"},{"name":"λ","shape":[],"value":0},{"name":"loss","shape":null,"value":"binary_cross_entropy"}]}"#
      ]
    )
  }

  @Test func aCallOfAnAlgorithmListsWhatItAssigned() throws {
    let program = """
      network([1, 1], [σ], init = zeros)
      x = [1]
      y = [1]
      forward()
      """
    let last = try object(try #require(try lines(program).last))
    #expect(last["name"] is NSNull)
    let assigned = try #require(last["assigned"] as? [[String: Any]])
    #expect(assigned.map { $0["name"] as? String } == ["a[0]", "N", "z[1]", "a[1]", "J"])
    let cost = try #require(assigned.last?["value"] as? Double)
    #expect(abs(cost - 0.6931471805599453) < 1e-12)
    #expect(assigned[3]["shape"] as? [Int] == [1, 1])
  }

  @Test func functionsAndFormsAreTexts() throws {
    #expect(
      try lines("f(x) = x^2 + 1\ng[1] = tanh\nσ\nd/dx sin(x^2)\nsymbols a b\n[a b; b a]\n\"words\"")
        == [
          #"{"cell":1,"line":1,"statement":"f(x) = x^2 + 1","name":"f","shape":null,"value":"f(x) = x² + 1"}"#,
          #"{"cell":1,"line":2,"statement":"g[1] = tanh","name":"g[1]","shape":null,"value":"tanh"}"#,
          #"{"cell":1,"line":3,"statement":"σ","name":null,"shape":null,"value":"σ"}"#,
          #"{"cell":1,"line":4,"statement":"d/dx sin(x^2)","name":null,"shape":[],"value":null,"expression":"cos(x²)·2x"}"#,
          #"{"cell":1,"line":5,"statement":"symbols a b","name":null,"assigned":[]}"#,
          #"{"cell":1,"line":6,"statement":"[a b; b a]","name":null,"shape":[2,2],"value":null,"expression":"[a, b; b, a]"}"#,
          #"{"cell":1,"line":7,"statement":"\"words\"","name":null,"shape":null,"value":"words"}"#,
        ]
    )
  }

  @Test func checksSayWhetherTheyAgree() throws {
    #expect(
      try lines("w = 3\nJ = w²\n∂J/∂w = 6\n:check ∂J/∂w").suffix(2) == [
        #"{"cell":1,"line":3,"statement":"∂J/∂w = 6","name":"∂J/∂w","shape":[],"value":6}"#,
        #"{"check":"∂J/∂w","agrees":true,"relative_error":0,"message":"Your ∂J/∂w agrees with the derivative of J: relative error 0."}"#,
      ]
    )
    let wrong = try lines("w = 3\nJ = w²\n∂J/∂w = 5\n:check ∂J/∂w\nw", status: 1)
    #expect(wrong.count == 5)
    let check = try object(wrong[3])
    #expect(check["agrees"] as? Bool == false)
    let error = try #require(check["relative_error"] as? Double)
    #expect(abs(error - 0.2) < 0.05)
  }

  @Test func linesAreTheFilesBehindCommandsToo() throws {
    let found = try lines(
      "w = 1\n:rounding 2\n\nx = 1/3; y = 2\n:step z = [1,\n:step z = x\n",
      status: 1
    )
    #expect(
      found == [
        #"{"cell":1,"line":1,"statement":"w = 1","name":"w","shape":[],"value":1}"#,
        #"{"cell":1,"line":4,"statement":"x = 1/3","name":"x","shape":[],"value":0.33}"#,
        #"{"cell":1,"line":4,"statement":"y = 2","name":"y","shape":[],"value":2}"#,
        #"{"error":{"kind":"syntax","message":"this `[` is never closed. Add `]`.","line":5,"column":11,"length":1}}"#,
      ]
    )
    #expect(
      try lines(":step z = 1/4\n") == [
        #"{"cell":1,"line":1,"statement":"z = 1/4","name":"z","shape":[],"value":0.25}"#
      ]
    )
  }

  @Test(arguments: [
    ("1 +* 2", "syntax"), ("foo", "name"), ("[1 2] [3 4]", "shape"), ("log(0)", "domain"),
    ("x = [1 2]\nx_{3}", "index"), ("w = 1\nJ = w²\nw ← 2\n∂J/∂w", "stale"), ("x = ?", "hole"),
    ("zeros(100000, 100000)", "limit"), (":frob", "usage"), ("σ + 1", "type"),
  ])
  func anErrorIsTheLastObject(_ program: String, _ kind: String) throws {
    let found = try lines("u = 1\n:precision 4\n" + program + "\n:precision 5\nv = 1", status: 1)
    let last = try object(try #require(found.last))
    #expect(last.count == 1)
    let error = try #require(last["error"] as? [String: Any])
    #expect(error["kind"] as? String == kind)
    #expect((error["message"] as? String)?.isEmpty == false)
    let count = program.split(separator: "\n").count
    #expect(error["line"] as? Int == count + 2)
    #expect((error["column"] as? Int ?? 0) >= 1)
    #expect((error["length"] as? Int ?? 0) >= 1)
  }

  @Test func anErrorExactly() throws {
    #expect(
      try lines("ŷ = 1\nx = 2ŷ + foo", status: 1).last
        == #"{"error":{"kind":"name","message":"foo has no value.","line":2,"column":10,"length":3}}"#
    )
  }

  @Test func eachExpressionOfEvalIsACell() throws {
    #expect(
      try Run.gradus("eval", "--json", "w = 2", "w + foo", "3")
        == Run(
          output: """
            {"cell":1,"line":1,"statement":"w = 2","name":"w","shape":[],"value":2}
            {"error":{"kind":"name","message":"foo has no value.","line":1,"column":5,"length":3}}

            """,
          status: 1
        )
    )
  }

  @Test func textIsEscaped() throws {
    let line = try #require(try lines("\"a \\Delta # \"  # a remark").first)
    #expect(try object(line)["value"] is String)
    let loop = try lines("for i = 1, ..., 1 {\n\tv = i\n}")
    #expect(
      loop == [
        #"{"cell":1,"line":1,"statement":"for i = 1, ..., 1 {\n\tv = i\n}","name":null,"assigned":[{"name":"v","shape":[],"value":1}]}"#
      ]
    )
  }

  @Test func galwayAndManchesterDifferByTheNumberOfCases() throws {
    let start = """
      network([2, 2, 1], [tanh, σ], loss = binary_cross_entropy, seed = 1)
      x = [0 0 1 1; 0 1 0 1]
      y = [0 1 1 0]
      forward()

      """
    /// The value of the last statement of a program.
    func value(_ statement: String, _ notation: String) throws -> [[Double]] {
      let found = try lines(start + statement, ["--notation", notation])
      let value = try object(try #require(found.last))["value"]
      if let matrix = value as? [[Double]] { return matrix }
      return [[try #require(value as? Double)]]
    }
    let pairs = [
      ("4 J", "E"), ("4 · ∂J/∂W[1]", "(∂E/∂W⁽²⁾)ᵀ"), ("4 · ∂J/∂W[2]", "(∂E/∂W⁽³⁾)ᵀ"),
      ("4 · ∂J/∂b[1]", "(∂E/∂b⁽²⁾)ᵀ"), ("4 · ∂J/∂b[2]", "(∂E/∂b⁽³⁾)ᵀ"), ("z[1]", "z⁽²⁾"),
      ("a[1]", "a⁽²⁾"), ("z[2]", "z⁽³⁾"), ("a[2]", "a⁽³⁾"), ("W[1]", "W⁽²⁾"),
    ]
    for (galway, manchester) in pairs {
      let left = try value(galway, "galway").flatMap(\.self)
      let right = try value(manchester, "manchester").flatMap(\.self)
      #expect(left.count == right.count && !left.isEmpty)
      let agrees = zip(left, right).allSatisfy { abs($0 - $1) <= 1e-12 * max(1, abs($0)) }
      #expect(agrees, "\(galway) and \(manchester)")
    }
  }
}
