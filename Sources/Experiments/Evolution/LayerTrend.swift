import Tensors

/// Whether something grows with depth over all layers, and not between the lowest and the highest alone.
public enum LayerTrend {
  /// The rank correlation of units' values with the number of their layer, −1…1; nil where either does not vary.
  ///
  /// - Parameter layers: from the pixels upward, a value a unit.
  public static func withDepth(_ layers: [[Double]]) -> Double? {
    RankCorrelation.spearman(
      layers.enumerated().flatMap { index, units in units.map { _ in Double(index) } }, layers.flatMap(\.self)
    )
  }

  /// The mean over networks of that correlation, with a 95 % interval by a bootstrap over units within their layers and by what
  /// networks differ in; values that do not vary have a correlation of 0.
  ///
  /// - Parameter networks: by network and layer, a value a unit; no layer is empty.
  public static func estimate(
    _ networks: [[[Double]]], seed: UInt64, replicates: Int = 500
  ) -> Bootstrap.Estimate {
    precondition(
      !networks.isEmpty && networks.allSatisfy { $0.allSatisfy { !$0.isEmpty } }, "layers without units")
    var stream = RandomStream(seed: seed, domain: "bootstrap of a trend")
    let values = networks.map { withDepth($0) ?? 0 }
    let deviation = networks.count > 1 ? values.deviation : 0
    let drawn = (0..<replicates).map { _ in
      networks.map { layers in
        withDepth(layers.map { units in units.map { _ in units[stream.integer(below: units.count)] } }) ?? 0
      }.mean + GroupComparison.shift(deviation, networks.count, &stream)
    }
    return Bootstrap.Estimate(values.mean, replicates: drawn)
  }
}
