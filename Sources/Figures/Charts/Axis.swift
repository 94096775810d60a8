import Foundation

/// One axis of a chart: its title with its unit, its range and its scale.
public struct Axis: Sendable, Hashable {
  /// How values become positions.
  public enum Scale: Sendable, Hashable {
    /// Equal differences, equal distances.
    case linear
    /// Equal ratios, equal distances; values must be positive.
    case logarithmic
  }

  /// The title, such as “Validation error”.
  public var title: String
  /// The unit, such as “%”.
  public var unit: String
  /// The range; nil takes what the data need.
  public var range: ClosedRange<Double>?
  /// Whether values stand at equal differences or equal ratios.
  public var scale: Scale
  /// Whether the range that the data need is stretched to hold zero.
  public var includesZero: Bool
  /// About how many ticks a linear axis has; nil takes what the room suggests.
  public var tickCount: Int?
  /// The values at which ticks stand; nil takes round ones.
  public var marks: [Double]?

  /// An axis with a title; its range and ticks are taken from the data unless they are given.
  public init(
    _ title: String, unit: String = "", range: ClosedRange<Double>? = nil, scale: Scale = .linear,
    includesZero: Bool = false, tickCount: Int? = nil, marks: [Double]? = nil
  ) {
    self.title = title
    self.unit = unit
    self.range = range
    self.scale = scale
    self.includesZero = includesZero
    self.tickCount = tickCount
    self.marks = marks
  }

  /// Title and unit.
  var heading: String { unit.isEmpty ? title : title.isEmpty ? unit : "\(title) (\(unit))" }

  /// A position on the axis in words, such as “epoch 12”.
  func text(of value: Double) -> String {
    let number = NumberText.significant(value, 4) + (unit.isEmpty ? "" : "\u{202F}\(unit)")
    return title.isEmpty ? number : "\(title) \(number)"
  }

  /// The range that is drawn for the given values: the one asked for, or theirs with a little room.
  func resolvedRange(for values: [Double]) -> ClosedRange<Double> {
    if let range, range.lowerBound < range.upperBound, scale == .linear || range.lowerBound > 0 {
      return range
    }
    // Numbers beyond these have no finite differences.
    var usable = values.filter { abs($0) < 1e300 && (scale == .linear || $0 > 0) }
    if includesZero, scale == .linear { usable.append(0) }
    guard var low = usable.min(), var high = usable.max() else { return scale == .linear ? 0...1 : 1...10 }
    if scale == .logarithmic {
      if low == high { return low / 2...high * 2 }
      let room = (high / low).squareRoot() > 1.1 ? 1.08 : 1.02
      return low / room...high * room
    }
    if low == high {
      let room = max(abs(low) * 0.1, 1e-6)
      return low - room...high + room
    }
    let room = (high - low) * 0.04
    if low != 0 || !includesZero { low -= room }
    if high != 0 || !includesZero { high += room }
    return low...high
  }

  /// Where a value lies in a range, 0 at its start and 1 at its end.
  func position(_ value: Double, in range: ClosedRange<Double>) -> Double {
    switch scale {
    case .linear: (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    case .logarithmic:
      log(max(value, 1e-300) / range.lowerBound) / log(range.upperBound / range.lowerBound)
    }
  }

  /// The ticks of a range.
  package func ticks(in range: ClosedRange<Double>, about count: Int) -> Ticks {
    if let marks {
      let shown = marks.filter(range.contains)
      return Ticks(values: shown, labels: shown.map { NumberText.significant($0, 3) })
    }
    return switch scale {
    case .linear: .linear(from: range.lowerBound, to: range.upperBound, about: tickCount ?? count)
    case .logarithmic: .logarithmic(from: range.lowerBound, to: range.upperBound)
    }
  }
}
