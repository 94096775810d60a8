import Tensors

/// Section 5.2's experiment: a linear classifier on features that were learned elsewhere, from a few images a class.
public enum FeatureTransfer {
  /// What the classifier makes of the images that one fold is judged by.
  ///
  /// - Parameters:
  ///   - features: the features of all images of the target set.
  ///   - split: which of them are learned from and judged by.
  ///   - seed: decides the held-out part that the strength is chosen on.
  /// - Throws: `OneDNNError`.
  public static func outcome(
    of features: LabeledFeatures, _ split: TransferSplit, by method: LinearMethod, seed: UInt64
  ) throws -> TransferOutcome {
    let probe = try LinearProbe(method, learningFrom: features.rows(split.training), seed: seed)
    let test = features.rows(split.test)
    return TransferOutcome(
      images: split.test, labels: test.labels,
      predictions: probe.classifier.predictions(for: test.values))
  }

  /// The mean over classes of the share of a class's images that are classified correctly, 0…1: the measure of the Caltech
  /// sets, whose classes differ in size.
  public static func meanClassAccuracy(predictions: [Int], labels: [Int]) -> Double {
    precondition(
      predictions.count == labels.count && !labels.isEmpty,
      "\(predictions.count) predictions for \(labels.count) labels")
    var right: [Int: Int] = [:]
    var all: [Int: Int] = [:]
    for (prediction, label) in zip(predictions, labels) {
      all[label, default: 0] += 1
      if prediction == label { right[label, default: 0] += 1 }
    }
    // In the order of the classes: sums of doubles depend on it.
    let shares = all.keys.sorted().map { Double(right[$0] ?? 0) / Double(all[$0]!) }
    return shares.mean
  }
}
