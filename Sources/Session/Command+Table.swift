extension CommandTable {
  /// The commands that need nothing but the session, in the order `:help` lists them.
  package static let standard = CommandTable([
    Command(
      "help",
      usage: ":help [WORD]",
      summary: "what there is, or what a word means",
      details: "WORD is a function, a sign such as Δ or \\odot, a command, or an algorithm. "
        + ":help functions lists the functions, :help signs the signs.",
      argument: .word,
      run: { session, argument in session.help(argument) }
    ),
    Command(
      "step",
      usage: ":step STATEMENT",
      summary: "run a statement and show every step of it",
      details: "Down to single products: :step forward(), :step dz/dw. At a terminal it opens the "
        + "stepper: Enter goes on, i looks into a step, o goes out, b back, u NAME goes on until "
        + "NAME is assigned, p EXPRESSION prints, w NAME watches, ? lists the keys, q leaves. "
        + ":step on does so for every input and for what :load runs, :step off no more.",
      argument: .statement,
      isNumbered: true,
      changesSession: true,
      mayStandInFiles: true,
      run: { session, argument in session.step(argument) }
    ),
    Command(
      "predict",
      usage: ":predict [on|off]",
      summary: "ask for each value before :step shows it, and keep score",
      details: "Type a number, a matrix or any expression; it is compared to the digits shown. "
        + "Enter skips. Without a word it tells the score.",
      argument: .word,
      mayStandInFiles: false,
      run: { session, argument in session.predict(argument) }
    ),
    Command(
      "check",
      usage: ":check ΔW[1] [of J]",
      summary: "compare a gradient of yours with the true derivative",
      details: "It names the first element that differs and the relative error. "
        + "Type :check ∂C/∂w of C for another cost than J.",
      argument: .name,
      mayStandInFiles: true,
      run: { session, argument in session.check(argument) }
    ),
    Command(
      "list",
      usage: ":list [ALGORITHM]",
      summary: "print the text of an algorithm, the very text that runs",
      details: "Without a name it lists the algorithms. Define your own under the same name to "
        + "take its place.",
      argument: .algorithm,
      mayStandInFiles: true,
      run: { session, argument in session.list(argument) }
    ),
    Command(
      "vars",
      aliases: ["variables"],
      usage: ":vars",
      summary: "list every variable and its shape, and your functions",
      run: { session, _ in session.variables() }
    ),
    Command(
      "show",
      usage: ":show NAME",
      summary: "print a value whole, however large",
      argument: .name,
      mayStandInFiles: true,
      run: { session, argument in session.show(argument) }
    ),
    Command(
      "state",
      usage: ":state [ALGORITHM]",
      summary: "show what an optimiser keeps between its steps",
      argument: .algorithm,
      mayStandInFiles: true,
      run: { session, argument in session.state(argument) }
    ),
    Command(
      "rounding",
      usage: ":rounding N|off",
      summary: "round every intermediate value to N decimals",
      details:
        "That is what the slides do: values change, and the prompt shows it. Half is rounded "
        + "away from zero.",
      argument: .number,
      changesSession: true,
      mayStandInFiles: true,
      run: { session, argument in session.rounding(argument) }
    ),
    Command(
      "precision",
      usage: ":precision N",
      summary: "print numbers with N significant digits",
      details: "Values stay as they are.",
      argument: .number,
      changesSession: true,
      mayStandInFiles: true,
      run: { session, argument in session.precision(argument) }
    ),
    Command(
      "notation",
      usage: ":notation NAME",
      summary: "choose whose notation is read: galway or manchester",
      details: "galway: W[2], Δz, J a mean. manchester: W⁽²⁾, ∂E/∂z as rows, E a sum, the input "
        + "layer 1. Only before variables with layers exist.",
      argument: .dialect,
      changesSession: true,
      mayStandInFiles: true,
      run: { session, argument in session.notation(argument) }
    ),
    Command(
      "undo",
      usage: ":undo",
      summary: "take back the last input",
      details: "Again for the one before. :rounding, :notation and :reset are taken back too.",
      changesSession: true,
      run: { session, _ in session.undo() }
    ),
    Command(
      "reset",
      usage: ":reset",
      summary: "forget every variable, function and algorithm of yours",
      changesSession: true,
      run: { session, _ in session.reset() }
    ),
    Command(
      "quit",
      aliases: ["exit", "q"],
      usage: ":quit",
      summary: "leave gradus, as Ctrl-D does",
      run: { _, _ in [.quit] }
    ),
  ])
}
