import Experiments
import Reporting

extension Measurement {
  /// An estimate as a report shows it.
  ///
  /// - Parameters:
  ///   - estimate: the number and its 95 % interval.
  ///   - scale: what both are multiplied by, such as 100 for a share that is shown in points.
  ///   - count: how many items (images, maps, pairs) it was measured on.
  ///   - seeds: how many trained networks it was measured over.
  public init(
    _ estimate: Bootstrap.Estimate, times scale: Double = 1, count: Int? = nil, seeds: Int? = nil,
    unit: String = "", decimals: Int = 3
  ) {
    self.init(
      estimate.value * scale, interval: (estimate.low * scale, estimate.high * scale), count: count,
      seeds: seeds, unit: unit, decimals: decimals)
  }
}
