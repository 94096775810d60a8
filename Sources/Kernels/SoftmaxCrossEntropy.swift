import Foundation

/// Softmax and the mean cross-entropy of a batch, in place on the engine's logits.
public enum SoftmaxCrossEntropy {
  /// What a batch's logits are worth.
  public struct Result: Sendable {
    /// The sum of −ln p(label) over the images.
    public let lossSum: Double
    /// How many images have another class in front of their own.
    public let errors: Int
  }

  /// Turns logits into probabilities, row by row.
  public static func probabilities(_ logits: UnsafeMutableBufferPointer<Float>, classes: Int) {
    for row in stride(from: 0, to: logits.count, by: classes) {
      let values = UnsafeMutableBufferPointer(rebasing: logits[row..<(row + classes)])
      let peak = values.max() ?? 0
      var sum = 0.0
      for index in values.indices {
        let exponential = exp(Double(values[index] - peak))
        values[index] = Float(exponential)
        sum += exponential
      }
      for index in values.indices { values[index] = Float(Double(values[index]) / sum) }
    }
  }

  /// Replaces a batch's logits by the gradient of its mean loss, and says what they were worth.
  ///
  /// - Parameters:
  ///   - logits: `[labels.count, classes]`; becomes `(p − onehot) / labels.count`.
  ///   - labels: one class per row.
  public static func gradient(
    _ logits: UnsafeMutableBufferPointer<Float>, labels: [Int], classes: Int
  ) -> Result {
    precondition(logits.count == labels.count * classes, "\(logits.count) logits for \(labels.count) labels")
    var errors = 0
    var lossSum = 0.0
    let share = 1 / Float(labels.count)
    for (row, label) in labels.enumerated() {
      let values = UnsafeMutableBufferPointer(rebasing: logits[(row * classes)..<((row + 1) * classes)])
      if rank(of: label, in: UnsafeBufferPointer(values)) > 0 { errors += 1 }
    }
    // The loss is taken from the logits themselves: the logarithm of a probability rounded to zero is lost.
    for (row, label) in labels.enumerated() {
      let values = logits[(row * classes)..<((row + 1) * classes)]
      let peak = values.max() ?? 0
      let sum = values.reduce(0.0) { $0 + exp(Double($1 - peak)) }
      lossSum += log(sum) - Double(logits[row * classes + label] - peak)
    }
    probabilities(logits, classes: classes)
    for (row, label) in labels.enumerated() { logits[row * classes + label] -= 1 }
    for index in logits.indices { logits[index] *= share }
    return Result(lossSum: lossSum, errors: errors)
  }

  /// How many classes stand before a label; of equal logits the lower class stands first.
  public static func rank(of label: Int, in values: UnsafeBufferPointer<Float>) -> Int {
    let own = values[label]
    var rank = 0
    for (index, value) in values.enumerated()
    where value > own || (value == own && index < label) || value.isNaN {
      rank += 1
    }
    return rank
  }
}
