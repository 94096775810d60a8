import Dispatch
import Images
import Synchronization

/// Looks for pictures of one collection that are copies of pictures of another, by normalised correlation (section 5.2).
///
/// Small versions of the whole pictures find the likeliest original. A copy that was shifted or rescaled on its way
/// correlates with it no better than some strangers do, so that the two are then laid over each other at several places and
/// sizes, and the best counts.
public enum CopySearch {
  /// What a picture is most like.
  public struct Match: Codable, Sendable, Equatable {
    /// The place of the other picture.
    public let index: Int
    /// The normalised correlation, −1…1.
    public let correlation: Double
  }

  /// The window of the original as a share of its side, and the windows of the copy that are laid over it.
  private static let window = 0.84
  private static let windows = [0.76, 0.8, 0.84, 0.88, 0.92]
  /// How far the copy's window is moved, as shares of the side.
  private static let shifts = [-0.04, 0, 0.04]

  /// The best match of each picture, on all cores.
  ///
  /// - Parameters:
  ///   - count: how many pictures are looked for.
  ///   - picture: each of them.
  ///   - thumbnails: the pictures among which they are looked for, small.
  ///   - original: each of those.
  public static func matches(
    _ count: Int, _ picture: @escaping @Sendable (Int) -> Image, among thumbnails: Thumbnails,
    _ original: @escaping @Sendable (Int) -> Image
  ) -> [Match] {
    precondition(thumbnails.count > 0, "no pictures to compare with")
    let results = Mutex([Match?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { place in
      let image = picture(place)
      let coarse = thumbnails.best(for: Thumbnails(count: 1) { _ in image }, 0)
      let match = Match(
        index: coarse.index,
        correlation: max(coarse.correlation, aligned(image, original(coarse.index))))
      results.withLock { $0[place] = match }
    }
    return results.withLock { $0.map { $0! } }
  }

  /// The largest correlation over places and sizes of a copy's window with the centre of the original.
  static func aligned(_ copy: Image, _ original: Image) -> Double {
    let center = Thumbnails(count: 1) { _ in cut(original, side: window, x: 0, y: 0) }
    var laid: [Image] = []
    for side in windows {
      for x in shifts { for y in shifts { laid.append(cut(copy, side: side, x: x, y: y)) } }
    }
    return Thumbnails(count: laid.count) { laid[$0] }.best(for: center, 0).correlation
  }

  /// A square window around the middle, moved by shares of the picture's short side, as far as the picture reaches.
  private static func cut(_ image: Image, side share: Double, x: Double, y: Double) -> Image {
    let short = Double(min(image.width, image.height))
    let side = max(1, Int((share * short).rounded()))
    func start(_ length: Int, _ shift: Double) -> Int {
      min(max(0, Int((Double(length - side) / 2 + shift * short).rounded())), length - side)
    }
    return image.cropped(x: start(image.width, x), y: start(image.height, y), width: side, height: side)
  }
}
