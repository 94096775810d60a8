import Foundation

/// What a file is by its first bytes, as far as people mistake it for an image that can be read here.
package struct FileKind {
  /// How every JPEG file begins.
  static let jpegStart: [UInt8] = [0xFF, 0xD8, 0xFF]
  /// How every PNG file begins.
  static let pngStart: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// How the names of image files end, in lower case.
  package static let endings = [".jpg", ".jpeg", ".jpe", ".jfif", ".png"]

  /// What is wrong with it as an image.
  let cause: String
  /// What to do about it.
  let hint: String

  /// The kind of a file that is neither a JPEG nor a PNG image.
  init(_ data: Data) {
    let start = [UInt8](data.prefix(512))
    func begins(_ text: String, at offset: Int = 0) -> Bool {
      start.dropFirst(offset).starts(with: Array(text.utf8))
    }
    let convert = "convert it to JPEG or PNG, or remove it"
    let words = String(decoding: start, as: UTF8.self).lowercased()
      .trimmingCharacters(in: .whitespacesAndNewlines)
    (cause, hint) =
      if data.isEmpty {
        ("an empty file", "remove the file or replace it by an image")
      } else if begins("version https://git-lfs.github.com/") {
        ("a Git LFS pointer, not the image itself", "fetch the images: git lfs pull")
      } else if words.contains("annex/objects/"), data.count < 512 {
        ("a git-annex pointer, not the image itself", "fetch the images: git annex get")
      } else if begins("GIF87a") || begins("GIF89a") {
        ("a GIF image, which is not read", convert)
      } else if begins("RIFF"), begins("WEBP", at: 8) {
        ("a WebP image, which is not read", convert)
      } else if begins("BM"), start.count > 26, start[6...9].allSatisfy({ $0 == 0 }) {
        ("a BMP image, which is not read", convert)
      } else if start.starts(with: [0x49, 0x49, 0x2A, 0]) || start.starts(with: [0x4D, 0x4D, 0, 0x2A]) {
        ("a TIFF image, which is not read", convert)
      } else if begins("ftyp", at: 4) {
        ("a HEIC, AVIF or MP4 file, which is not read", convert)
      } else if words.hasPrefix("<!doctype html") || words.hasPrefix("<html") {
        ("not a JPEG or PNG image but a web page", "fetch the image again")
      } else {
        ("not a JPEG or PNG image", "remove the file or replace it by an image")
      }
  }
}
