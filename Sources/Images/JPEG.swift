import CTurboJPEG
import Foundation

/// JPEG by TurboJPEG, with the accurate DCT always, so that the same library gives the same bytes on any machine.
enum JPEG {
  /// Decodes a whole JPEG file, as it is stored.
  ///
  /// A file that the decoder objects to is tried once more without what is harmless in it; see `JPEGMending`.
  static func decode(_ data: Data, name: String) throws(ImageError) -> Image {
    let outcome = decoded(data, name: name)
    if case .failure(.damaged) = outcome, let mended = JPEGMending.mended([UInt8](data)),
      case .success(let image) = decoded(Data(mended), name: name)
    {
      return image
    }
    return try outcome.get()
  }

  private static func decoded(_ data: Data, name: String) -> Result<Image, ImageError> {
    data.withUnsafeBytes { bytes in Result { () throws(ImageError) in try decode(bytes, name: name) } }
  }

  private static func decode(_ bytes: UnsafeRawBufferPointer, name: String) throws(ImageError) -> Image {
    guard let decoder = tjInitDecompress() else {
      throw .damaged(path: name, cause: "TurboJPEG cannot start", hint: "close other programs and try again")
    }
    defer { tjDestroy(decoder) }
    let source = bytes.assumingMemoryBound(to: UInt8.self).baseAddress
    let length = UInt(bytes.count)
    var width: Int32 = 0
    var height: Int32 = 0
    var subsampling: Int32 = 0
    var colorspace: Int32 = -1
    // The library refuses to name some samplings of color, such as 4:1:0, which it decodes all the same: what it has found out
    // before that is enough.
    if tjDecompressHeader3(decoder, source, length, &width, &height, &subsampling, &colorspace) < 0,
      width <= 0 || height <= 0 || colorspace < 0
    {
      throw damaged(decoder, name)
    }
    let (columns, rows) = (Int(width), Int(height))
    try Image.checkSize(width: columns, height: rows, name: name)

    let isInk = colorspace == TJCS_CMYK.rawValue || colorspace == TJCS_YCCK.rawValue
    let format = isInk ? TJPF_CMYK : TJPF_RGB
    let channels = isInk ? 4 : 3
    // A warning means that pixels were made up, and an image of hundreds of scans is an attack.
    let flags = TJFLAG_ACCURATEDCT | TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS
    var status: Int32 = 0
    let size = columns * rows * channels
    let pixels = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      status = tjDecompress2(
        decoder, source, length, buffer.baseAddress, width, 0, height, format.rawValue, flags)
      count = status < 0 ? 0 : size
    }
    if status < 0 { throw damaged(decoder, name) }
    return Image(width: columns, height: rows, pixels: isInk ? rgb(ink: pixels) : pixels)
  }

  /// A JPEG file of an image.
  static func encode(
    _ image: Image, quality: Int, chroma: Image.ChromaSampling
  ) throws(ImageError) -> Data {
    let sampling = chroma == .full ? TJSAMP_444 : TJSAMP_420
    let notEncoded = ImageError.notEncoded(
      path: "JPEG", cause: "\(image.width)×\(image.height) pixels could not be encoded",
      hint: "check that the image is not empty and memory is free")
    guard image.width > 0, image.height > 0, let encoder = tjInitCompress() else { throw notEncoded }
    defer { tjDestroy(encoder) }
    var bytes: UnsafeMutablePointer<UInt8>?
    var length: UInt = 0
    let status = image.pixels.withUnsafeBufferPointer {
      tjCompress2(
        encoder, $0.baseAddress, Int32(image.width), 0, Int32(image.height), TJPF_RGB.rawValue, &bytes,
        &length, Int32(sampling.rawValue), Int32(quality), TJFLAG_ACCURATEDCT)
    }
    defer { tjFree(bytes) }
    guard status == 0, let bytes else { throw notEncoded }
    return Data(bytes: bytes, count: Int(length))
  }

  private static func damaged(_ decoder: tjhandle, _ name: String) -> ImageError {
    let message = tjGetErrorStr2(decoder).map { String(cString: $0) } ?? "unknown error"
    return .damaged(path: name, cause: "a damaged JPEG (\(message))", hint: damagedHint)
  }

  /// Programs that write CMYK JPEGs store the inks inverted, as Adobe began to: 255 is no ink.
  private static func rgb(ink: [UInt8]) -> [UInt8] {
    var pixels = [UInt8](repeating: 0, count: ink.count / 4 * 3)
    for pixel in 0..<ink.count / 4 {
      let black = Int(ink[pixel * 4 + 3])
      for channel in 0..<3 {
        pixels[pixel * 3 + channel] = UInt8((Int(ink[pixel * 4 + channel]) * black + 127) / 255)
      }
    }
    return pixels
  }
}
