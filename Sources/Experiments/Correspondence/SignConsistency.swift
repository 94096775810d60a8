import Tensors

/// How consistently hiding one thing changes the features of different faces, against hiding another: Table 1 and its test.
///
/// Every face gives a sign vector for what is hidden and one for the control, in as many draws as the control has. Distances
/// are means over the draws.
public struct SignConsistency: Sendable {
  /// Distances between all of a face's vectors: the parts' first, then the controls', `2n × 2n`.
  private let distances: [Double]
  /// The number of faces.
  public let faces: Int

  /// Which units are asked.
  public enum Measure: String, Codable, Sendable, CaseIterable {
    /// All, by the ternary sign: the paper's.
    case all
    /// Those that changed in both images, by the binary sign. Where no unit did, a half stands for not knowing.
    case both
  }

  /// The distances of two kinds of hiding.
  ///
  /// - Parameters:
  ///   - hidden: by draw, by face; one draw is used with each of the control's. Several parts as draws give their mean.
  ///   - control: by draw, by face.
  public init(_ hidden: [[SignChange]], against control: [[SignChange]], measure: Measure) {
    precondition(
      !hidden.isEmpty && !control.isEmpty && (hidden.count == 1 || hidden.count == control.count),
      "\(hidden.count) draws against \(control.count)")
    let faces = hidden[0].count
    var sums = [Double](repeating: 0, count: 4 * faces * faces)
    for draw in control.indices {
      let vectors = hidden[min(draw, hidden.count - 1)] + control[draw]
      precondition(vectors.count == 2 * faces, "draws over different faces")
      for a in vectors.indices {
        for b in 0..<a where a % faces != b % faces {
          let distance = vectors[a].distance(to: vectors[b])
          let value = measure == .all ? distance.ofAll : distance.ofBoth ?? 0.5
          sums[a * 2 * faces + b] += value
          sums[b * 2 * faces + a] += value
        }
      }
    }
    self.faces = faces
    distances = sums.map { $0 / Double(control.count) }
  }

  /// All that a table wants to know of it.
  public struct Summary: Codable, Sendable, Equatable {
    /// The mean over the pairs of faces for what is hidden.
    public let hidden: Double
    /// Its standard deviation over pairs.
    public let hiddenDeviation: Double
    /// The ends of its 95 % bootstrap interval over faces.
    public let hiddenInterval: [Double]
    /// The mean over the pairs of faces for the control.
    public let control: Double
    /// Its standard deviation over pairs.
    public let controlDeviation: Double
    /// The ends of its 95 % bootstrap interval over faces.
    public let controlInterval: [Double]
    /// The first mean minus the second.
    public let difference: Double
    /// The lower end of the difference's 95 % bootstrap interval over faces.
    public let low: Double
    /// The upper end of its 95 % interval.
    public let high: Double
    /// The one-sided probability by exchange within faces.
    public let probability: Double
  }

  /// The numbers that a row of the table shows.
  public func summary(seed: UInt64) -> Summary {
    let (hidden, control) = (hidden, control)
    let unswapped = [Bool](repeating: false, count: faces)
    let replicates = resampled(seed: seed, 1000).map { means(weights: $0, isSwapped: unswapped) }
    let ends = [replicates.map(\.hidden), replicates.map(\.control)].map { means in
      let estimate = Bootstrap.Estimate(0, replicates: means)
      return [estimate.low, estimate.high]
    }
    let difference = difference(seed: seed)
    return Summary(
      hidden: hidden.mean, hiddenDeviation: hidden.deviation, hiddenInterval: ends[0],
      control: control.mean, controlDeviation: control.deviation, controlInterval: ends[1],
      difference: difference.value, low: difference.low, high: difference.high,
      probability: permutationProbability(seed: seed))
  }

  /// The mean over the pairs of faces of the distance for what is hidden, and its standard deviation over pairs.
  public var hidden: (mean: Double, deviation: Double) { summary(offset: 0) }
  /// The same for the control.
  public var control: (mean: Double, deviation: Double) { summary(offset: faces) }

  private func summary(offset: Int) -> (mean: Double, deviation: Double) {
    var values: [Double] = []
    for a in 0..<faces { for b in 0..<a { values.append(distance(a + offset, b + offset)) } }
    return (values.mean, values.count > 1 ? values.deviation : 0)
  }

  private func distance(_ a: Int, _ b: Int) -> Double { distances[a * 2 * faces + b] }

  /// The mean distance over pairs for what is hidden minus that of the control, each face weighted; `isSwapped` exchanges the
  /// two vectors of a face.
  private func difference(weights: [Double], isSwapped: [Bool]) -> Double {
    let means = means(weights: weights, isSwapped: isSwapped)
    return means.hidden - means.control
  }

  private func means(weights: [Double], isSwapped: [Bool]) -> (hidden: Double, control: Double) {
    var (hidden, control, total) = (0.0, 0.0, 0.0)
    for a in 0..<faces where weights[a] > 0 {
      let (hiddenA, controlA) = isSwapped[a] ? (a + faces, a) : (a, a + faces)
      for b in 0..<a where weights[b] > 0 {
        let (hiddenB, controlB) = isSwapped[b] ? (b + faces, b) : (b, b + faces)
        let weight = weights[a] * weights[b]
        hidden += weight * distance(hiddenA, hiddenB)
        control += weight * distance(controlA, controlB)
        total += weight
      }
    }
    return total > 0 ? (hidden / total, control / total) : (.nan, .nan)
  }

  /// How much more consistent, as a share of the control, hiding is in one layer than in another: the relative difference
  /// (hidden − control) / control of the first minus that of the second, with a bootstrap over the faces of both.
  public static func contrast(
    _ first: SignConsistency, _ second: SignConsistency, seed: UInt64, replicates: Int = 1000
  ) -> Bootstrap.Estimate {
    precondition(first.faces == second.faces, "\(first.faces) and \(second.faces) faces")
    let unswapped = [Bool](repeating: false, count: first.faces)
    func relative(_ one: SignConsistency, _ weights: [Double]) -> Double {
      let means = one.means(weights: weights, isSwapped: unswapped)
      return means.control == 0 ? 0 : (means.hidden - means.control) / means.control
    }
    func value(_ weights: [Double]) -> Double { relative(first, weights) - relative(second, weights) }
    return Bootstrap.Estimate(
      value([Double](repeating: 1, count: first.faces)),
      replicates: first.resampled(seed: seed, replicates).map(value))
  }

  /// The difference, hidden minus control, with a bootstrap interval over faces: pairs share faces, and are not independent.
  public func difference(seed: UInt64, replicates: Int = 1000) -> Bootstrap.Estimate {
    let unswapped = [Bool](repeating: false, count: faces)
    let value = difference(weights: [Double](repeating: 1, count: faces), isSwapped: unswapped)
    return Bootstrap.Estimate(
      value,
      replicates: resampled(seed: seed, replicates).map { weights in
        difference(weights: weights, isSwapped: unswapped)
      })
  }

  /// How often each face is drawn in each replicate of a bootstrap; a draw of one face alone has no pairs and is drawn anew.
  func resampled(seed: UInt64, _ replicates: Int) -> [[Double]] {
    var stream = RandomStream(seed: seed, domain: "bootstrap over faces")
    return (0..<replicates).map { _ in
      var weights: [Double]
      repeat {
        weights = [Double](repeating: 0, count: faces)
        for _ in 0..<faces { weights[stream.integer(below: faces)] += 1 }
      } while faces > 1 && weights.count { $0 > 0 } < 2
      return weights
    }
  }

  /// How probable so small a difference is where what is hidden does not matter: the share of exchanges of the two
  /// vectors within faces, the given one included, whose difference is no larger. One-sided: small says that the hidden
  /// part is more consistent than the control.
  public func permutationProbability(seed: UInt64, permutations: Int = 999) -> Double {
    let weights = [Double](repeating: 1, count: faces)
    let observed = difference(weights: weights, isSwapped: [Bool](repeating: false, count: faces))
    let swaps: [[Bool]]
    if faces <= 10 {
      // All of them, the given one among them.
      swaps = (0..<(1 << faces)).map { bits in (0..<faces).map { bits >> $0 & 1 == 1 } }
    } else {
      var stream = RandomStream(seed: seed, domain: "exchanges within faces")
      swaps =
        [[Bool](repeating: false, count: faces)]
        + (0..<permutations).map { _ in (0..<faces).map { _ in stream.uniform() < 0.5 } }
    }
    let extreme = swaps.count { difference(weights: weights, isSwapped: $0) <= observed + 1e-12 }
    return Double(extreme) / Double(swaps.count)
  }
}

extension SignConsistency.Summary {
  /// A control at a half, and what is hidden so far from it.
  package init(difference: Double, low: Double, high: Double, probability: Double) {
    self.init(
      hidden: 0.5 + difference, hiddenDeviation: 0, hiddenInterval: [0.5 + low, 0.5 + high], control: 0.5,
      controlDeviation: 0, controlInterval: [0.5, 0.5], difference: difference, low: low, high: high,
      probability: probability)
  }
}
