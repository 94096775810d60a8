/// How straight a curve from the origin is.
public enum StraightLine {
  /// The share of the values' variance that the best straight line through the origin explains: 1 for a straight curve; it may
  /// be negative where the line is worse than a constant. Nil where the values do not vary.
  public static func explained(_ y: [Double], at x: [Double]) -> Double? {
    precondition(x.count == y.count, "\(x.count) places and \(y.count) values")
    let squares = x.reduce(0) { $0 + $1 * $1 }
    guard squares > 0 else { return nil }
    let slope = zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } / squares
    let mean = y.mean
    let total = y.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    guard total > 0 else { return nil }
    let rest = zip(x, y).reduce(0) { $0 + ($1.1 - slope * $1.0) * ($1.1 - slope * $1.0) }
    return 1 - rest / total
  }

  /// The same of the best straight line that need not begin at the origin: the square of the correlation.
  public static func explainedWithOffset(_ y: [Double], at x: [Double]) -> Double? {
    Correlation.pearson(x, y).map { $0 * $0 }
  }
}
