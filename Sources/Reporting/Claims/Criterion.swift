import Figures

/// What must hold of a measured number for a claim to count as reproduced; it stands in the source before the run.
public enum Criterion: Sendable, Hashable, Codable {
  /// The number is greater than a threshold.
  case greater(than: Double)
  /// The number is less than a threshold.
  case less(than: Double)
  /// The number is at least a threshold.
  case atLeast(Double)
  /// The number is at most a threshold.
  case atMost(Double)
  /// The number lies between two others, ends included.
  case between(Double, Double)

  /// Where the number with all of its interval must lie, in words that follow “must lie”: “above 0.1”.
  public var words: String {
    func show(_ value: Double) -> String { NumberText.significant(value, 4) }
    return switch self {
    case .greater(let threshold): "above \(show(threshold))"
    case .less(let threshold): "below \(show(threshold))"
    case .atLeast(let threshold): "at \(show(threshold)) or above"
    case .atMost(let threshold): "at \(show(threshold)) or below"
    case .between(let low, let high): "between \(show(low)) and \(show(high))"
    }
  }

  /// For example “> 0.1”.
  public var text: String {
    func show(_ value: Double) -> String { NumberText.significant(value, 4) }
    return switch self {
    case .greater(let threshold): "> \(show(threshold))"
    case .less(let threshold): "< \(show(threshold))"
    case .atLeast(let threshold): "≥ \(show(threshold))"
    case .atMost(let threshold): "≤ \(show(threshold))"
    case .between(let low, let high): "\(show(low)) … \(show(high))"
    }
  }

  /// Whether the criterion holds of every number of an interval, of none, or of some only (nil).
  public func holds(from low: Double, to high: Double) -> Bool? {
    switch self {
    case .greater(let threshold): low > threshold ? true : high <= threshold ? false : nil
    case .less(let threshold): high < threshold ? true : low >= threshold ? false : nil
    case .atLeast(let threshold): low >= threshold ? true : high < threshold ? false : nil
    case .atMost(let threshold): high <= threshold ? true : low > threshold ? false : nil
    case .between(let least, let most):
      low >= least && high <= most ? true : high < least || low > most ? false : nil
    }
  }
}
