import Files
import Foundation

extension Image {
  /// The image as a PNG file: 8-bit RGB, without date; equal images give equal bytes.
  ///
  /// - Throws: `ImageError.notEncoded`, where it is empty or memory is short.
  public func png() throws(ImageError) -> Data {
    try PNG.encode(pixels, width: width, height: height, channels: 3)
  }

  /// The image as a PNG file with a palette: one byte a pixel, or less; equal images give equal bytes.
  ///
  /// - Returns: nil, where it has more than 256 colors.
  /// - Throws: `ImageError.notEncoded`, where it is empty or memory is short.
  public func palettePNG() throws(ImageError) -> Data? {
    guard let (colors, indices) = palette else { return nil }
    return try PNG.encode(indices, of: colors, width: width, height: height)
  }

  /// How many samples of color a JPEG file keeps.
  public enum ChromaSampling: Sendable {
    /// One for each pixel (4:4:4): edges between colors stay sharp.
    case full
    /// One for each square of four pixels (4:2:0): smaller, and blurred where saturated colors meet.
    case quarter
  }

  /// The image as a JPEG file; equal images give equal bytes.
  ///
  /// - Parameters:
  ///   - quality: 1 (small) to 100 (true).
  ///   - chroma: how many samples of color are kept.
  /// - Throws: `ImageError.notEncoded`, where it is empty or memory is short.
  public func jpeg(quality: Int, chroma: ChromaSampling = .quarter) throws(ImageError) -> Data {
    precondition(1...100 ~= quality, "a JPEG of quality \(quality)")
    return try JPEG.encode(self, quality: quality, chroma: chroma)
  }

  /// The image's colors in the order in which they come, red, green and blue of each, and the index of each pixel's; nil where
  /// there are more than 256.
  private var palette: (colors: [UInt8], indices: [UInt8])? {
    var numbers: [UInt32: UInt8] = [:]
    var colors: [UInt8] = []
    var indices = [UInt8](repeating: 0, count: width * height)
    var (lastColor, lastIndex): (UInt32, UInt8) = (.max, 0)
    for place in indices.indices {
      let at = place * 3
      let color = UInt32(pixels[at]) << 16 | UInt32(pixels[at + 1]) << 8 | UInt32(pixels[at + 2])
      if color != lastColor {
        if let known = numbers[color] {
          lastIndex = known
        } else {
          guard numbers.count < 256 else { return nil }
          lastIndex = UInt8(numbers.count)
          numbers[color] = lastIndex
          colors += pixels[at..<at + 3]
        }
        lastColor = color
      }
      indices[place] = lastIndex
    }
    return (colors, indices)
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
