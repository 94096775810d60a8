import Foundation

/// Which ways the edges of images run, each counted by its strength.
public struct EdgeOrientations: Sendable, Equatable {
  /// The share of edge strength in equal ranges of angles centered on 0, 180 / count, … degrees: 0 is an upright edge (brightness
  /// changes to the right), 90 a level one. The shares sum to 1.
  public let shares: [Double]

  /// The edges of images together; without any edge every share is not a number.
  public init(of images: some Sequence<Luminance>, count: Int = 12) {
    precondition(count > 0, "\(count) ranges of angles")
    var sums = [Double](repeating: 0, count: count)
    for image in images {
      for (right, down) in image.gradients {
        let strength = (right * right + down * down).squareRoot()
        guard strength > 0 else { continue }
        let turn = atan2(down, right) / .pi + 1
        sums[Int((turn * Double(count)).rounded()) % count] += strength
      }
    }
    let total = sums.reduce(0, +)
    shares = sums.map { $0 / total }
  }

  /// How evenly the edges are spread, 0 (all run one way) … 1 (all ways alike): the entropy as a share of its largest.
  public var evenness: Double {
    let entropy = -shares.filter { $0 > 0 }.map { $0 * log($0) }.reduce(0, +)
    return entropy / log(Double(shares.count))
  }

  /// The share of the ranges around the upright and the level, which photographs and rooms have more of.
  public var cardinalShare: Double {
    let half = shares.count / 2
    return shares.count % 2 == 0 ? shares[0] + shares[half] : shares[0]
  }
}
