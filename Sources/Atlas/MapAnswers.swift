/// How one map answers to many images: the peaks of its activation in each, counted by size and summed by class.
public struct MapAnswers: Sendable, Equatable {
  /// Peaks are counted in boxes of half an octave, from 2⁻²⁰ to 2²⁰; those beyond are in the first and the last box.
  public static let boxes = 80

  /// How many images there were.
  public private(set) var images = 0
  /// How many of them excite the map at all.
  public private(set) var excited = 0
  /// How many peaks lie in each box.
  public private(set) var histogram = [Int](repeating: 0, count: Self.boxes)
  private var sums: [Double]
  private var counts: [Int]

  /// Answers to no image yet.
  public init(classes: Int) {
    sums = [Double](repeating: 0, count: classes)
    counts = [Int](repeating: 0, count: classes)
  }

  /// The box of a peak above zero.
  public static func box(of peak: Float) -> Int {
    guard peak.isFinite else { return boxes - 1 }
    // log₂ by the exponent, and the half octave by the significand.
    let half = peak.significand >= Float(2).squareRoot() ? 1 : 0
    return min(max((Int(peak.exponent) + 20) * 2 + half, 0), boxes - 1)
  }

  /// Takes an image's peak in, 0 where it does not excite the map.
  public mutating func add(_ peak: Float, label: Int) {
    images += 1
    sums[label] += Double(peak)
    counts[label] += 1
    guard peak > 0 else { return }
    excited += 1
    histogram[Self.box(of: peak)] += 1
  }

  /// The share of the images that excite the map; not a number of no images.
  public var excitedShare: Double { images == 0 ? .nan : Double(excited) / Double(images) }

  /// The class whose images have the highest mean peak, of equals the first, and the class selectivity index of Morcos et al.
  /// (2018): the difference between its mean and that of all other classes over their sum, from 0 (all classes alike) to 1 (no other
  /// class). Nil where fewer than two classes have images, or none excites the map.
  public var favorite: (label: Int, selectivity: Double)? {
    let means = sums.indices.filter { counts[$0] > 0 }.map {
      (label: $0, mean: sums[$0] / Double(counts[$0]))
    }
    guard means.count > 1, let best = means.max(by: { ($0.mean, -$0.label) < ($1.mean, -$1.label) }),
      best.mean > 0
    else { return nil }
    let rest = means.filter { $0.label != best.label }.map(\.mean)
    let other = rest.reduce(0, +) / Double(rest.count)
    return (best.label, (best.mean - other) / (best.mean + other))
  }
}
