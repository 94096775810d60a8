import Files
import Foundation

extension Image {
  /// The largest image that is decoded, in pixels; a larger one is refused by its header, before memory is allocated.
  public static let largestPixelCount = 100_000_000
  /// The largest file that is read, in bytes.
  public static let largestFileSize = 512 * 1024 * 1024

  /// Reads a JPEG or PNG file. The format is recognized by the contents, not by the name.
  ///
  /// Gray images get three equal channels, CMYK is converted to RGB, transparent pixels are composited on white, 16-bit
  /// channels are rounded to 8 bits, and the image is turned as its EXIF orientation says; `StoredImage` says how.
  ///
  /// - Throws: `ImageError`. An image that is truncated, or that the decoder warns of, counts as damaged: a partial image is
  ///   never returned. Stray bytes that cost no pixel are no damage, nor is a missing end mark in a JPEG of one pass.
  public init(contentsOf file: URL) throws(ImageError) {
    self = try StoredImage(contentsOf: FilePath(file.path)).image
  }

  /// Decodes the bytes of a JPEG or PNG file.
  ///
  /// - Parameters:
  ///   - data: All bytes of the file.
  ///   - name: What errors call it: its path.
  /// - Throws: `ImageError`, as `init(contentsOf:)`.
  public init(decoding data: Data, name: String) throws(ImageError) {
    self = try StoredImage(decoding: data, name: name).image
  }

  /// Refuses an image whose header names no pixels or too many.
  static func checkSize(width: Int, height: Int, name: String) throws(ImageError) {
    if width <= 0 || height <= 0 {
      throw .damaged(path: name, cause: "its header says \(width)×\(height) pixels", hint: damagedHint)
    }
    let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
    if overflow || pixels > largestPixelCount {
      throw .tooLarge(
        path: name, cause: "\(width)×\(height) pixels, more than \(largestPixelCount / 1_000_000) million",
        hint: "store it smaller")
    }
  }
}

/// What to do about a damaged image.
let damagedHint = "remove the file or fetch it again"
