import Algorithms
import Interpreter
import Testing

@testable import Session

/// What TAB offers, by tables: the line up to the cursor, and what the items put in place.
@Suite struct CompletionTests {
  private static let session: Session = {
    var session = Session(interpreter: Interpreter(library: .shipped))
    let lines = [
      "network([2, 2, 1], [tanh, σ], loss = binary_cross_entropy)", "f(u, v) = 2u + v",
      "β₁ = 2", "weights = [1, 2]", "symbols k m",
    ]
    for line in lines { _ = session.handle(line) }
    return session
  }()

  private func offered(_ line: String) -> [String] {
    let cursor = line.unicodeScalars.count
    return Self.session.completions(of: line, at: cursor).items.map(\.text)
  }

  /// The line after TAB, where one item fits.
  private func completed(_ line: String) -> String? {
    let found = Self.session.completions(of: line, at: line.unicodeScalars.count)
    guard found.items.count == 1 else { return nil }
    return String(String.UnicodeScalarView(line.unicodeScalars.dropLast(found.replaced)))
      + found.items[0].text
  }

  @Test(
    arguments: [
      (#"\Delta"#, "Δ"), (#"x = \sigma"#, "x = σ"), (#"\De"#, "Δ"), (#"\part"#, "∂"),
      (#"\hat y"#, "ŷ"), (#"\hat{r}"#, "r\u{302}"), (#"\hat yz"#, "ŷz"), (#"W\^(2)"#, "W⁽²⁾"),
      (#"x\^2"#, "x²"), (#"w\_1"#, "w₁"), (#"w\^T"#, "wᵀ"), (#"x\^{-1}"#, "x⁻¹"), (#"\le"#, "≤"),
      ("wei", "weights"), ("softp", "softplus"), ("1 + bina", "1 + binary_cross_entropy"),
      ("W[2", "W[2]"), ("β", "β₁"),
      ("adam(W[1], ΔW[1], lear", "adam(W[1], ΔW[1], learning_rate = "),
      ("network([2, 1], [σ], los", "network([2, 1], [σ], loss = "), (":vers", nil),
      (":und", ":undo"),
      (":prec", ":precision "), (":exit", ":exit"), (":notation man", ":notation manchester"),
      (":list chai", ":list chain_example"), (":show wei", ":show weights"),
      (":step wei", ":step weights"),
      (":rounding o", ":rounding off"), (":help softp", ":help softplus"),
      ("descend(nes", "descend(nesterov"),
      (":step \\Delta", ":step Δ"), ("whi", "while"),
      ("dataset(\"mo", "dataset(\"moons"), ("f(\"mo", nil), ("dataset(1, \"mo", nil),
      ("split(0.8, 0.2, str", "split(0.8, 0.2, stratified = "),
      ("layer_norm_g", "layer_norm_gradient"), ("max_pool(x, 2, str", "max_pool(x, 2, stride = "),
      ("batch_norm(z, del", "batch_norm(z, delta = "), ("add_n", "add_noise"),
    ] as [(String, String?)]
  )
  func oneItem(_ typed: String, _ wanted: String?) {
    #expect(completed(typed) == wanted)
  }

  @Test(
    arguments: [
      ("W[", ["W[1]", "W[2]"]), ("adam(W[1], ΔW[1], ", ["α = ", "β₁ = ", "β₂ = ", "ϵ = "]),
      ("adam(W[1], ΔW[1], α = 0.1, ", ["β₁ = ", "β₂ = ", "ϵ = "]), ("adam(W[1], ", []),
      ("network([2, 1], [σ], ", ["loss = ", "seed = ", "init = "]),
      (
        "dataset(\"",
        ["xor", "moons", "circles", "spirals", "blobs", "linear", "digits"]
      ),
      ("dataset(\"moons\", ", ["cases = ", "noise = ", "seed = ", "classes = "]),
      (
        "network([2, 1], [σ], loss = ",
        ["cross_entropy", "binary_cross_entropy", "squared_error"]
      ),
      ("descend(adam, ", ["α = ", "β₁ = ", "β₂ = ", "ϵ = "]), (":re", [":reset"]),
      ("conv(x, W, ", ["bias = ", "stride = ", "padding = "]),
      ("# wei", []), ("\"wei", []), ("x\\^(", []), (":nothing x", []), ("zzz", []), ("3 + ", []),
      (":notation ", ["galway", "manchester"]),
      ("descend(ad", ["adadelta", "adagrad", "adagrad_without_epsilon", "adam", "adamw"]),
      ("descend(li", []), ("descend(optimizer = nes", ["nesterov"]),
      (":list warm", ["warm_up"]), ("rmsprop(W[1], ΔW[1], ", ["α = ", "β = ", "ϵ = "]),
      ("adamw(W[1], ΔW[1], weight_", ["weight_decay = "]),
      (
        "minibatch_gradient_descent(3, ",
        ["epochs = ", "batch = ", "optimizer = ", "α = "]
      ),
      (
        "minibatch_gradient_descent(epochs = 3, optimizer = nesterov, ",
        ["batch = ", "α = ", "μ = "]
      ),
      ("early_stopping(J, ", ["patience = "]),
      ("train(optimizer = ada", ["adagrad", "adadelta", "adam", "adamw"]),
      ("train(early_stopping = ", ["last_check"]), ("train(validation = ", ["dev"]),
      (
        "network([2, 1], [σ], init = ", ["he", "xavier", "gaussian", "uniform", "zeros"]
      ),
    ] as [(String, [String])]
  )
  func items(_ typed: String, _ wanted: [String]) {
    #expect(offered(typed) == wanted)
  }

  @Test func severalWordsAreListedWithTheirSigns() {
    let found = Self.session.completions(of: #"\the"#, at: 4)
    #expect(found.items.map(\.shown) == [#"\theta θ"#])
    let several = Self.session.completions(of: #"\sq"#, at: 3).items.map(\.shown)
    #expect(several == [#"\sqrt √"#])
    #expect(
      Self.session.completions(of: #"\ps"#, at: 3).items.map(\.text) == ["ψ"]
    )
    #expect(
      Self.session.completions(of: #"\le"#, at: 2).items.map(\.word).prefix(3)
        == [#"\lambda"#, #"\leftarrow"#, #"\le"#]
    )
  }

  @Test func onlyWhatStandsBeforeTheCursorCounts() {
    #expect(Self.session.completions(of: "wei + 1", at: 3).items.map(\.text) == ["weights"])
    #expect(Self.session.completions(of: "wei + 1", at: 99).items.isEmpty)
  }

  @Test func earlierLinesOfAnInputCount() {
    let vocabulary = Vocabulary(Self.session)
    let found = vocabulary.completions(of: "  ", at: 2, after: "adam(W[1], ΔW[1],")
    #expect(found.items.map(\.text) == ["α = ", "β₁ = ", "β₂ = ", "ϵ = "])
    #expect(vocabulary.hint(for: "α = 1", after: "adam(W[1],")?.hasPrefix("  adam(w, g") == true)
  }

  @Test func providersCompleteWhatTheSessionDoesNotKnow() {
    var session = Self.session
    session.commands.add([
      Command("open", usage: ":open FILE", summary: "open", argument: .file) { _, _ in [] }
    ])
    var vocabulary = Vocabulary(session)
    vocabulary.providers[.file] = { _ in ["my notes.md", "other.md"] }
    let line = ":open my n"
    let found = vocabulary.completions(of: line, at: line.count)
    #expect(found.items.map(\.text) == ["my notes.md"])
    #expect(found.replaced == 4)
  }

  @Test(
    arguments: [
      (#"\sig"#, "ma → σ"), (#"\sigma"#, " → σ"), (#"W\^(2)"#, " → ⁽²⁾"),
      ("adam(w, g, ", "  adam(w, g, α = 0.001, β₁ = 0.9, β₂ = 0.999, ϵ = 1e-8)"),
      ("f(1, ", "  f(u, v)"), ("1 + softmax(", nil), ("f(1)", nil), ("f (", nil), ("w = 1", nil),
      ("\"f(", nil), ("f((1 + ", "  f(u, v)"),
    ] as [(String, String?)]
  )
  func hints(_ typed: String, _ wanted: String?) {
    let hint = Vocabulary(Self.session).hint(for: typed)
    if typed.hasPrefix("1 + softmax") {
      #expect(hint?.hasPrefix("  softmax(z") == true)
    } else {
      #expect(hint == wanted)
    }
  }

  @Test(arguments: [
    ("x = 2.5e-3 + tanh(a)", "number 2.5e-3, function tanh, number"), ("for i", "keyword for"),
    (":step f(1) # so", "command :step, function f, number 1, comment # so"),
    (":help x", "command :help"), ("(1]", "number 1, unbalanced ]"), ("a\"b\"", "string \"b\""),
    ("ŷ = 2", "number 2"),
  ])
  func partsHaveKinds(_ line: String, _ wanted: String) {
    let scalars = Array(line.unicodeScalars)
    let shown = Vocabulary(Self.session).parts(of: line).map { part in
      "\(part.kind) " + String(String.UnicodeScalarView(scalars[part.range]))
    }
    let wanted = wanted.replacing(", number", with: wanted.hasSuffix(", number") ? "" : ", number")
    #expect(shown.joined(separator: ", ") == wanted)
  }
}
