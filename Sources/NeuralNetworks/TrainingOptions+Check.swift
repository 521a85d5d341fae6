extension TrainingOptions {
  /// Checks every option by itself.
  func check() throws(TrainingError) {
    if epochs < 1 { throw .option(.epochs(epochs)) }
    if batchSize < 1 { throw .option(.batchSize(batchSize)) }
    if !(learningRate > 0 && learningRate.isFinite) {
      throw .option(.learningRate(learningRate.inSentence))
    }
    if let threads, threads < 1 { throw .option(.threads(threads)) }
    try check(optimizer.numbers, of: optimizer.name)
    if schedule == .table([]) { throw .option(.emptyTable) }
    try check(schedule.numbers, of: schedule.name)
    if let earlyStopping {
      try check(earlyStopping.numbers, of: "early_stopping")
      if validation == nil { throw .earlyStoppingWithoutValidation }
    }
  }

  private func check(_ numbers: [OptionNumber], of owner: String) throws(TrainingError) {
    for number in numbers where !number.range.contains(number.value) {
      let given = number.value.inSentence
      throw .option(.number(name: number.name, of: owner, given: given, range: number.range))
    }
  }
}
