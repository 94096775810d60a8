import Experiments
import Tensors

/// Points around one center a class, from a seed: what a linear classifier makes of them is known beforehand.
enum ClusterFeatures {
  /// Classes take turns; `distance` is that of the centers from the origin in units of the points' deviation.
  static func make(
    count: Int, classes: Int, dimension: Int = 12, distance: Double, seed: UInt64
  ) -> LabeledFeatures {
    var centers = RandomStream(seed: 99, domain: "centres")
    let directions = (0..<classes * dimension).map { _ in centers.normal() / Double(dimension).squareRoot() }
    var stream = RandomStream(seed: seed, domain: "points")
    let labels = (0..<count).map { $0 % classes }
    var values: [Float] = []
    for label in labels {
      for column in 0..<dimension {
        values.append(Float(distance * directions[label * dimension + column] + stream.normal()))
      }
    }
    return LabeledFeatures(values: Tensor([count, dimension], values), labels: labels, classes: classes)
  }

  /// The same points with their classes dealt anew.
  static func shuffled(_ features: LabeledFeatures, seed: UInt64) -> LabeledFeatures {
    var stream = RandomStream(seed: seed, domain: "labels")
    let order = stream.permutation(features.count)
    return LabeledFeatures(
      values: features.values, labels: order.map { features.labels[$0] }, classes: features.classes)
  }
}
