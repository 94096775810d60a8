import Kernels
import Networks

extension KnownAnswer {
  /// What came of having a network answer again.
  public struct Finding: Sendable, Equatable {
    /// How many outputs were compared.
    public let outputs: Int
    /// The largest difference of an output, as a share of the largest magnitude among the stored ones; infinite where an output
    /// is no number.
    public let difference: Float
    /// What differs beyond the tolerance, in words; nil where nothing does.
    public let fault: String?
  }

  /// Has a network answer to the same image, and compares.
  ///
  /// - Throws: `OneDNNError` where a primitive cannot be made or fails.
  public func compared(with model: Model) throws(OneDNNError) -> Finding {
    compared(with: try KnownAnswer(of: model, seed: seed), of: model)
  }

  /// Compares with what a network of the same graph answers now.
  public func compared(with new: KnownAnswer, of model: Model) -> Finding {
    let difference = Self.difference(new.logits, logits)
    let isSame = difference <= Self.tolerance && Self.difference(new.planes, planes) <= Self.tolerance
    return Finding(
      outputs: logits.count, difference: difference, fault: isSame ? nil : fault(new, model, difference))
  }

  /// max|a − b| / max|b|; infinite where something is no number, or there is nothing to be a share of.
  static func difference(_ new: [Float], _ old: [Float]) -> Float {
    guard new.count == old.count else { return .infinity }
    let gap = zip(new, old).map { abs($0 - $1) }.reduce(Float(0)) {
      $1 <= $0 ? $0 : $1.isNaN ? .infinity : $1
    }
    let peak = old.reduce(Float(0)) { max($0, abs($1)) }
    return gap == 0 ? 0 : gap / peak
  }

  /// The first thing on the way from the image to the outputs that is not as it was.
  private func fault(_ new: KnownAnswer, _ model: Model, _ difference: Float) -> String {
    guard new.logits.count == logits.count, new.layers.count == layers.count else {
      return "the network has \(new.logits.count) outputs, and the answer \(logits.count)"
    }
    if !(Self.difference(new.planes, planes) <= Self.tolerance) {
      return
        "the image reaches the network otherwise: the means of its planes are \(Self.list(new.planes)) and were \(Self.list(planes)), so that the preprocessing is another"
    }
    let gaps = zip(new.logits, logits).map { abs($0 - $1) }.map { $0.isNaN ? .infinity : $0 }
    let peak = gaps.indices.max { gaps[$0] < gaps[$1] } ?? 0
    let ending =
      "\(model.title(ofOutput: peak)) is \(new.logits[peak]) and was \(logits[peak]), a difference of \(difference) of the largest output where \(Self.tolerance) is allowed"
    let names = Self.measuredNodes(of: model.graph)
    let first = layers.indices.first { !(abs(new.layers[$0] - layers[$0]) <= Self.tolerance * layers[$0]) }
    guard let first, names.indices.contains(first) else { return ending }
    return
      "from \(names[first]) on its values differ (root mean square \(new.layers[first]), was \(layers[first])); \(ending)"
  }

  private static func list(_ numbers: [Float]) -> String { numbers.map { "\($0)" }.joined(separator: ", ") }
}

extension Model {
  /// What an output is called in a message.
  fileprivate func title(ofOutput place: Int) -> String {
    classNames.indices.contains(place) ? "the output “\(classNames[place])”" : "output \(place)"
  }
}
