import CPNG
import Foundation

/// PNG by libpng's simplified interface, whose functions return their errors.
enum PNG {
  /// Decodes a whole PNG file of any kind to 8-bit RGB; transparent pixels are composited on white.
  static func decode(_ data: Data, name: String) throws(ImageError) -> Image {
    let outcome = data.withUnsafeBytes { bytes in
      Result { () throws(ImageError) in try decode(bytes, name: name) }
    }
    return try outcome.get()
  }

  private static func decode(_ bytes: UnsafeRawBufferPointer, name: String) throws(ImageError) -> Image {
    guard !endsBeforePixels(bytes) else {
      throw .damaged(
        path: name, cause: "a damaged PNG (a chunk reaches beyond the end of the file)", hint: damagedHint)
    }
    var control = png_image()
    control.version = png_uint_32(PNG_IMAGE_VERSION)
    defer { png_image_free(&control) }
    if png_image_begin_read_from_memory(&control, bytes.baseAddress, bytes.count) == 0 {
      throw damaged(control, name)
    }
    let (width, height) = (Int(control.width), Int(control.height))
    try Image.checkSize(width: width, height: height, name: name)
    control.format = png_uint_32(PNG_FORMAT_FLAG_COLOR)
    // 16-bit images that do not say otherwise are sRGB like all others, not linear light.
    control.flags |= png_uint_32(PNG_IMAGE_FLAG_16BIT_sRGB)
    var white = png_color(red: 255, green: 255, blue: 255)
    var status: Int32 = 0
    let size = width * height * 3
    let pixels = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      status = png_image_finish_read(&control, &white, buffer.baseAddress, 0, nil)
      count = status == 0 ? 0 : size
    }
    if status == 0 { throw damaged(control, name) }
    return Image(width: width, height: height, pixels: pixels)
  }

  /// Whether a file ends within a chunk that stands before its pixels. The library would first ask for all of the memory that the chunk's
  /// length states, up to 2 GB, and fill it.
  private static func endsBeforePixels(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var place = FileKind.pngStart.count
    while place + 8 <= bytes.count {
      let length = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self))
      if bytes[(place + 4)..<(place + 8)].elementsEqual("IDAT".utf8) { return false }
      guard Int(length) <= bytes.count - place - 8 else { return true }
      // Behind the contents stands a checksum.
      place += 12 + Int(length)
    }
    return false
  }

  /// Encodes 8-bit samples; the same pixels give the same bytes with the same library.
  ///
  /// - Parameters:
  ///   - pixels: `width × height × channels` bytes.
  ///   - channels: 1 (gray) or 3 (RGB).
  static func encode(_ pixels: [UInt8], width: Int, height: Int, channels: Int) throws(ImageError) -> Data {
    var control = png_image()
    control.format = png_uint_32(channels == 3 ? PNG_FORMAT_FLAG_COLOR : 0)
    return try encode(pixels, &control, width: width, height: height, colors: nil)
  }

  /// Encodes the indices of colors in a palette; the same pixels give the same bytes with the same library.
  ///
  /// - Parameters:
  ///   - indices: `width × height` bytes.
  ///   - colors: red, green and blue of 1 to 256 colors.
  static func encode(_ indices: [UInt8], of colors: [UInt8], width: Int, height: Int) throws(ImageError)
    -> Data
  {
    var control = png_image()
    control.format = png_uint_32(PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_COLORMAP)
    control.colormap_entries = png_uint_32(colors.count / 3)
    return try encode(indices, &control, width: width, height: height, colors: colors)
  }

  private static func encode(
    _ pixels: [UInt8], _ control: inout png_image, width: Int, height: Int, colors: [UInt8]?
  ) throws(ImageError) -> Data {
    control.version = png_uint_32(PNG_IMAGE_VERSION)
    control.width = png_uint_32(width)
    control.height = png_uint_32(height)
    defer { png_image_free(&control) }
    // Room for pixels that do not compress; where it is too small, libpng says how much it takes.
    var length = pixels.count + pixels.count / 64 + height + 4096
    for _ in 0..<2 {
      var data = Data(count: length)
      let status = data.withUnsafeMutableBytes {
        png_image_write_to_memory(&control, $0.baseAddress, &length, 0, pixels, 0, colors)
      }
      if status != 0 { return data.prefix(length) }
    }
    throw .notEncoded(
      path: "\(width)×\(height) image", cause: "no PNG can be made of it (\(message(control)))",
      hint: "free some memory and try again")
  }

  private static func damaged(_ control: png_image, _ name: String) -> ImageError {
    .damaged(path: name, cause: "a damaged PNG (\(message(control)))", hint: damagedHint)
  }

  private static func message(_ control: png_image) -> String {
    withUnsafeBytes(of: control.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
