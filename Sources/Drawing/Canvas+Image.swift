import CCairo
import Images

extension Canvas {
  /// Paints an image so that it fills a rectangle.
  public func draw(_ image: Image, in frame: Rectangle, interpolation: Interpolation = .smooth) {
    guard image.width > 0, image.height > 0, frame.width > 0, frame.height > 0 else { return }
    let prepared = Self.prepare(image, for: frame, interpolation, shrinking: recorder != nil)
    if let recorder {
      recorder.append(.image(recorder.index(of: prepared), frame, interpolation))
      return
    }
    guard let pixels = try? PixelSurface(prepared) else { return }
    cairo_save(context)
    cairo_rectangle(context, frame.x, frame.y, frame.width, frame.height)
    cairo_clip(context)
    cairo_translate(context, frame.x, frame.y)
    cairo_scale(
      context, frame.width / Double(prepared.width), frame.height / Double(prepared.height))
    cairo_set_source_surface(context, pixels.surface, 0, 0)
    let pattern = cairo_get_source(context)
    cairo_pattern_set_filter(pattern, interpolation == .nearest ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_GOOD)
    // Without padding the edge would be blended with nothing and a pale seam would show.
    cairo_pattern_set_extend(pattern, CAIRO_EXTEND_PAD)
    cairo_paint(context)
    cairo_restore(context)
  }

  /// The image at the resolution worth keeping. A tiny one shown with sharp pixels is enlarged by whole factors
  /// when it is drawn, since viewers of PDF and SVG may smooth it in spite of us; one far finer than print can
  /// show is shrunk when it is recorded.
  private static func prepare(
    _ image: Image, for frame: Rectangle, _ interpolation: Interpolation, shrinking: Bool
  ) -> Image {
    let perPoint = max(Double(image.width) / frame.width, Double(image.height) / frame.height)
    if shrinking {
      guard interpolation == .smooth, perPoint > 4.2 else { return image }
      let share = 3.6 / perPoint
      let width = max(1, Int((Double(image.width) * share).rounded()))
      let height = max(1, Int((Double(image.height) * share).rounded()))
      guard let small = try? Canvas(pixelsWide: width, high: height) else { return image }
      small.draw(image, in: Rectangle(0, 0, Double(width), Double(height)))
      return small.image()
    }
    guard interpolation == .nearest, perPoint < 2 else { return image }
    return image.enlarged(by: min(32, Int((4 / perPoint).rounded(.up))))
  }
}

extension Image {
  /// The image with each pixel repeated `factor` times along both axes.
  func enlarged(by factor: Int) -> Image {
    guard factor > 1 else { return self }
    var pixels: [UInt8] = []
    pixels.reserveCapacity(self.pixels.count * factor * factor)
    for y in 0..<height {
      let start = pixels.count
      for x in 0..<width {
        let at = (y * width + x) * 3
        for _ in 0..<factor { pixels.append(contentsOf: self.pixels[at..<at + 3]) }
      }
      let row = pixels[start...]
      for _ in 1..<factor { pixels.append(contentsOf: row) }
    }
    return Image(width: width * factor, height: height * factor, pixels: pixels)
  }
}

/// How an image's pixels are shown where they are larger or smaller than the surface's.
public enum Interpolation: String, Sendable, Codable {
  /// Each pixel is a sharp square: for tiny images such as filters.
  case nearest
  /// Pixels are blended: for photographs.
  case smooth
}
