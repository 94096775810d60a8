import CCairo

extension Canvas {
  /// The pixels of an in-memory canvas as the bytes of a PNG file.
  ///
  /// - Throws: `CairoError` where memory is short.
  public func png() throws -> [UInt8] { try Self.png(of: surface) }

  static func png(of surface: OpaquePointer) throws -> [UInt8] {
    let sink = ByteSink()
    cairo_surface_flush(surface)
    let status = withExtendedLifetime(sink) {
      cairo_surface_write_to_png_stream(surface, ByteSink.write, sink.closure)
    }
    try CairoError.check(status, "cairo_surface_write_to_png_stream")
    return sink.bytes
  }

  /// The bytes of a PNG file of the given size in points, at so many pixels a point, on an opaque background.
  ///
  /// - Throws: `CairoError` where memory is short; what `draw` throws.
  public static func png(
    size: Size, pixelsPerPoint: Double, background: Color = .white,
    _ draw: (borrowing Canvas) throws -> Void
  ) throws -> [UInt8] {
    let canvas = try Canvas(
      pixelsWide: max(1, Int((size.width * pixelsPerPoint).rounded(.up))),
      high: max(1, Int((size.height * pixelsPerPoint).rounded(.up))), background: background)
    canvas.scale(pixelsPerPoint, pixelsPerPoint)
    try draw(canvas)
    return try canvas.png()
  }
}

/// Bytes that Cairo wrote.
final class ByteSink {
  var bytes: [UInt8] = []

  /// What Cairo calls with each stretch of bytes; its closure is an unretained `ByteSink`.
  static let write: cairo_write_func_t = { closure, data, length in
    let sink = Unmanaged<ByteSink>.fromOpaque(closure!).takeUnretainedValue()
    sink.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
    return CAIRO_STATUS_SUCCESS
  }

  var closure: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }
}
