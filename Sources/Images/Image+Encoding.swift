import Files
import Foundation

extension Image {
  /// The image as a PNG file: 8-bit RGB, without date; equal images give equal bytes.
  ///
  /// - Throws: `ImageError.notEncoded`, where it is empty or memory is short.
  public func png() throws(ImageError) -> Data {
    try PNG.encode(pixels, width: width, height: height, channels: 3)
  }

  /// The image as a JPEG file.
  ///
  /// - Parameter quality: 1 (small) to 100 (true).
  /// - Throws: `ImageError.notEncoded`, where it is empty or memory is short.
  public func jpeg(quality: Int) throws(ImageError) -> Data {
    precondition(1...100 ~= quality, "a JPEG of quality \(quality)")
    return try JPEG.encode(self, quality: quality)
  }

  /// Writes the image as a PNG file, whole or not at all.
  ///
  /// - Throws: `FileError`, which names the path; `ImageError.notEncoded`.
  public func write(to file: URL) throws {
    try AtomicFile.write(png(), to: file)
  }
}

extension Mask {
  /// The mask as a gray PNG file: black background, white object.
  ///
  /// - Throws: `ImageError.notEncoded`, where it is empty or memory is short.
  public func png() throws(ImageError) -> Data {
    try PNG.encode(values, width: width, height: height, channels: 1)
  }

  /// Writes the mask as a PNG file, whole or not at all.
  ///
  /// - Throws: `FileError`, which names the path; `ImageError.notEncoded`.
  public func write(to file: URL) throws {
    try AtomicFile.write(png(), to: file)
  }
}
