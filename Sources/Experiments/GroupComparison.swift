import Tensors

/// Differences between groups of trained networks, with an interval that knows both of their uncertainties: other images, and
/// other seeds.
public enum GroupComparison {
  /// One group's part in a comparison of several.
  public struct Term: Sendable {
    /// What the group's mean loss is multiplied by.
    public let weight: Double
    /// One row a network: its loss on each image, such as 0 or 1 for right or wrong.
    public let losses: [[Double]]

    /// A group's losses and their weight.
    public init(_ weight: Double, _ losses: [[Double]]) {
      self.weight = weight
      self.losses = losses
    }
  }

  /// The mean of group A's losses minus that of group B's: see `contrast(_:strata:spread:seed:replicates:)`.
  public static func difference(
    _ a: [[Double]], _ b: [[Double]], spread: Double, seed: UInt64, replicates: Int = 1000
  ) -> Bootstrap.Estimate {
    contrast([Term(1, a), Term(-1, b)], spread: spread, seed: seed, replicates: replicates)
  }

  /// A weighted sum of the groups' mean losses, with a 95 % interval by a bootstrap over both levels.
  ///
  /// Each of the replicates draws images with replacement, the same for all networks, and moves each group's mean by what its
  /// networks' spread allows: Student's t with one degree of freedom less than there are networks, times the standard error. A group of
  /// one network knows nothing of its own seed-to-seed spread and borrows `spread`: a normal draw of that standard deviation
  /// is added to its mean.
  ///
  /// - Parameters:
  ///   - terms: the groups, all judged on the same images.
  ///   - strata: how many of the images, in their order, belong to each set that is drawn from by itself; nil where
  ///     they are one set.
  ///   - spread: the standard deviation between seeds that a lone network borrows; where it is not a number, neither are
  ///     the ends of the interval of a comparison that needs it.
  public static func contrast(
    _ terms: [Term], strata: [Int]? = nil, spread: Double, seed: UInt64, replicates: Int = 1000
  ) -> Bootstrap.Estimate {
    let images = terms.first?.losses.first?.count ?? 0
    let strata = strata ?? [images]
    precondition(
      images > 0 && strata.reduce(0, +) == images
        && terms.allSatisfy { !$0.losses.isEmpty && $0.losses.allSatisfy { $0.count == images } },
      "groups of \(terms.map(\.losses.count)) networks on other images")
    var stream = RandomStream(seed: seed, domain: "bootstrap")
    let sums = (0..<replicates).map { _ in
      let weights = drawnCounts(strata, &stream)
      return terms.reduce(0) { $0 + $1.weight * resampledMean($1.losses, weights, spread, &stream) }
    }
    return Bootstrap.Estimate(terms.reduce(0) { $0 + $1.weight * mean($1.losses) }, replicates: sums)
  }

  /// The mean of a group's units, such as the differences of two classifiers on each network's own images; see
  /// `differenceOfUnits`.
  ///
  /// - Returns: not a number without networks; a network without units does not count. A lone network knows nothing of the
  ///   spread between seeds: its interval is over its units alone.
  public static func meanOfUnits(_ group: [[Double]], seed: UInt64, replicates: Int = 1000)
    -> Bootstrap.Estimate
  {
    let group = group.filter { !$0.isEmpty }
    guard !group.isEmpty else { return Bootstrap.mean([], seed: seed) }
    var stream = RandomStream(seed: seed, domain: "bootstrap of units")
    return Bootstrap.Estimate(
      mean(group), replicates: (0..<replicates).map { _ in resampledUnits(group, 0, &stream) })
  }

  /// The mean of group A's units minus that of group B's, where each network has units of its own, such as filters.
  ///
  /// Units are drawn with replacement within each network, and each group's mean is moved by what its networks differ in beyond
  /// that, as in a contrast; all networks of a group count alike. A lone network borrows `spread`.
  ///
  /// - Parameters:
  ///   - a: one row a network: a value a unit.
  ///   - b: the same for the other group.
  public static func differenceOfUnits(
    _ a: [[Double]], _ b: [[Double]], spread: Double, seed: UInt64, replicates: Int = 1000
  ) -> Bootstrap.Estimate {
    precondition(
      !a.isEmpty && !b.isEmpty && (a + b).allSatisfy { !$0.isEmpty },
      "groups of \(a.map(\.count)) and \(b.map(\.count)) units")
    var stream = RandomStream(seed: seed, domain: "bootstrap of units")
    let differences = (0..<replicates).map { _ in
      resampledUnits(a, spread, &stream) - resampledUnits(b, spread, &stream)
    }
    return Bootstrap.Estimate(mean(a) - mean(b), replicates: differences)
  }

  /// The share of group A's units that have some property minus that of group B's: see `differenceOfUnits`.
  ///
  /// Where no unit of a group has it, or all have, resampling would give an interval of width 0; the rule of three bounds the
  /// count instead: up to three more of the group's units may differ.
  ///
  /// - Parameters:
  ///   - a: one row a network: 1 for each unit that has the property, else 0.
  ///   - b: the same for the other group.
  public static func differenceOfShares(
    _ a: [[Double]], _ b: [[Double]], spread: Double, seed: UInt64
  ) -> Bootstrap.Estimate {
    let estimate = differenceOfUnits(a, b, spread: spread, seed: seed)
    /// How much lower and higher a group's share may be for what was missed.
    func missed(_ group: [[Double]]) -> (lower: Double, upper: Double) {
      let units = group.joined()
      let reach = 3 / Double(units.count)
      return (units.allSatisfy { $0 == 1 } ? reach : 0, units.allSatisfy { $0 == 0 } ? reach : 0)
    }
    let (ofA, ofB) = (missed(a), missed(b))
    return Bootstrap.Estimate(
      estimate.value, low: estimate.low - ofA.lower - ofB.upper, high: estimate.high + ofA.upper + ofB.lower)
  }

  /// The standard deviation of networks' mean losses from seed to seed; not a number for fewer than two.
  public static func seedSpread(_ networks: [[Double]]) -> Double {
    networks.count > 1 ? networks.map(\.mean).deviation : .nan
  }

  private static func mean(_ group: [[Double]]) -> Double { group.map(\.mean).mean }

  /// The mean of the networks, with units drawn with replacement within each, as far from the group's as that of as many other
  /// networks might be.
  ///
  /// Networks' means differ by their units as well, whose part in their variance is taken out: drawing the units has it.
  private static func resampledUnits(
    _ group: [[Double]], _ spread: Double, _ stream: inout RandomStream
  ) -> Double {
    let drawn = group.map { units in
      units.map { _ in units[stream.integer(below: units.count)] }.mean
    }.mean
    if group.count == 1 { return spread == 0 ? drawn : drawn + spread * stream.normal() }
    let ofUnits = group.map { units in
      units.count > 1 ? units.deviation * units.deviation / Double(units.count) : 0
    }.mean
    let deviation = group.map(\.mean).deviation
    return drawn + shift((max(0, deviation * deviation - ofUnits)).squareRoot(), group.count, &stream)
  }

  /// How far the mean of so many networks may lie from that of all: Student's t times its standard error.
  static func shift(_ deviation: Double, _ networks: Int, _ stream: inout RandomStream) -> Double {
    deviation == 0
      ? 0
      : deviation / Double(networks).squareRoot() * StudentT.draw(degrees: networks - 1, &stream)
  }

  /// How often each image is drawn when as many as there are come from each set.
  private static func drawnCounts(_ strata: [Int], _ stream: inout RandomStream) -> [Double] {
    var counts = [Double](repeating: 0, count: strata.reduce(0, +))
    var first = 0
    for size in strata {
      for _ in 0..<size { counts[first + stream.integer(below: size)] += 1 }
      first += size
    }
    return counts
  }

  private static func resampledMean(
    _ group: [[Double]], _ weights: [Double], _ spread: Double, _ stream: inout RandomStream
  ) -> Double {
    let means = group.map { losses in
      var sum = 0.0
      for index in losses.indices { sum += losses[index] * weights[index] }
      return sum / Double(losses.count)
    }
    if means.count == 1 { return means[0] + spread * stream.normal() }
    return means.mean + shift(group.map(\.mean).deviation, means.count, &stream)
  }
}
