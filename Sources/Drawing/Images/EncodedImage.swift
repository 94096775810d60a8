import Files
import Foundation
import Images

/// An image as the bytes that the files of a figure hold.
struct EncodedImage {
  /// The format of the bytes.
  enum Format: String {
    case jpeg, png
  }

  let format: Format
  let bytes: Data

  /// Encodes an image as its kind asks for.
  ///
  /// Sharp pixels are kept as they are, whatever they show: JPEG would blur their edges. So are images that a lossless file
  /// holds in less than a JPEG file.
  ///
  /// - Throws: `ImageError.notEncoded`, where it is empty or memory is short.
  init(_ image: Image, as kind: ImageKind, _ interpolation: Interpolation) throws(ImageError) {
    let palette = try image.palettePNG()
    let lossless = if let palette { palette } else { try image.png() }
    if let quality = kind.quality, interpolation == .smooth {
      // Colors keep all their samples: a projection's are as fine as its pixels.
      let jpeg = try image.jpeg(quality: quality, chroma: .full)
      if jpeg.count < lossless.count {
        self.format = .jpeg
        self.bytes = jpeg
        return
      }
    }
    self.format = .png
    self.bytes = lossless
  }

  /// The SHA-256 of the bytes: two images that are stored alike have one name.
  var digest: String { ContentDigest.of(bytes) }

  /// The address of the bytes that holds them.
  var dataAddress: String { "data:image/\(format.rawValue);base64,\(bytes.base64EncodedString())" }
}
