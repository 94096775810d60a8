/// How far a statistic of several networks taken together, such as an ensemble's error, scatters from one set of networks
/// to the next (Efron and Tibshirani, *An Introduction to the Bootstrap*, chapter 11).
///
/// Drawing networks with replacement would not do: an ensemble with the same member twice is another kind of ensemble.
public enum Jackknife {
  /// The statistic's standard deviation.
  ///
  /// - Parameter withoutEach: the statistic with each of the networks left out in turn.
  /// - Returns: not a number for fewer than three networks, of which too little is left without one.
  public static func deviation(_ withoutEach: [Double]) -> Double {
    guard withoutEach.count > 2 else { return .nan }
    let center = withoutEach.mean
    let squares = withoutEach.reduce(0) { $0 + ($1 - center) * ($1 - center) }
    return (squares * Double(withoutEach.count - 1) / Double(withoutEach.count)).squareRoot()
  }
}
