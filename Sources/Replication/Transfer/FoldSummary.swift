import Experiments
import Figures

/// The mean of folds' accuracies and their standard deviation, in per cent: what a cell of Tables 4, 5 and 7 says.
public struct FoldSummary {
  /// The mean accuracy of the folds, in per cent.
  public let mean: Double
  /// The standard deviation between folds, in per cent; 0 of one fold.
  public let deviation: Double
  /// How many folds there are.
  public let count: Int

  /// Nil of no folds.
  public init?(_ folds: [TransferOutcome]) {
    guard !folds.isEmpty else { return nil }
    let values = folds.map { $0.accuracy * 100 }
    mean = values.mean
    count = values.count
    deviation = values.count > 1 ? values.deviation : 0
  }

  /// For example “83.8 ± 0.5”; without the deviation of a single fold.
  public var text: String {
    NumberText.fixed(mean, 1) + (count > 1 ? " ± \(NumberText.fixed(deviation, 1))" : "")
  }
}
