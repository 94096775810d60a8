import CCairo
import Images

extension Canvas {
  /// Paints an image so that it fills a rectangle.
  ///
  /// - Parameter kind: what it shows; PDF and SVG files store it accordingly.
  public func draw(
    _ image: Image, as kind: ImageKind, in frame: Rectangle, interpolation: Interpolation = .smooth
  ) {
    guard image.width > 0, image.height > 0, frame.width > 0, frame.height > 0 else { return }
    if let recorder {
      let kept =
        interpolation == .smooth
        ? image.fit(for: Size(frame.width, frame.height), pixelsPerPoint: Self.keptPerPoint) : image
      recorder.append(.image(recorder.index(of: kept), kind, frame, interpolation))
      return
    }
    let isPDF = cairo_surface_get_type(surface) == CAIRO_SURFACE_TYPE_PDF
    var shown = image
    if interpolation == .nearest {
      shown = image.magnified(for: frame)
    } else if let imageResolution {
      shown = image.fit(for: onSurface(Size(frame.width, frame.height)), pixelsPerPoint: imageResolution)
    }
    guard let pixels = try? PixelSurface(shown) else { return }
    if isPDF { pixels.keepOnce(shown, as: kind, interpolation) }
    cairo_save(context)
    cairo_rectangle(context, frame.x, frame.y, frame.width, frame.height)
    cairo_clip(context)
    cairo_translate(context, frame.x, frame.y)
    cairo_scale(context, frame.width / Double(shown.width), frame.height / Double(shown.height))
    cairo_set_source_surface(context, pixels.surface, 0, 0)
    let pattern = cairo_get_source(context)
    cairo_pattern_set_filter(pattern, interpolation == .nearest ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_GOOD)
    // Without padding the edge of pixels would be blended with nothing and a pale seam would show. In a PDF file, Cairo would
    // make a padded copy, without the image's own bytes and without its name.
    cairo_pattern_set_extend(pattern, isPDF ? CAIRO_EXTEND_NONE : CAIRO_EXTEND_PAD)
    cairo_paint(context)
    cairo_restore(context)
  }

  /// The finest resolution that a recording keeps, in pixels a point: 260 an inch, which is fine print.
  public static let keptPerPoint = 3.6
}

extension Image {
  /// The image at no more than a resolution, where it is clearly finer.
  ///
  /// - Parameters:
  ///   - size: how large it is shown, in points.
  ///   - pixelsPerPoint: the resolution.
  func fit(for size: Size, pixelsPerPoint: Double) -> Image {
    let perPoint = max(Double(width) / size.width, Double(height) / size.height)
    guard perPoint > pixelsPerPoint * 1.17 else { return self }
    let share = pixelsPerPoint / perPoint
    return resized(
      width: max(1, Int((Double(width) * share).rounded())),
      height: max(1, Int((Double(height) * share).rounded())))
  }

  /// The image enlarged by a whole factor where its sharp pixels are large, since viewers of PDF may smooth them in spite of
  /// us.
  fileprivate func magnified(for frame: Rectangle) -> Image {
    let perPoint = max(Double(width) / frame.width, Double(height) / frame.height)
    return perPoint < 2 ? enlarged(by: min(32, Int((4 / perPoint).rounded(.up)))) : self
  }

  /// The image with each pixel repeated `factor` times along both axes.
  private func enlarged(by factor: Int) -> Image {
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
