import Tensors

/// Which way each unit of a layer went when a part of the image was hidden: sign(x − x̃) of section 4.3.
///
/// The sign is ternary: 1 where the unit fell, −1 where it rose, 0 where it stayed, as units do that a ReLU keeps silent. Signs are
/// kept as bits, since all pairs of faces are compared: 64 units at once.
public struct SignChange: Sendable, Equatable {
  /// How many units there are.
  public let count: Int
  /// Bits of the units that fell, 64 a word, the first unit lowest; those past the last unit are 0.
  private let fell: [UInt64]
  /// The same of those that rose.
  private let rose: [UInt64]

  /// How many units went either way.
  public var changedCount: Int { zip(fell, rose).reduce(0) { $0 + ($1.0 | $1.1).nonzeroBitCount } }

  /// One sign a unit.
  public var signs: [Int8] {
    (0..<count).map { unit in
      let bit = UInt64(1) << UInt64(unit % 64)
      return fell[unit / 64] & bit != 0 ? 1 : rose[unit / 64] & bit != 0 ? -1 : 0
    }
  }

  /// The signs of a feature vector minus the same of the image with the part hidden.
  public init(from features: ArraySlice<Float>, hidden: ArraySlice<Float>) {
    precondition(features.count == hidden.count, "\(features.count) and \(hidden.count) units")
    count = features.count
    var fell = [UInt64](repeating: 0, count: (count + 63) / 64)
    var rose = fell
    for (unit, (whole, covered)) in zip(features, hidden).enumerated() {
      let bit = UInt64(1) << UInt64(unit % 64)
      if whole > covered { fell[unit / 64] |= bit }
      if whole < covered { rose[unit / 64] |= bit }
    }
    (self.fell, self.rose) = (fell, rose)
  }

  /// The Hamming distance of two sign vectors, as shares of two totals.
  public struct Distance: Sendable, Equatable {
    /// The differing units' share of all units: the paper's measure.
    public let ofAll: Double
    /// Of the units that changed in both images, the share that went opposite ways; nil where none did. The sign is
    /// binary here: what stays in one image or both says nothing, neither for nor against.
    public let ofBoth: Double?
  }

  /// How far two images' changes differ.
  public func distance(to other: SignChange) -> Distance {
    precondition(count == other.count, "\(count) and \(other.count) units")
    var (differing, both, opposite) = (0, 0, 0)
    for word in fell.indices {
      let (fell, rose, otherFell, otherRose) = (fell[word], rose[word], other.fell[word], other.rose[word])
      differing += ((fell ^ otherFell) | (rose ^ otherRose)).nonzeroBitCount
      both += ((fell | rose) & (otherFell | otherRose)).nonzeroBitCount
      opposite += ((fell & otherRose) | (rose & otherFell)).nonzeroBitCount
    }
    return Distance(
      ofAll: Double(differing) / Double(max(count, 1)),
      ofBoth: both == 0 ? nil : Double(opposite) / Double(both))
  }
}
