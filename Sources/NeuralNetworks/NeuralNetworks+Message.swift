import Operations
import Tensors

extension NetworkError {
  /// What happened, and where; no full stop.
  package var message: String {
    switch self {
    case .noLayers:
      return "a network without a layer: it needs at least one"
    case .weightsShape(let layer, let shape):
      return "W[\(layer)] is \(shape.phrase): it must be a matrix, "
        + "a row for each unit and a column for each input"
    case .layersDoNotFit(let layer, let inputs, let source, let below):
      let there = source == 0 ? "a case" : "layer \(source)"
      return "layer \(layer) takes \(inputs.of("input")), but \(there) has "
        + "\(below.of(source == 0 ? "number" : "unit")): W[\(layer)] needs "
        + below.of("column")
    case .architecture(let error): return error.message
    case .filtersShape(let layer, let shape):
      return "W[\(layer)] is \(shape.phrase): filters must be out × in × M × M, "
        + "square and one for each channel"
    case .channels(let layer, let filters, let below):
      return "layer \(layer), conv, has filters of \(filters.of("channel")), but below it a case "
        + "is a \(below) image: W[\(layer)] must be out × \(below.channels) × M × M"
    case .columnShape(let parameter, let layer, let shape, let count):
      return "\(parameter.name)[\(layer)] is \(shape.phrase): it must be a column of "
        + count.of("number")
    case .negativeDeviation(let layer, let place):
      return "running_σ[\(layer)] has \(place.phrase): a deviation is never negative"
    case .source(let layer, let source):
      return "layer \(layer) takes the output of layer \(source), which does not come before it"
    case .unread(let layer):
      return "no layer takes the output of layer \(layer), and it is not the last"
    case .biasesShape(let layer, let shape, let units):
      return "b[\(layer)] is \(shape.phrase), but layer \(layer) has \(units.of("unit")): "
        + "it must be a column with one bias for each"
    case .notFinite(let parameter, let layer, let place):
      return
        "\(parameter.name)[\(layer)] has \(place.phrase): every parameter must be a finite number"
    case .penalty(let penalty, let value):
      let name = penalty == .l2 ? "λ, the L2 penalty," : "λ₁, the L1 penalty,"
      return "\(name) is \(value.inSentence): it must be a finite number that is not negative"
    case .activationOption(let layer, let value):
      return "the activation of layer \(layer) has the option \(value.inSentence): "
        + "it must be a finite number"
    }
  }

  /// What to try, a whole sentence, or nil where the message says it all.
  package var suggestion: String? {
    switch self {
    case .notFinite: "Define the network again, to start from fresh weights."
    case .penalty: "0 is no penalty; usual ones are 0.0001 to 0.1."
    case .architecture(let error): error.suggestion
    default: nil
    }
  }
}

extension TrainingError {
  /// What happened, and where; no full stop.
  package var message: String {
    switch self {
    case .noCases(let role):
      return "\(role.phrase) no cases: there must be at least one column"
    case .notMatrix(let role, let part, let shape):
      return
        "\(part.phrase(role)) are \(shape.phrase): they must be a matrix, a column for each case"
    case .inputRows(let role, let given, let expected):
      return "\(DataPart.inputs.phrase(role)) have \(given.of("row")), but the first layer takes "
        + "\(expected.of("input")) for each case"
    case .targetRows(let role, let given, let expected):
      return "\(DataPart.targets.phrase(role)) have \(given.of("row")), but the last layer has "
        + "\(expected.of("unit")): there must be a row for each output"
    case .caseCounts(let role, let inputs, let targets):
      return "\(DataPart.inputs.phrase(role)) have \(inputs.of("column")), the targets "
        + "\(targets): both need one for each case"
    case .notFinite(let role, let part, let place):
      return "\(part.phrase(role)) have \(place.phrase): every number must be finite"
    case .targetOutOfRange(let role, let loss, let place):
      return "\(DataPart.targets.phrase(role)) have \(place.phrase): \(loss.name) needs targets "
        + "between 0 and 1"
    case .option(let option):
      return option.message
    case .earlyStoppingWithoutValidation:
      return "early stopping watches the cost of validation data, and there are none"
    case .outsideLoss(let error, let moment):
      return error.message + (moment.map { " (\($0.phrase))" } ?? "")
    case .batchOfOne(let layer, let batch):
      return "batch normalisation of one case: layer \(layer) would have one value for each unit"
        + batch.phrase
    case .maskShape(let layer, let shape, let units, let cases):
      return "mask[\(layer)] is \(shape.phrase): it must be \(units)×\(cases)"
    case .memory(let layer, let gigabytes, let available):
      return "the layers would take \(gigabytes.inSentence) GB of memory, and there are "
        + "\(available.inSentence): layer \(layer) is the largest"
    case .zeroDeviation(let deviation):
      return deviation.message
    case .overflow(let layer):
      return "z[\(layer)] or what follows from it is no finite number: "
        + "the weights or the inputs are too large"
    case .diverged(let divergence):
      return divergence.message
    case .checkpoint(let error):
      return error.message
    }
  }

  /// What to try, a whole sentence, or nil where the message says it all.
  package var suggestion: String? {
    switch self {
    case .notMatrix: "Put each case into a column of numbers first."
    case .inputRows(_, let given, let expected):
      "For such data the network begins with \(given), not \(expected); "
        + "if cases are rows, transpose them, xᵀ."
    case .targetRows(_, let given, let expected) where given > expected && expected > 1:
      "There are more classes than outputs: let the network end with \(given)."
    case .targetRows(_, 1, _): "Make a row for each class of labels by one_hot."
    case .targetRows(_, let given, _): "Let the network end with \(given), or give other targets."
    case .notFinite: "Leave the case out, or put a number in its place."
    case .targetOutOfRange:
      "Make labels into zeros and ones by one_hot; for real numbers use squared_error."
    case .option(let option): option.suggestion
    case .earlyStoppingWithoutValidation: "Give some cases as validation data."
    case .outsideLoss(let error, _): error.suggestion
    case .batchOfOne(_, let batch): batch.suggestion
    case .memory: "Take less padding, smaller layers, or fewer cases at once."
    case .zeroDeviation: "Give the layer a δ, such as delta = 1e-5."
    case .overflow: "Scale the inputs to 0 … 1, or start from fresh weights."
    case .diverged(let divergence): divergence.suggestion
    case .checkpoint(let error): error.suggestion
    default: nil
    }
  }
}

extension LoneBatch {
  fileprivate var phrase: String {
    if cases == 1 { return "" }
    if size == 1 { return " in batches of 1" }
    return ", since batches of \(size) leave a last one of 1 of \(cases) cases"
  }

  fileprivate var suggestion: String {
    if cases == 1 { return "Give it more cases." }
    let better = (Swift.max(size, 2)...cases).first { cases % $0 != 1 } ?? cases
    return "Take a batch size of \(better)."
  }
}

extension ZeroDeviation {
  fileprivate var message: String {
    let place = moment.map { " (\($0.phrase))" } ?? ""
    let sum = "so that σ + δ is 0 and there is nothing to divide by" + place
    return switch self.place {
    case .row(let row): "in row \(row) of layer \(layer), batch_norm, all values are equal, \(sum)"
    case .column(let column):
      "in case \(column) of layer \(layer), layer_norm, all values are equal, \(sum)"
    case .running(let row): "running_σ[\(layer)] is 0 in row \(row), \(sum)"
    }
  }
}

extension TrainingOption {
  fileprivate var message: String {
    switch self {
    case .learningRate(let value):
      return "the learning rate is \(value): it must be a positive number"
    case .epochs(let count):
      return "\(count.of("epoch")): there must be at least 1"
    case .batchSize(let count):
      return "a batch of \(count.of("case")): there must be at least 1"
    case .threads(let count):
      return "\(count.of("thread")): there must be at least 1"
    case .number(let name, let owner, let given, let range):
      return "\(name) of \(owner) is \(given): it must be \(range.phrase)"
    case .emptyTable:
      return "a table of learning rates without a rate: it needs at least one"
    }
  }

  fileprivate var suggestion: String? {
    switch self {
    case .learningRate: "Usual rates are 0.001 for adam, 0.1 for gradient_descent."
    case .batchSize: "64 is usual; as many cases as there are make the full batch."
    default: nil
    }
  }
}

extension OptionRange {
  fileprivate var phrase: String {
    switch self {
    case .share: "at least 0 and less than 1"
    case .factor: "more than 0 and at most 1"
    case .positive: "a positive number"
    case .notNegative: "a number that is not negative"
    case .count: "at least 1"
    }
  }
}

extension Divergence {
  fileprivate var message: String {
    let weight = "the largest weight is \(largestWeight.inSentence)"
    let start = "training went astray in \(moment.phrase)"
    switch cause {
    case .sums(let layer):
      return "\(start): z[\(layer)] is no finite number; \(weight)"
    case .gradient(let layer):
      return "\(start): the gradient of layer \(layer) is beyond all bounds; \(weight)"
    case .parameter(let layer):
      return "\(start): a parameter of layer \(layer) would become infinite; \(weight)"
    case .cost:
      return "\(start): the cost is no finite number; \(weight)"
    case .growth(let cost, let first):
      return "\(start): the cost has grown from \(first.inSentence) to \(cost.inSentence); "
        + weight
    case .validation:
      return "\(start): the cost of the validation data is no finite number; \(weight)"
    }
  }

  fileprivate var suggestion: String {
    let scaling = "scale the inputs to 0 … 1: the largest is \(largestInput.inSentence)."
    if isBeforeAnyUpdate {
      return largestInput > 100 ? "S\(scaling.dropFirst())" : "Start from smaller weights."
    }
    let smaller = min(learningRate / 10, 0.1).inSentence
    let rate = "Try a smaller learning rate: \(smaller) in place of \(learningRate.inSentence)"
    return largestInput > 100 ? "\(rate), and \(scaling)" : rate + "."
  }

  /// Whether no update was made yet, so that the learning rate cannot be the reason.
  private var isBeforeAnyUpdate: Bool {
    guard moment == Moment(epoch: 1, update: 1) else { return false }
    return switch cause {
    case .sums, .gradient, .cost: true
    case .parameter, .growth, .validation: false
    }
  }
}

extension CheckpointError {
  fileprivate var message: String {
    switch self {
    case .notCheckpoint: "this is no checkpoint of a training"
    case .version(let version):
      "the checkpoint has format \(version), which this version of gradus cannot read"
    case .truncated: "the checkpoint is cut off: its end is missing"
    case .damaged: "the checkpoint is damaged: its checksum does not fit its contents"
    case .otherNetwork(let there, let here):
      "a checkpoint of another network: \(there) there, \(here) here"
    case .otherOptions(let there, let here):
      "a checkpoint of a training with other options: \(there) there, \(here) here"
    case .otherData: "a checkpoint of a training on other data"
    case .otherStart: "a checkpoint of a training that began with other weights"
    }
  }

  fileprivate var suggestion: String {
    switch self {
    case .notCheckpoint, .version, .truncated, .damaged: "Start the training anew without it."
    case .otherNetwork: "Define the network as it was, or start anew without the checkpoint."
    case .otherOptions: "Give the options as they were, or start anew without the checkpoint."
    case .otherData: "Give the same data, or start anew without the checkpoint."
    case .otherStart:
      "Define the network by the same seed, or start anew without the checkpoint."
    }
  }
}

extension Moment {
  fileprivate var phrase: String { "epoch \(epoch), update \(update)" }
}

extension Place {
  fileprivate var phrase: String { "\(value) in row \(row), column \(column)" }
}

extension DataRole {
  fileprivate var phrase: String {
    switch self {
    case .training: "the training data have"
    case .validation: "the validation data have"
    case .evaluation: "the data have"
    }
  }
}

extension DataPart {
  fileprivate func phrase(_ role: DataRole) -> String {
    let noun = self == .inputs ? "inputs" : "targets"
    return role == .validation ? "the validation \(noun)" : "the \(noun)"
  }
}

extension Int {
  /// `1 unit`, `3 units`.
  fileprivate func of(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}

extension Double {
  /// The number as a message writes it, with at most six digits: `0.05`, `−3`, `1.2e30`.
  var inSentence: String {
    if isNaN || isInfinite || self == 0 || (self == rounded() && magnitude < 1e6) {
      return inMessage
    }
    return rounded(toDigits: 6).inMessage.replacing("e+", with: "e")
  }

  /// The nearest number with so many decimal digits.
  private func rounded(toDigits digits: Int) -> Double {
    var (scale, exponent) = (magnitude, 0)
    while scale >= 10 { (scale, exponent) = (scale / 10, exponent + 1) }
    while scale < 1 { (scale, exponent) = (scale * 10, exponent - 1) }
    let whole = (scale * power(10, digits - 1)).rounded()
    let text = "\(Int(whole))e\(exponent - digits + 1)"
    return (self < 0 ? -1 : 1) * (Double(text) ?? magnitude)
  }
}
