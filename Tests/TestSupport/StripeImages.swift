import Datasets
import Foundation
import Images
import Tensors

/// Stripes, checks and rings in random colors, widths and phases: pixels alone do not tell them apart, and no flip
/// makes one of another.
public struct StripeImages: ImageSource {
  /// What they are called.
  public let name = "stripes"
  /// What stands for a digest of them.
  public let digest = String(repeating: "5", count: 64)
  /// The four patterns.
  public let classNames = ["horizontal", "vertical", "checks", "rings"]

  /// The images, which are always the same.
  public init() {}

  /// How many images a split has.
  public func count(_ split: Split) -> Int { split == .train ? 240 : 80 }
  /// The pattern of an image.
  public func label(_ split: Split, _ index: Int) -> Int { index % 4 }

  /// An image of a side in pixels.
  public func example(_ split: Split, _ index: Int, side: Int) throws -> LabeledImage {
    var stream = RandomStream(seed: 3, domain: "stripes \(split.rawValue)", index)
    let (wave, phase) = (stream.uniform(0.5, 1), stream.uniform(0, 6.28))
    let colors = (0..<6).map { _ in stream.uniform(20, 235) }
    var image = Image(width: side, height: side)
    for y in 0..<side {
      for x in 0..<side {
        let (row, column) = (sin(Double(y) * wave + phase), sin(Double(x) * wave + phase))
        let distance = hypot(Double(x - side / 2), Double(y - side / 2))
        let isLight = [row, column, row * column, sin(distance * wave + phase)][label(split, index)] > 0
        for channel in 0..<3 { image[x, y, channel] = UInt8(colors[channel + (isLight ? 3 : 0)]) }
      }
    }
    return LabeledImage(image: image, label: label(split, index), name: "stripes/\(index)")
  }
}

/// Caches of these images in a temporary folder, which goes with them.
public final class StripeCaches {
  /// The side in pixels that images are stored at.
  public static let storedSide = 70

  /// Whose images they hold.
  public let source = StripeImages()
  /// The folder, to which tests may write.
  public let folder: URL
  /// The 240 training images.
  public let training: ImageCache
  /// The 80 validation images.
  public let validation: ImageCache

  /// Draws the images.
  ///
  /// - Throws: what writing the caches throws.
  public init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("stripes-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let images = folder.appendingPathComponent("images")
    training = try ImageCache.open(source, split: .train, side: Self.storedSide, directory: images)
    validation = try ImageCache.open(source, split: .validation, side: Self.storedSide, directory: images)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }
}
