import Tensors

/// Which way each unit of a layer went when a part of the image was hidden: sign(x − x̃) of section 4.3.
///
/// The sign is ternary: 1 where the unit fell, −1 where it rose, 0 where it stayed, as units do that a ReLU keeps silent.
public struct SignChange: Sendable, Equatable {
  /// One sign a unit.
  public let signs: [Int8]

  /// The signs of a feature vector minus the same of the image with the part hidden.
  public init(from features: ArraySlice<Float>, hidden: ArraySlice<Float>) {
    precondition(features.count == hidden.count, "\(features.count) and \(hidden.count) units")
    signs = zip(features, hidden).map { $0 > $1 ? 1 : $0 < $1 ? -1 : 0 }
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
    precondition(signs.count == other.signs.count, "\(signs.count) and \(other.signs.count) units")
    var (differing, both, opposite) = (0, 0, 0)
    signs.withUnsafeBufferPointer { a in
      other.signs.withUnsafeBufferPointer { b in
        for index in a.indices {
          differing += a[index] != b[index] ? 1 : 0
          let product = a[index] * b[index]
          both += product != 0 ? 1 : 0
          opposite += product < 0 ? 1 : 0
        }
      }
    }
    return Distance(
      ofAll: Double(differing) / Double(max(signs.count, 1)),
      ofBoth: both == 0 ? nil : Double(opposite) / Double(both))
  }
}
