/// What was measured of one benchmark; the same names and units in every version, so that runs can be compared.
public struct BenchmarkRow: Codable, Hashable, Sendable {
  /// What was measured: `zfnet224.train.f32`.
  public let name: String
  /// The unit of the three numbers: `images/s`, `s/map`, `bytes`, ….
  public let unit: String
  /// The middle of the repeats.
  public let median: Double
  /// The smallest of the repeats.
  public let low: Double
  /// The largest of the repeats.
  public let high: Double
  /// How many times it was measured.
  public let repeats: Int

  /// The row of some measurements, of which there must be one at least.
  public init(name: String, unit: String, samples: [Double]) {
    precondition(!samples.isEmpty, "\(name) was not measured")
    let sorted = samples.sorted()
    let middle = sorted.count / 2
    self.name = name
    self.unit = unit
    median = sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    low = sorted[0]
    high = sorted[sorted.count - 1]
    repeats = sorted.count
  }
}
