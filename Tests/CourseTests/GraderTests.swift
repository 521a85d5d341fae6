import Course
import Diagnostics
import Foundation
import Interpreter
import Rendering
import Tensors
import Testing

@Suite struct GraderTests {
  @Test func fullMarksOnTwentySeeds() throws {
    let solution = try Fixture.text(.solution)
    for seed in 0..<20 {
      var grader = try Fixture.grader()
      grader.seed = stableHash("test", "\(seed)")
      let report = grader.grade(solution)
      #expect(report.isComplete, "seed \(seed)")
      #expect(report.earned == 15)
    }
  }

  @Test func anUnsolvedExerciseEarnsNothing() throws {
    let report = try Fixture.grader().grade(try Fixture.text(.exercise))
    #expect(report.earned == 0)
    #expect(report.remarks == [])
    #expect(report.parts.allSatisfy { $0.state == .open && $0.messages.isEmpty })
    #expect(!report.isBegun)
  }

  @Test(
    arguments: [
      ("t = s²", "t = 36", "chain"), ("s = 3w\nt", "s = 6\nt", "chain"),
      ("w ← w − ρ u", "w ← −16.5", "step"),
    ]
  )
  func typedInNumbersAreRefused(_ item: (String, String, String)) throws {
    let text = try Fixture.text(.solution).replacing(item.0, with: item.1)
    let report = try Fixture.grader().grade(text)
    let part = try #require(report.parts.first { $0.name == item.2 })
    #expect(part.state != .right)
    #expect(part.messages.contains { $0.plain.contains("is a number typed in") })
  }

  /// Drawn numbers can be looked up too: only the formula holds for other draws.
  @Test func typedInDrawsAreRefused() throws {
    let grader = try Fixture.grader()
    let solution = try Fixture.text(.solution)
    let shown = grader.grade(solution.replacing("a[1] − y", with: "a[1] − 2y"))
    #expect(
      shown.parts[2].messages.map(\.plain) == ["Δz[1] differs first in row 2: yours is −0.5546."]
    )
    let typed = grader.grade(solution.replacing("a[1] − y", with: "[0; 0; 0] + a[1] − [0; 1; 0]"))
    #expect(typed.parts[2].state == .right)
  }

  @Test func pointsAreWholeOrHalfAndAllOnlyForAll() throws {
    let text = try Fixture.text(.solution).replacing("chosen: [3, 2, 1]", with: "chosen: [2, 3, 1]")
    let part = try #require(try Fixture.grader().grade(text).parts.last)
    // One of three steps stands right: a third of 2 points is cut to half a point.
    #expect(part.earned == 0.5)
    #expect(part.state == .partly)
  }

  @Test func theHashIsTheSameForEver() {
    // Computed by another program; each text is followed by a zero byte.
    #expect(stableHash("gradus", "04-chain-rule", "ada") == 9_727_824_659_214_918_436)
    #expect(stableHash("ab", "c") != stableHash("a", "bc"))
  }

  @Test func inputsVaryByLearnerAndStayTheSame() throws {
    let course = Fixture.course
    let one = try course.grader(Fixture.exercise, file: "a", look: Look(), learner: "ada")
    let again = try course.grader(Fixture.exercise, file: "a", look: Look(), learner: "ada")
    let other = try course.grader(Fixture.exercise, file: "a", look: Look(), learner: "emmy")
    #expect(one.seed == again.seed)
    #expect(one.seed != other.seed)
    let solution = try Fixture.text(.solution)
    #expect(one.grade(solution).isComplete && other.grade(solution).isComplete)
    let wrong = solution.replacing("a[1] − y", with: "a[1] − 2y")
    #expect(one.grade(wrong).parts[2].messages != other.grade(wrong).parts[2].messages)
  }

  /// An algorithm computes much at once: what comes of a slip in one line is no slip of its own.
  @Test(
    arguments: [
      ("a[L] − y", "y − a[L]", 2.5, ["Δz[2], Δz[1]: Sign.", "Judged with your value of Δz."]),
      (
        "1/N Δz[l] a", "Δz[l] a", 2.5,
        ["ΔW[2], ΔW[1]: No 1/N: this is the sum over the cases, not their mean."]
      ),
      (
        "g[l-1]'(z[l-1]) ⊙ W", "W", 3,
        ["Δz[1]: The activation is forgotten.", "Judged with your value of Δz."]
      ),
      (
        "1/N Σ_n", "Σ_n", 2.5,
        [
          "Δb[2] differs first in row 1: yours is 0.2381.",
          "Δb[1] differs first in row 1: yours is 0.2453.",
        ]
      ),
    ]
  )
  func aSlipInAnAlgorithmCostsOnce(_ item: (String, String, Double, [String])) throws {
    let solution = try String(
      contentsOf: Fixture.folder.appendingPathComponent("network.md"),
      encoding: .utf8
    )
    let grader = try Fixture.grader(solution)
    #expect(grader.grade(solution).isComplete)
    let report = grader.grade(solution.replacing(item.0, with: item.1))
    #expect(report.parts[0].earned == item.2)
    #expect(report.parts[0].messages.map(\.plain) == item.3)
    // What goes on from there is right.
    #expect(report.parts[1].state == .right)
    #expect(report.parts[2].state == .right)
  }

  /// Files that editors on other systems write.
  @Test func lineEndsAndMarksOfOtherSystemsAreRead() throws {
    let solution = try Fixture.text(.solution)
    for text in [
      solution.replacing("\n", with: "\r\n"), "\u{FEFF}" + solution,
      solution.decomposedStringWithCanonicalMapping, solution.replacing("\n", with: " \n"),
    ] {
      let report = try Fixture.grader().grade(text)
      #expect(report.isComplete && report.remarks == [])
    }
  }

  /// Whatever is done to a file, it is graded: no crash, never more points than there are.
  @Test func anyFileIsGraded() throws {
    var grader = try Fixture.grader()
    grader.limits.statements = 2_000
    let lines = try Fixture.text(.solution).split(
      separator: "\n",
      omittingEmptySubsequences: false
    ).map(String.init)
    let strange = [
      "```", "```gradus answer chain", "chosen: [", "s = ?", "Δz[1] = 1/0", "\u{0}", "~~~",
    ]
    var stream = RandomStream(seed: 7, stream: 0)
    for _ in 0..<150 {
      var changed = lines
      for _ in 0...stream.below(4) {
        let index = stream.below(changed.count)
        switch stream.below(4) {
        case 0: changed.remove(at: index)
        case 1: changed.insert(strange[stream.below(strange.count)], at: index)
        case 2: changed.swapAt(index, stream.below(changed.count))
        default: changed[index] = String(changed[index].dropLast(1 + stream.below(4)))
        }
      }
      let report = grader.grade(changed.joined(separator: "\n"))
      #expect((0...15).contains(report.earned))
      #expect(!report.text(in: Look(width: 60)).plain.isEmpty)
    }
  }

  @Test func tolerancesAreStated() {
    let tolerance = Tolerance(relative: 0.1, absolute: 0.5)
    #expect(tolerance.accepts(11.5, for: 10))
    #expect(!tolerance.accepts(11.6, for: 10))
    #expect(tolerance.accepts(.nan, for: .nan))
    #expect(!tolerance.accepts(.nan, for: 1))
    #expect(!tolerance.accepts(.infinity, for: 1))
    #expect(tolerance.accepts(.infinity, for: .infinity))
    #expect(!tolerance.accepts(-.infinity, for: .infinity))
  }
}
