import CCairo
import Images

/// How new paint is composited with the pixels below it.
public enum Blend: Sendable {
  /// The new over the old.
  case over
  /// The new only where something is there already.
  case atop
  /// The new takes away from the old.
  case erase

  var cairo: cairo_operator_t {
    switch self {
    case .over: CAIRO_OPERATOR_OVER
    case .atop: CAIRO_OPERATOR_ATOP
    case .erase: CAIRO_OPERATOR_DEST_OUT
    }
  }
}

extension Canvas {
  /// Sets how new paint is composited with the pixels below it; `saved` restores it. Not for a canvas that records.
  public func setBlend(_ blend: Blend) {
    precondition(
      recorder == nil, "a recording keeps no blending (\(blend)): draw it on pixels and record those")
    cairo_set_operator(context, blend.cairo)
  }

  /// Fills the current path with a gradient and forgets it, unless it is kept for a stroke. Not on a canvas that
  /// records.
  public func fill(_ gradient: Gradient, keepingPath: Bool = false) {
    precondition(recorder == nil, "a recording keeps no gradients: draw it on pixels and record those")
    let pattern: OpaquePointer
    switch gradient.course {
    case .linear(let start, let end):
      pattern = cairo_pattern_create_linear(start.x, start.y, end.x, end.y)
    case .radial(let focus, let center, let radius):
      pattern = cairo_pattern_create_radial(focus.x, focus.y, 0, center.x, center.y, radius)
    }
    defer { cairo_pattern_destroy(pattern) }
    for (share, color) in gradient.stops {
      cairo_pattern_add_color_stop_rgba(pattern, share, color.red, color.green, color.blue, color.alpha)
    }
    cairo_set_source(context, pattern)
    if keepingPath { cairo_fill_preserve(context) } else { cairo_fill(context) }
  }

  /// The smallest rectangle around the current path, in the current axes.
  public func pathBounds() -> Rectangle {
    var left = 0.0
    var top = 0.0
    var right = 0.0
    var bottom = 0.0
    cairo_path_extents(context, &left, &top, &right, &bottom)
    return Rectangle(left, top, right - left, bottom - top)
  }

  /// A direction on the surface, told in the current axes.
  public func inCurrentAxes(direction: Point) -> Point {
    var x = direction.x
    var y = direction.y
    cairo_device_to_user_distance(context, &x, &y)
    return Point(x, y)
  }

  /// A smooth closed curve through the points, as a new subpath (Catmull–Rom).
  public func smoothLoop(_ points: [Point]) {
    guard points.count > 2 else { return polygon(points) }
    move(to: points[0])
    for index in points.indices {
      let before = points[(index + points.count - 1) % points.count]
      let start = points[index]
      let end = points[(index + 1) % points.count]
      let after = points[(index + 2) % points.count]
      curve(
        Point(start.x + (end.x - before.x) / 6, start.y + (end.y - before.y) / 6),
        Point(end.x - (after.x - start.x) / 6, end.y - (after.y - start.y) / 6), to: end)
    }
    closePath()
  }

  /// A smooth open curve through the points, as a new subpath (Catmull–Rom).
  public func smoothLine(_ points: [Point]) {
    guard points.count > 1 else { return }
    move(to: points[0])
    for index in 0..<points.count - 1 {
      let before = points[max(index - 1, 0)]
      let start = points[index]
      let end = points[index + 1]
      let after = points[min(index + 2, points.count - 1)]
      curve(
        Point(start.x + (end.x - before.x) / 6, start.y + (end.y - before.y) / 6),
        Point(end.x - (after.x - start.x) / 6, end.y - (after.y - start.y) / 6), to: end)
    }
  }

  /// A rectangle with round corners, as a new subpath.
  public func roundedRectangle(_ r: Rectangle, radius: Double) {
    let corner = min(radius, r.width / 2, r.height / 2)
    cairo_new_sub_path(context)
    cairo_arc(context, r.maxX - corner, r.y + corner, corner, -.pi / 2, 0)
    cairo_arc(context, r.maxX - corner, r.maxY - corner, corner, 0, .pi / 2)
    cairo_arc(context, r.x + corner, r.maxY - corner, corner, .pi / 2, .pi)
    cairo_arc(context, r.x + corner, r.y + corner, corner, .pi, 1.5 * .pi)
    cairo_close_path(context)
  }

  /// The pixels of an in-memory canvas, rows from the top: 0xAARRGGBB, colors already multiplied by opacity.
  public func premultipliedPixels() -> [UInt32] {
    cairo_surface_flush(surface)
    let width = Int(cairo_image_surface_get_width(surface))
    let height = Int(cairo_image_surface_get_height(surface))
    let stride = Int(cairo_image_surface_get_stride(surface))
    guard let data = cairo_image_surface_get_data(surface) else {
      preconditionFailure("premultipliedPixels() of a canvas that is not in memory")
    }
    return [UInt32](unsafeUninitializedCapacity: width * height) { target, count in
      for y in 0..<height {
        let row = UnsafeRawPointer(data + y * stride).assumingMemoryBound(to: UInt32.self)
        for x in 0..<width { target[y * width + x] = row[x] }
      }
      count = width * height
    }
  }
}
