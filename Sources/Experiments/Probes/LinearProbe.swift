import Tensors

/// What a linear classifier can tell of the class from given features: its strength is chosen on a quarter of the training
/// examples that is held out, where these are few on several quarters in turn, and it is then fitted to all of them.
public struct LinearProbe: Sendable {
  /// The classifier, fitted to all training examples.
  public let classifier: LinearClassifier
  /// The strength that was chosen.
  package let strength: Double
  /// The share of the held-out examples that each strength classified correctly, in the order of `LinearMethod.strengths`, up
  /// to the first that did worse than a more cautious one: bolder fits take longest and only memorize
  /// more. Empty where there were too few examples to hold any out.
  package let heldOutAccuracies: [Double]

  /// As many held-out examples as tell strengths apart; fewer are added to by other quarters, four at most.
  private static let wantedExamples = 100

  /// Chooses the strength of the regularization on held-out examples, and fits to all.
  ///
  /// - Parameters:
  ///   - examples: what is learned from.
  ///   - seed: decides which quarter of each class is held out.
  /// - Throws: `OneDNNError`.
  public init(_ method: LinearMethod, learningFrom examples: LabeledFeatures, seed: UInt64) throws {
    let strengths = method.strengths
    let first = Self.holdOut(examples, quarter: 0, seed: seed)
    guard !first.heldOut.isEmpty else {
      // Nothing to choose by: the middle of the range.
      strength = strengths[strengths.count / 2]
      heldOutAccuracies = []
      classifier = try method.fit(examples, strength: strength)
      return
    }
    let quarters = min(4, (Self.wantedExamples - 1) / first.heldOut.count + 1)
    let parts = (0..<quarters).map { Self.holdOut(examples, quarter: $0, seed: seed) }
      .map { (training: examples.rows($0.kept), judged: examples.rows($0.heldOut)) }
    // Each strength begins where the one before it ended, which is near its own end.
    var fits = [[LinearClassifier]](repeating: [], count: parts.count)
    var accuracies: [Double] = []
    for strength in strengths {
      let hits = try parts.indices.flatMap { part in
        let fit = try method.fit(parts[part].training, strength: strength, startingFrom: fits[part].last)
        fits[part].append(fit)
        return fit.hits(on: parts[part].judged)
      }
      accuracies.append(hits.mean)
      if let best = accuracies.max(), (accuracies.last ?? 0) < best { break }
    }
    // Of equals the most cautious.
    let best = accuracies.indexOfMaximum ?? 0
    heldOutAccuracies = accuracies
    strength = strengths[best]
    classifier = try method.fit(examples, strength: strength, startingFrom: fits[0][best])
  }

  /// The share of examples that is classified correctly, with its 95 % interval over examples.
  package func accuracy(on examples: LabeledFeatures, seed: UInt64) -> Bootstrap.Estimate {
    Bootstrap.mean(classifier.hits(on: examples), seed: seed)
  }

  /// A quarter of each class, at least one example, of the classes that have two or more; which of the quarters, from 0.
  private static func holdOut(
    _ examples: LabeledFeatures, quarter: Int, seed: UInt64
  ) -> (kept: [Int], heldOut: [Int]) {
    var kept: [Int] = []
    var heldOut: [Int] = []
    for (label, places) in examples.indicesByClass.enumerated() {
      var stream = RandomStream(seed: seed, domain: "held-out part", label)
      let count = places.count < 2 ? 0 : max(1, places.count / 4)
      let turned = stream.permutation(places.count).map { places[$0] }
      let order = turned.indices.map { turned[($0 + quarter * count) % turned.count] }
      heldOut += order.prefix(count)
      kept += order.dropFirst(count)
    }
    return (kept.sorted(), heldOut.sorted())
  }
}
