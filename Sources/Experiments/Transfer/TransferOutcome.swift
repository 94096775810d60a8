/// What a classifier makes of the images that one fold of a target set is judged by.
public struct TransferOutcome: Codable, Sendable, Equatable {
  /// The images' places in the set.
  public let images: [Int]
  /// The label of each image, in the same order.
  public let labels: [Int]
  /// The classes that they are taken for.
  public let predictions: [Int]

  /// Predictions of images with their classes.
  public init(images: [Int], labels: [Int], predictions: [Int]) {
    precondition(
      images.count == labels.count && labels.count == predictions.count && !images.isEmpty,
      "\(predictions.count) predictions for \(labels.count) labels of \(images.count) images")
    self.images = images
    self.labels = labels
    self.predictions = predictions
  }

  /// The mean over classes of the share of a class's images that are classified correctly, 0…1: the measure of the Caltech
  /// sets, whose classes differ in size.
  public var accuracy: Double {
    FeatureTransfer.meanClassAccuracy(predictions: predictions, labels: labels)
  }

  /// The same without the images that a condition excludes; nil where none is left.
  public func filtered(_ isKept: (Int) -> Bool) -> TransferOutcome? {
    let places = images.indices.filter { isKept(images[$0]) }
    guard !places.isEmpty else { return nil }
    return TransferOutcome(
      images: places.map { images[$0] }, labels: places.map { labels[$0] },
      predictions: places.map { predictions[$0] })
  }

  /// The most that leaving some images out could move the accuracy, 0…1, whatever they and the others are taken for: the mean
  /// over classes of the share of a class's images that they are.
  public func largestChange(without isLeftOut: (Int) -> Bool) -> Double {
    var sizes: [Int: (all: Int, out: Int)] = [:]
    for (image, label) in zip(images, labels) {
      sizes[label, default: (0, 0)].all += 1
      if isLeftOut(image) { sizes[label]?.out += 1 }
    }
    // In the order of the classes: sums of doubles depend on it.
    return sizes.sorted { $0.key < $1.key }.map { Double($0.value.out) / Double($0.value.all) }.mean
  }

  /// What each image adds to the mean accuracy over folds, scaled so that the mean over images is that accuracy.
  ///
  /// An image that is judged in several folds counts once, with all of them, so that images can be drawn with
  /// replacement as if they were independent. The order is that of the images' places.
  public static func imageScores(_ folds: [TransferOutcome]) -> [Double] {
    var scores: [Int: Double] = [:]
    for fold in folds {
      let sizes = Dictionary(fold.labels.map { ($0, 1) }, uniquingKeysWith: +)
      for (place, image) in fold.images.enumerated() {
        let label = fold.labels[place]
        let share = 1 / Double(sizes.count * sizes[label]! * folds.count)
        scores[image, default: 0] += fold.predictions[place] == label ? share : 0
      }
    }
    let count = Double(scores.count)
    return scores.sorted { $0.key < $1.key }.map { $0.value * count }
  }
}
