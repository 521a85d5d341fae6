import ArgumentParser
import Files
import Interpreter
import Notebooks
import Session

/// `gradus`: the REPL.
struct REPLCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repl",
    abstract: "Type notation, see every value.",
    discussion: "This is what gradus does by itself; lines piped in are answered likewise."
  )

  @Flag(help: "Step through the chain-rule example as text, and leave.")
  var example = false

  @Option(help: "The seed of random draws.")
  var seed: UInt64 = 1

  @Option(help: "Whose notation is read: galway or manchester.", completion: .list(dialectNames))
  var notation = "galway"

  @OptionGroup var display: DisplayOptions

  func run() throws {
    var options = ProgramOptions()
    options.json = false
    options.seed = seed
    options.notation = notation
    options.set = []
    options.data = []
    var session = try options.session(display)
    session.interpreter.limits.seconds = nil
    let journals = StateFolder(environment: Terminal.environment).map(JournalStore.init)
    if let journals { session.commands.add([journals.restoreCommand]) }
    var conversation = Conversation(session, display)
    if example {
      conversation.runExample()
      return
    }
    if conversation.isInteractive {
      conversation.greet()
      if let journals { conversation.beginJournal(in: journals) }
    }
    try conversation.run()
    if conversation.failed, !conversation.isInteractive { throw ExitCode(1) }
  }
}
