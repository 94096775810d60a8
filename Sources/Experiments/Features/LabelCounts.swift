import Foundation

/// How often each class occurs among a few images.
public struct LabelCounts: Sendable, Equatable {
  private let counts: [Int: Int]
  /// How many images there are.
  public let total: Int

  /// Counts the classes of images.
  public init(_ labels: [Int]) {
    counts = labels.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    total = labels.count
  }

  /// The most frequent class, of equals the first, and how often it occurs; (0, 0) of no images.
  public var mostFrequent: (label: Int, count: Int) {
    let best = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
    return (best?.key ?? 0, best?.value ?? 0)
  }

  /// The share of the most frequent class; not a number of no images.
  public var purity: Double { total == 0 ? .nan : Double(mostFrequent.count) / Double(total) }

  /// The entropy of the classes in bits: 0 where all are one class, log₂ of the number where all differ.
  public var entropy: Double {
    counts.values.sorted().reduce(0) { sum, count in
      let share = Double(count) / Double(total)
      return sum - share * log2(share)
    }
  }
}
