import Drawing
import Experiments
import Figures
import Reporting

extension Bootstrap.Estimate {
  /// The number and the ends of its interval, for three columns of a table.
  ///
  /// - Parameter scale: what all three are multiplied by, such as 100 for a share that is shown in per cent.
  public func numbers(times scale: Double = 1) -> [Double] { [value, low, high].map { $0 * scale } }
}

extension BarChart.Series {
  /// Bars with the intervals of their estimates.
  ///
  /// - Parameters:
  ///   - name: the name, for the legend.
  ///   - estimates: one a group; nil leaves the place empty.
  ///   - scale: what numbers and intervals are multiplied by, such as 100 for shares that are shown in per cent.
  ///   - markers: a value a group to compare with, as it is shown; or none at all.
  ///   - color: nil takes the palette's next.
  public init(
    _ name: String, _ estimates: [Bootstrap.Estimate?], times scale: Double = 1, markers: [Double?] = [],
    color: Color? = nil
  ) {
    self.init(
      name, estimates.map { $0.map { $0.value * scale } }, low: estimates.map { $0.map { $0.low * scale } },
      high: estimates.map { $0.map { $0.high * scale } }, markers: markers, color: color)
  }
}

extension LineChart.Series {
  /// A line through estimates, with their intervals.
  ///
  /// - Parameters:
  ///   - name: the name, written at the end of the line or in the legend.
  ///   - x: positions along the x axis, as many as estimates.
  ///   - estimates: the numbers with their intervals.
  ///   - scale: what numbers and intervals are multiplied by, such as 100 for shares that are shown in per cent.
  ///   - mark: how points are shown.
  ///   - spread: how the intervals are shown.
  ///   - color: nil takes the palette's next.
  public init(
    _ name: String, x: [Double], _ estimates: [Bootstrap.Estimate], times scale: Double = 1,
    mark: Mark = .line, spread: Spread = .band, color: Color? = nil
  ) {
    self.init(
      name, x: x, y: estimates.map { $0.value * scale },
      interval: (estimates.map { $0.low * scale }, estimates.map { $0.high * scale }), mark: mark,
      spread: spread, color: color)
  }
}

extension Measurement {
  /// An estimate as a report shows it.
  ///
  /// - Parameters:
  ///   - estimate: the number and its 95 % interval.
  ///   - scale: what both are multiplied by, such as 100 for a share that is shown in points.
  ///   - count: how many items (images, maps, pairs) it was measured on.
  ///   - networks: the trained networks that it rests on.
  public init(
    _ estimate: Bootstrap.Estimate, times scale: Double = 1, count: Int? = nil,
    networks: NetworkSample? = nil, unit: String = "", decimals: Int = 3
  ) {
    self.init(
      estimate.value * scale, interval: (estimate.low * scale, estimate.high * scale), count: count,
      networks: networks, unit: unit, decimals: decimals)
  }

  /// How far the first of two classifiers on the same networks' features is ahead of the second, in points, with its 95 %
  /// interval over networks, a fold each, and images.
  ///
  /// - Parameter networks: these networks.
  public init(lead pairs: PairedFolds, networks: NetworkSample, seed: UInt64) {
    let differences = pairs.differencesByFold
    self.init(
      GroupComparison.meanOfUnits(differences, seed: seed), count: differences.reduce(0) { $0 + $1.count },
      networks: networks, unit: "points", decimals: 1)
  }
}
