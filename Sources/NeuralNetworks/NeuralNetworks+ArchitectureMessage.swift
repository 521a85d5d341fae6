extension ArchitectureError {
  /// What happened, and where; no full stop.
  package var message: String {
    switch self {
    case .noInput:
      return "the list of layers does not say what a case looks like"
    case .noLayers:
      return "a network without a layer: it needs at least one behind its input"
    case .secondInput(let layer):
      return "a second input stands where layer \(layer) should be"
    case .notPositive("input", let count, _):
      return "\(count) inputs: there must be at least 1"
    case .notPositive("image", let extent, _):
      return "an extent of the image is \(extent): each must be at least 1"
    case .notPositive("dense", let units, let layer):
      return "layer \(layer), dense, has \(units) units: there must be at least 1"
    case .notPositive(let name, let number, let layer):
      return "layer \(layer), \(name), is given \(number): "
        + "the number of filters and the size must be at least 1"
    case .denseUponImage(let layer, let below):
      return "layer \(layer), dense, takes columns, but below it a case is a \(below) image"
    case .needsImage(let name, let layer, let below):
      return "layer \(layer), \(name), takes images, but below it a case is a column of \(below)"
    case .stride(let name, let layer, let stride):
      return "layer \(layer), \(name), has the stride \(stride): "
        + "the window must move by at least 1"
    case .padding(let name, let layer, let padding):
      return "layer \(layer), \(name), has the padding \(padding): it must be 0 or more pixels"
    case .poolPadding(let layer, let size, let padding):
      return "layer \(layer), max_pool, has the padding \(padding), more than half the window of "
        + "\(size): a window could see no pixel at all"
    case .windowTooLarge(let name, let layer, let size, let rows, let columns):
      let window = name == "conv" ? "filter" : "window"
      return "layer \(layer), \(name): the \(size)×\(size) \(window) is larger than "
        + "the padded \(rows)×\(columns) image"
    case .delta(let name, let layer, let delta):
      return "layer \(layer), \(name), has δ = \(delta.inSentence): "
        + "it must be a finite number that is not negative"
    case .momentum(let layer, let momentum):
      return "layer \(layer), batch_norm, has the momentum \(momentum.inSentence): "
        + "it must be at least 0 and less than 1"
    case .probability(let layer, let p):
      return "layer \(layer), dropout, has p = \(p.inSentence): "
        + "the probability of being turned off must be between 0 and 1"
    case .invertedDropout(let layer):
      return "layer \(layer), inverted dropout, divides by 1 − p, which is 0 for p = 1"
    case .emptyBlock(let layer):
      return "the residual block at layer \(layer) is empty: F(x) needs at least one layer"
    case .residualShapes(let layer, let block, let shortcut):
      return "layer \(layer) adds F(x), which is \(block), and x, which is \(shortcut): "
        + "the two must have one shape"
    case .tooManyLayers(let most):
      return "more than \(most) layers"
    case .tooLarge(let layer):
      return layer == 0
        ? "the input has more numbers than can be counted"
        : "layer \(layer) has more numbers than can be counted"
    }
  }

  /// What to try, a whole sentence, or nil where the message says it all.
  package var suggestion: String? {
    switch self {
    case .noInput: "Begin with image(channels, rows, columns), or with the number of inputs."
    case .noLayers: "Write the layers behind it: network([64, dense(10), softmax])."
    case .secondInput: "Keep the first alone."
    case .denseUponImage: "Put flatten before it."
    case .needsImage: "Begin with image(channels, rows, columns), and put flatten behind it."
    case .windowTooLarge: "Take a smaller one, or more padding."
    case .poolPadding(_, let size, _): "Take a padding of at most \(size / 2)."
    case .delta: "1e-5 is usual."
    case .momentum: "0.9 is usual."
    case .probability: "0.5 is usual for hidden units, 0.2 for inputs."
    case .invertedDropout: "Take a p below 1."
    case .residualShapes:
      "Keep the shape with padding and stride 1, or give shortcut = [conv(…)]."
    case .tooLarge: "Take smaller layers."
    case .stride, .padding, .notPositive, .emptyBlock, .tooManyLayers: nil
    }
  }
}
