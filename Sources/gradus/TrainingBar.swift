import Diagnostics
import Interpreter
import Notation
import Rendering
import Synchronization

/// How a training goes on, on standard error: a bar that is redrawn, or a line every few seconds.
///
/// A class: what stands on the screen belongs to it.
final class TrainingBar: TrainingObserver {
  private let redraws: Bool
  private let look: Look
  private let shown: Mutex<Shown>

  /// What has been shown of the training under way.
  private struct Shown {
    /// Whether a bar stands on the screen.
    var bar = false
    /// The seconds at which the next line is due.
    var nextLine = TrainingBar.pause
  }

  /// The seconds from one line to the next where nothing is redrawn.
  private static let pause = 5.0

  /// Makes a bar for a terminal, or lines where standard error is none or is to stay plain.
  init(_ display: DisplayOptions) {
    redraws = Terminal.redrawsErrors(display)
    look = display.look
    shown = Mutex(Shown())
  }

  func note(_ progress: TrainingProgress) {
    shown.withLock { shown in
      if redraws {
        shown.bar = true
        Terminal.writeError("\r" + bar(progress, width: Terminal.width - 1) + "\u{1B}[K")
      } else if progress.seconds >= shown.nextLine {
        shown.nextLine = progress.seconds + Self.pause
        Terminal.writeError(line(progress) + "\n")
      }
    }
  }

  func end() {
    shown.withLock { shown in
      if shown.bar { Terminal.writeError("\r\u{1B}[K") }
      shown = Shown()
    }
  }

  /// `epoch 12 of 50, cost 0.0231, accuracy 97.2 %, 8 s left`.
  private func line(_ progress: TrainingProgress) -> String {
    var parts = [
      "epoch \(progress.epoch) of \(progress.epochs)", "cost \(look.number(progress.cost))",
    ]
    if let accuracy = progress.accuracy { parts.append("accuracy \(Look.percentage(accuracy))") }
    if let left = progress.secondsLeft { parts.append("\(Self.time(left)) left") }
    return parts.joined(separator: ", ")
  }

  /// The bar, as long as there is room beside the line.
  private func bar(_ progress: TrainingProgress, width: Int) -> String {
    let text = line(progress)
    let room = min(30, width - DisplayWidth.of(text) - 4)
    guard room >= 8 else {
      return String(text.prefix(max(0, width)))
    }
    let done = Int((min(1, max(0, progress.share)) * Double(room)).rounded(.down))
    let (full, empty) = look.typography == .unicode ? ("█", "░") : ("#", "-")
    let cells =
      String(repeating: full, count: done) + String(repeating: empty, count: room - done)
    return "[\(cells)] \(text)"
  }

  /// Seconds as a person would say them: `8 s`, `3 min 20 s`, `2 h 5 min`.
  private static func time(_ seconds: Double) -> String {
    let whole = Int(max(seconds, 0).rounded(.up))
    switch whole {
    case ..<60: return "\(whole) s"
    case ..<3600: return "\(whole / 60) min \(whole % 60) s"
    default: return "\(whole / 3600) h \(whole / 60 % 60) min"
    }
  }
}
