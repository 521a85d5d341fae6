/// When a training shows its progress and keeps a checkpoint: by the clock, which it seldom asks.
struct TrainingPace {
  private let start: ContinuousClock.Instant
  private var now: ContinuousClock.Instant
  private var nextShown: ContinuousClock.Instant
  private var nextKept: ContinuousClock.Instant
  /// The batches until the clock is asked again, and as many as took some milliseconds.
  private var countdown = 1
  private var stretch = 1

  /// Begins with the training.
  init(start: ContinuousClock.Instant) {
    (self.start, now) = (start, start)
    nextShown = start + .milliseconds(300)
    nextKept = start + .seconds(1)
  }

  /// The seconds since the training began.
  var seconds: Double { start.duration(to: now) / .seconds(1) }

  /// Whether the clock was asked after this batch, which is every 5 to 20 ms.
  mutating func isDue() -> Bool {
    countdown -= 1
    if countdown > 0 { return false }
    let before = now
    now = .now
    let passed = before.duration(to: now)
    if passed < .milliseconds(5) {
      stretch = min(stretch * 2, 1 << 16)
    } else if passed > .milliseconds(20) {
      stretch = max(1, stretch / 4)
    }
    countdown = stretch
    return true
  }

  /// Whether the progress is to be shown now: after 0.3 s, then ten times a second.
  mutating func showsProgress() -> Bool {
    if now < nextShown { return false }
    nextShown = now + .milliseconds(100)
    return true
  }

  /// Whether a checkpoint is to be kept now: once a second.
  mutating func keepsCheckpoint() -> Bool {
    if now < nextKept { return false }
    nextKept = now + .seconds(1)
    return true
  }
}
