import Foundation

/// The place of each image's class among the classes by probability, 0 where it stands first: all that error rates ask of
/// a network, in one byte an image, and so small enough to be kept.
public struct ClassRanks: Sendable, Equatable, Codable {
  private let bytes: Data

  /// Ranks in the order of the images; those from 255 on count as 255.
  public init(_ ranks: some Collection<Int>) { bytes = Data(ranks.map { UInt8(min($0, 255)) }) }

  /// How many images were judged.
  public var count: Int { bytes.count }

  /// 1 where the image's class is not among the first `count`, at most 255, else 0.
  public func mistakes(top count: Int) -> [Double] {
    precondition(1...255 ~= count, "ranks are told apart up to 255, not up to \(count)")
    return bytes.map { Int($0) >= count ? 1 : 0 }
  }

  /// The share of images whose class is not among the first `count`, 0…1.
  public func error(top count: Int) -> Double { mistakes(top: count).mean }
}
