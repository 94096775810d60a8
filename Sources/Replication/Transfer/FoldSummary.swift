import Experiments
import Figures

/// The mean of folds' accuracies and their standard deviation, in per cent: what a cell of Tables 4, 5 and 7 says.
public struct FoldSummary {
  /// The mean accuracy.
  public let mean: Double
  /// The standard deviation between folds; 0 of one.
  public let deviation: Double
  /// How many folds there are.
  public let count: Int

  /// Nil of no folds.
  public init?(_ folds: [TransferOutcome]) {
    guard !folds.isEmpty else { return nil }
    let values = folds.map { $0.accuracy * 100 }
    let mean = values.reduce(0, +) / Double(values.count)
    self.mean = mean
    count = values.count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    deviation = values.count > 1 ? (squares / Double(values.count - 1)).squareRoot() : 0
  }

  /// For example “83.8 ± 0.5”; without the deviation of a single fold.
  public var text: String {
    NumberText.fixed(mean, 1) + (count > 1 ? " ± \(NumberText.fixed(deviation, 1))" : "")
  }
}
