import Foundation
import Tensors

/// Percentile bootstrap intervals of means, from a seed.
public enum Bootstrap {
  /// A number with the ends of its 95 % interval.
  public struct Estimate: Sendable, Equatable {
    /// The number.
    public let value: Double
    /// The lower end.
    public let low: Double
    /// The upper end.
    public let high: Double

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

  /// The mean of independent values; an estimate of no values is not a number.
  public static func mean(_ values: [Double], seed: UInt64, replicates: Int = 2000) -> Estimate {
    guard !values.isEmpty else { return Estimate(.nan, replicates: [.nan]) }
    var stream = RandomStream(seed: seed, domain: "bootstrap of a mean")
    return Estimate(
      values.mean, replicates: (0..<replicates).map { _ in resampledAverage(values, &stream) })
  }

  /// The difference of the means of two independent groups, the first less the second.
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
