/// How far two reports agree on a number.
public enum Agreement: String, Sendable, Hashable, Encodable, CaseIterable {
  /// The number and its interval have the same bytes.
  case same = "same bytes"
  /// They differ, and their intervals overlap.
  case withinNoise = "within noise"
  /// Their intervals do not overlap; or only one was measured, or in another unit.
  case changed

  /// Compares two measurements, of which there is at least one; the interval of a number without one is the number itself.
  public init(_ numbers: Pair<Measurement>) {
    guard let a = numbers.a, let b = numbers.b else {
      self = .changed
      return
    }
    let ends = [(a.value, b.value), (a.low, b.low), (a.high, b.high)]
    if a.unit != b.unit {
      self = .changed
    } else if ends.allSatisfy({ $0 == $1 || $0.isNaN && $1.isNaN }) {
      self = .same
    } else {
      // Nothing is told of what is no number: every comparison with it is false.
      self = a.low <= b.high && b.low <= a.high ? .withinNoise : .changed
    }
  }

  /// The name of its style: the words with hyphens.
  var styleName: String { rawValue.replacing(" ", with: "-") }
}
