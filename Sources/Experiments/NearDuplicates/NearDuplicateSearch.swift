import Dispatch
import Images
import Synchronization

/// Looks for images of one collection that are copies of images of another, by normalized correlation (section 5.2).
///
/// Small versions of the whole images find the likeliest original. A copy that was shifted or rescaled on its way
/// correlates with it no better than some strangers do, so that the two are then laid over each other at several places and
/// sizes, and the best counts.
public enum NearDuplicateSearch {
  /// What an image is most like.
  public struct Match: Codable, Sendable, Equatable {
    /// The place of the other image.
    public let index: Int
    /// The normalized correlation, −1…1.
    public let correlation: Double

    /// The place of an image and how well it correlates.
    public init(index: Int, correlation: Double) {
      self.index = index
      self.correlation = correlation
    }
  }

  /// The window of the original as a share of its side, and the windows of the copy that are laid over it.
  private static let window = 0.84
  private static let windows = [0.76, 0.8, 0.84, 0.88, 0.92]
  /// How far the copy's window is moved, as shares of the side.
  private static let shifts = [-0.04, 0, 0.04]

  /// The best match of each image, on all cores.
  ///
  /// - Parameters:
  ///   - count: how many images are looked for.
  ///   - image: each of them.
  ///   - thumbnails: the images among which they are looked for, small.
  ///   - original: each of those.
  public static func matches(
    _ count: Int, _ image: @escaping @Sendable (Int) -> Image, among thumbnails: Thumbnails,
    _ original: @escaping @Sendable (Int) -> Image
  ) -> [Match] {
    precondition(thumbnails.count > 0, "no images to compare with")
    let results = Mutex([Match?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { place in
      let image = image(place)
      let coarse = thumbnails.best(for: Thumbnails(count: 1) { _ in image }, 0)
      let match = Match(
        index: coarse.index,
        correlation: max(coarse.correlation, aligned(image, original(coarse.index))))
      results.withLock { $0[place] = match }
    }
    return results.withLock { $0.map { $0! } }
  }

  /// The largest correlation over places and sizes of a copy's window with the center of the original.
  static func aligned(_ copy: Image, _ original: Image) -> Double {
    let center = Thumbnails(count: 1) { _ in cut(original, side: window, x: 0, y: 0) }
    var laid: [Image] = []
    for side in windows {
      for x in shifts { for y in shifts { laid.append(cut(copy, side: side, x: x, y: y)) } }
    }
    return Thumbnails(count: laid.count) { laid[$0] }.best(for: center, 0).correlation
  }

  /// A square window around the middle, moved by shares of the image's short side, as far as the image reaches.
  private static func cut(_ image: Image, side share: Double, x: Double, y: Double) -> Image {
    let short = Double(min(image.width, image.height))
    let side = max(1, Int((share * short).rounded()))
    func start(_ length: Int, _ shift: Double) -> Int {
      min(max(0, Int((Double(length - side) / 2 + shift * short).rounded())), length - side)
    }
    return image.cropped(x: start(image.width, x), y: start(image.height, y), width: side, height: side)
  }
}
