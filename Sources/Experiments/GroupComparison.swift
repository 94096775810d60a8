import Foundation
import Tensors

/// The difference between two groups of trained networks, with an interval that knows both of its doubts: other
/// pictures, and other seeds.
public enum GroupComparison {
  /// The mean of group A's losses less that of group B's, with a 95 % interval by a bootstrap over both levels.
  ///
  /// Each of the replicates draws pictures with replacement, the same for all networks, and networks with
  /// replacement within each group. A group of one network knows nothing of its own seed-to-seed spread and borrows
  /// `spread`: a normal draw of that standard deviation is added to its mean.
  ///
  /// - Parameters:
  ///   - a: one row a network: its loss on each picture, such as 0 or 1 for right or wrong.
  ///   - b: the same for the other group, on the same pictures.
  ///   - spread: the standard deviation between seeds that a lone network borrows.
  public static func difference(
    _ a: [[Double]], _ b: [[Double]], spread: Double, seed: UInt64, replicates: Int = 1000
  ) -> Bootstrap.Estimate {
    let pictures = a.first?.count ?? 0
    precondition(
      !a.isEmpty && !b.isEmpty && (a + b).allSatisfy { $0.count == pictures } && pictures > 0,
      "groups of \(a.count) and \(b.count) networks on other pictures")
    var stream = RandomStream(seed: seed, domain: "bootstrap")
    var differences: [Double] = []
    for _ in 0..<replicates {
      var weights = [Double](repeating: 0, count: pictures)
      for _ in 0..<pictures { weights[stream.integer(below: pictures)] += 1 }
      differences.append(
        resampledMean(a, weights, spread, &stream) - resampledMean(b, weights, spread, &stream))
    }
    return Bootstrap.Estimate(mean(a) - mean(b), replicates: differences)
  }

  /// The standard deviation of networks' mean losses from seed to seed; 0 for fewer than two.
  public static func seedSpread(_ networks: [[Double]]) -> Double {
    guard networks.count > 1 else { return 0 }
    let means = networks.map { $0.reduce(0, +) / Double($0.count) }
    let center = means.reduce(0, +) / Double(means.count)
    return (means.reduce(0) { $0 + ($1 - center) * ($1 - center) } / Double(means.count - 1)).squareRoot()
  }

  private static func mean(_ group: [[Double]]) -> Double {
    group.reduce(0) { $0 + $1.reduce(0, +) / Double($1.count) } / Double(group.count)
  }

  private static func resampledMean(
    _ group: [[Double]], _ weights: [Double], _ spread: Double, _ stream: inout RandomStream
  ) -> Double {
    func mean(_ losses: [Double]) -> Double {
      var sum = 0.0
      for index in losses.indices { sum += losses[index] * weights[index] }
      return sum / Double(losses.count)
    }
    if group.count == 1 { return mean(group[0]) + spread * stream.normal() }
    var sum = 0.0
    for _ in group { sum += mean(group[stream.integer(below: group.count)]) }
    return sum / Double(group.count)
  }
}
