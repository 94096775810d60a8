import CCairo
import Foundation
import Images

/// A Cairo surface that holds the pixels of an image, and the way from images to PNG bytes and back.
final class PixelSurface {
  let surface: OpaquePointer

  /// Copies an image's pixels into a new surface.
  init(_ image: Image) throws {
    surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(image.width), Int32(image.height))
    try CairoError.check(
      cairo_surface_status(surface), "cairo_image_surface_create(\(image.width)×\(image.height))")
    let stride = Int(cairo_image_surface_get_stride(surface))
    guard let data = cairo_image_surface_get_data(surface) else { return }
    for y in 0..<image.height {
      let row = UnsafeMutableRawPointer(data + y * stride).assumingMemoryBound(to: UInt32.self)
      for x in 0..<image.width {
        let at = (y * image.width + x) * 3
        row[x] =
          UInt32(image.pixels[at]) << 16 | UInt32(image.pixels[at + 1]) << 8 | UInt32(image.pixels[at + 2])
      }
    }
    cairo_surface_mark_dirty(surface)
  }

  deinit { cairo_surface_destroy(surface) }

  /// Has PDF files store the image as its kind asks for, and once, however often it is drawn.
  func keepOnce(_ image: Image, as kind: ImageKind, _ interpolation: Interpolation) {
    guard let encoded = try? EncodedImage(image, as: kind, interpolation) else { return }
    // Cairo compresses what is kept without loss, and asks for no PNG file.
    if encoded.format == .jpeg { attach(Array(encoded.bytes), CAIRO_MIME_TYPE_JPEG) }
    attach(Array("\(encoded.digest) \(interpolation.rawValue)".utf8), CAIRO_MIME_TYPE_UNIQUE_ID)
  }

  /// Attaches a copy of some bytes, which Cairo frees.
  private func attach(_ bytes: [UInt8], _ type: String) {
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count)
    copy.update(from: bytes, count: bytes.count)
    let status = cairo_surface_set_mime_data(
      surface, type, copy, UInt(bytes.count), { $0?.deallocate() }, copy)
    if status != CAIRO_STATUS_SUCCESS { copy.deallocate() }
  }

  /// The surface as the bytes of a PNG file.
  func png() throws -> [UInt8] { try Canvas.png(of: surface) }

  /// The image in the bytes of a PNG file.
  ///
  /// - Throws: `CairoError` where the bytes are no PNG.
  static func image(fromPNG bytes: [UInt8]) throws -> Image {
    let source = ByteSource(bytes)
    let surface = cairo_image_surface_create_from_png_stream(
      { closure, target, length in
        let source = Unmanaged<ByteSource>.fromOpaque(closure!).takeUnretainedValue()
        return source.read(into: target!, Int(length)) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_READ_ERROR
      }, Unmanaged.passUnretained(source).toOpaque())!
    let size = Size(
      Double(cairo_image_surface_get_width(surface)), Double(cairo_image_surface_get_height(surface)))
    let status = cairo_surface_status(surface)
    if status != CAIRO_STATUS_SUCCESS { cairo_surface_destroy(surface) }
    try CairoError.check(status, "cairo_image_surface_create_from_png_stream")
    return try Canvas(owning: surface, size: size).image()
  }
}

/// Bytes that Cairo reads.
private final class ByteSource {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func read(into target: UnsafeMutablePointer<UInt8>, _ count: Int) -> Bool {
    guard position + count <= bytes.count else { return false }
    bytes.withUnsafeBufferPointer { target.update(from: $0.baseAddress! + position, count: count) }
    position += count
    return true
  }
}
