import Foundation
import Tensors

extension Reference {
  /// The softmax of every row.
  ///
  /// - Parameter logits: `[batch, classes, …]`; the output has the same shape and each image's values sum to 1.
  public static func softmax<Scalar>(_ logits: Tensor<Scalar>) -> Tensor<Scalar> {
    let classes = logits.shape.count / max(logits.shape[0], 1)
    return logits.withUnsafeBuffer { logits1 in
      Tensor(logits.shape) { probabilities in
        for n in 0..<logits.shape[0] {
          let row = n * classes..<(n + 1) * classes
          // The largest score is taken away first, so that no exponential overflows.
          let largest = logits1[row].max() ?? 0
          var total: Scalar = 0
          for offset in row {
            probabilities[offset] = Scalar(exp(Double(logits1[offset] - largest)))
            total += probabilities[offset]
          }
          for offset in row { probabilities[offset] /= total }
        }
      }
    }
  }

  /// The mean over the batch of `−ln p(label)` under the softmax of the logits.
  ///
  /// - Parameters:
  ///   - logits: `[batch, classes, …]`.
  ///   - labels: one class per image.
  /// - Returns: the loss in nats and the probabilities, of the logits' shape.
  public static func crossEntropy<Scalar>(
    _ logits: Tensor<Scalar>, labels: [Int]
  ) -> (loss: Double, probabilities: Tensor<Scalar>) {
    let classes = checkedClasses(logits, labels)
    var loss = 0.0
    for (n, label) in labels.enumerated() {
      // ln Σ exp − score rather than ln of the probability, which may have underflowed to zero.
      let logits = (0..<classes).map { Double(logits[n * classes + $0]) }
      let largest = logits.max() ?? 0
      loss += log(logits.reduce(0) { $0 + exp($1 - largest) }) + largest - logits[label]
    }
    return (loss / Double(labels.count), softmax(logits))
  }

  /// The gradient of `crossEntropy` with respect to the logits: `(p − 1[label]) / batch`.
  public static func crossEntropyBackward<Scalar>(
    probabilities: Tensor<Scalar>, labels: [Int]
  ) -> Tensor<Scalar> {
    let classes = checkedClasses(probabilities, labels)
    var gradient = probabilities
    for (n, label) in labels.enumerated() { gradient[n * classes + label] -= 1 }
    return gradient.map { $0 / Scalar(labels.count) }
  }

  private static func checkedClasses<Scalar>(_ logits: Tensor<Scalar>, _ labels: [Int]) -> Int {
    precondition(
      !labels.isEmpty && logits.shape[0] == labels.count, "\(labels.count) labels for logits \(logits.shape)")
    let classes = logits.count / labels.count
    precondition(labels.allSatisfy { 0..<classes ~= $0 }, "a label of \(labels) outside \(classes) classes")
    return classes
  }
}
