import Foundation
import Tensors

/// Percentile bootstrap intervals of means, from a seed.
public enum Bootstrap {
  /// A number with the ends of its 95 % interval.
  public struct Estimate: Sendable, Equatable {
    /// The statistic of the data themselves.
    public let value: Double
    /// The lower end of its 95 % interval.
    public let low: Double
    /// The upper end of its 95 % interval.
    public let high: Double

    /// A number with the ends of its interval.
    package init(_ value: Double, low: Double, high: Double) {
      (self.value, self.low, self.high) = (value, low, high)
    }

    /// The same with the ends of its interval no further than a quantity can reach: what is borrowed from other networks knows
    /// nothing of that.
    public func limited(to range: ClosedRange<Double>) -> Estimate {
      func limit(_ end: Double) -> Double {
        end.isNaN ? end : min(max(end, range.lowerBound), range.upperBound)
      }
      return Estimate(value, low: limit(low), high: limit(high))
    }

    /// The value of a statistic with the interval that its replicates give.
    init(_ value: Double, replicates: [Double]) {
      // Without order among what is no number there are no ends.
      guard replicates.allSatisfy({ !$0.isNaN }) else {
        (self.value, low, high) = (value, .nan, .nan)
        return
      }
      let sorted = replicates.sorted()
      let last = sorted.count - 1
      self.value = value
      low = sorted[Int((0.025 * Double(last)).rounded())]
      high = sorted[Int((0.975 * Double(last)).rounded())]
    }
  }

  /// The mean of estimates that several networks gave on the same items, such as faces.
  ///
  /// The items' uncertainty is common to all networks, and does not shrink with their number: the interval's arms are the
  /// root of the sum of two squares, the mean arm of the networks, and what Student's t makes of the standard error between networks.
  public static func mean(ofNetworks estimates: [Estimate]) -> Estimate {
    precondition(!estimates.isEmpty, "no networks")
    let value = estimates.map(\.value).mean
    let spread =
      estimates.count > 1
      ? StudentT.upperFortieth(degrees: estimates.count - 1) * estimates.map(\.value).deviation
        / Double(estimates.count).squareRoot() : 0
    func arm(_ arms: [Double]) -> Double { (arms.mean * arms.mean + spread * spread).squareRoot() }
    return Estimate(
      value, low: value - arm(estimates.map { $0.value - $0.low }),
      high: value + arm(estimates.map { $0.high - $0.value }))
  }

  /// The mean of independent values; an estimate of no values is not a number.
  ///
  /// - Parameters:
  ///   - deviation: the standard deviation of what else the mean may be off by, such as other networks; where it is not a
  ///     number, neither are the ends.
  ///   - networks: from how many networks it was estimated; nil where it is known.
  public static func mean(
    _ values: [Double], widenedBy deviation: Double = 0, ofNetworks networks: Int? = nil, seed: UInt64,
    replicates: Int = 2000
  ) -> Estimate {
    guard !values.isEmpty else { return Estimate(.nan, replicates: [.nan]) }
    var stream = RandomStream(seed: seed, domain: "bootstrap of a mean")
    return Estimate(
      values.mean,
      replicates: (0..<replicates).map { _ in
        let drawn = resampledAverage(values, &stream)
        guard deviation != 0 else { return drawn }
        let shift =
          networks.map { StudentT.draw(degrees: max($0 - 1, 1), &stream) } ?? stream.normal()
        return drawn + deviation * shift
      })
  }

  /// The difference of the means of two independent groups, the first minus the second.
  public static func differenceOfMeans(
    _ a: [Double], _ b: [Double], seed: UInt64, replicates: Int = 2000
  ) -> Estimate {
    precondition(!a.isEmpty && !b.isEmpty, "groups of \(a.count) and \(b.count) values")
    var stream = RandomStream(seed: seed, domain: "bootstrap of a difference")
    return Estimate(
      a.mean - b.mean,
      replicates: (0..<replicates).map { _ in resampledAverage(a, &stream) - resampledAverage(b, &stream) })
  }

  private static func resampledAverage(_ values: [Double], _ stream: inout RandomStream) -> Double {
    var sum = 0.0
    for _ in values { sum += values[stream.integer(below: values.count)] }
    return sum / Double(values.count)
  }
}
