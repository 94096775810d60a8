import CCairo
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
