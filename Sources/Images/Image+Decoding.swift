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
  /// channels are rounded to 8 bits, and a JPEG is rotated as its EXIF orientation says.
  ///
  /// - Throws: `ImageError`. An image that is truncated, or that the decoder warns of, counts as damaged: a partial image is
  ///   never returned.
  public init(contentsOf file: URL) throws(ImageError) {
    let bytes: Data
    do {
      let size = try file.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
      if size > Image.largestFileSize {
        throw ImageError.tooLarge(
          path: file.path, cause: "a file of \(size) bytes, more than \(Image.largestFileSize)",
          hint: "store it smaller")
      }
      bytes = try Data(contentsOf: file)
    } catch let error as ImageError {
      throw error
    } catch {
      throw ImageError.unreadable(
        path: file.path, cause: readingCause(error), hint: "check that the file is there and may be read")
    }
    try self.init(decoding: bytes, name: file.path)
  }

  /// Decodes the bytes of a JPEG or PNG file.
  ///
  /// - Parameters:
  ///   - data: All bytes of the file.
  ///   - name: What errors call it: its path.
  /// - Throws: `ImageError`, as `init(contentsOf:)`.
  public init(decoding data: Data, name: String) throws(ImageError) {
    if data.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = try JPEG.decode(data, name: name)
    } else if data.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = try PNG.decode(data, name: name)
    } else {
      throw .notAnImage(
        path: name, cause: data.isEmpty ? "an empty file" : "not a JPEG or PNG image",
        hint: "remove the file or replace it by an image")
    }
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

/// The system's reason behind an error of Foundation.
private func readingCause(_ error: any Error) -> String {
  let error = error as NSError
  if let reason = error.userInfo[NSUnderlyingErrorKey] as? NSError, reason.domain == NSPOSIXErrorDomain {
    return systemMessage(Int32(reason.code))
  }
  return error.code == NSFileReadNoSuchFileError ? systemMessage(ENOENT) : error.localizedDescription
}
