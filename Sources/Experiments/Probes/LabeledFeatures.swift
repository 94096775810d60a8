import Tensors

/// Feature vectors with their classes: what linear probes learn from and are judged by.
public struct LabeledFeatures: Sendable {
  /// One row an example, `[examples, features]`.
  public let values: Tensor<Float>
  /// One class an example.
  public let labels: [Int]
  /// How many classes there are; a label is below it.
  public let classes: Int

  /// Rows with their classes.
  public init(values: Tensor<Float>, labels: [Int], classes: Int) {
    precondition(
      values.shape.rank == 2 && values.shape[0] == labels.count,
      "features \(values.shape) for \(labels.count) labels")
    precondition(labels.allSatisfy { 0..<classes ~= $0 }, "a label outside 0..<\(classes)")
    self.values = values
    self.labels = labels
    self.classes = classes
  }

  /// How many examples there are.
  public var count: Int { labels.count }
  /// How many features an example has.
  public var dimension: Int { values.shape[1] }

  /// The examples at the given places, in this order.
  public func rows(_ indices: [Int]) -> LabeledFeatures {
    LabeledFeatures(
      values: Tensor([indices.count, dimension]) { target in
        values.withUnsafeBuffer { source in
          for (row, index) in indices.enumerated() {
            for column in 0..<dimension {
              target[row * dimension + column] = source[index * dimension + column]
            }
          }
        }
      },
      labels: indices.map { labels[$0] }, classes: classes)
  }

  /// The same examples with the features of another table behind their own.
  public func joined(with other: LabeledFeatures) -> LabeledFeatures {
    precondition(labels == other.labels, "features of other examples")
    let (own, more) = (dimension, other.dimension)
    return LabeledFeatures(
      values: Tensor([count, own + more]) { target in
        values.withUnsafeBuffer { left in
          other.values.withUnsafeBuffer { right in
            for row in 0..<count {
              for column in 0..<own { target[row * (own + more) + column] = left[row * own + column] }
              for column in 0..<more {
                target[row * (own + more) + own + column] = right[row * more + column]
              }
            }
          }
        }
      },
      labels: labels, classes: classes)
  }

  /// The places of each class's examples, in order.
  public var indicesByClass: [[Int]] {
    var places = [[Int]](repeating: [], count: classes)
    for (index, label) in labels.enumerated() { places[label].append(index) }
    return places
  }
}
