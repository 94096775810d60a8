import CCairo
import Images

/// A surface to draw on: pixels in memory, a PDF page, or an SVG. Units are pixels or points, y grows downward.
///
/// A canvas is a thin cover over a Cairo context; it is not copyable, so that a surface is finished exactly once.
/// A canvas that records (`DisplayList.recording`) stores what is drawn as values, to be drawn on another canvas later.
public struct Canvas: ~Copyable {
  /// The Cairo context, for this module's extensions.
  let context: OpaquePointer
  let surface: OpaquePointer
  /// Where the operations are kept, when they are.
  let recorder: DrawingRecorder?
  /// The size of the surface in its units.
  public let size: Size
  /// The finest resolution at which images are kept, in pixels for each of the surface's units; nil keeps all their pixels.
  let imageResolution: Double?

  /// Takes ownership of a surface.
  init(
    owning surface: OpaquePointer, size: Size, recorder: DrawingRecorder? = nil,
    imageResolution: Double? = nil
  ) throws {
    self.surface = surface
    self.recorder = recorder
    self.size = size
    self.imageResolution = imageResolution
    context = cairo_create(surface)
    try CairoError.check(cairo_status(context), "cairo_create")
  }

  deinit {
    // Fonts that nobody uses any more may be closed with it.
    FontLibrary.exclusively {
      cairo_destroy(context)
      cairo_surface_destroy(surface)
    }
  }

  /// A canvas of pixels in memory, one unit a pixel.
  ///
  /// - Parameters:
  ///   - width: how many pixels wide it is.
  ///   - height: how many pixels high it is.
  ///   - background: what it is filled with; nil leaves it clear.
  /// - Throws: `CairoError` where memory for it cannot be had.
  public init(pixelsWide width: Int, high height: Int, background: Color? = .white) throws {
    let surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(width), Int32(height))!
    try CairoError.check(cairo_surface_status(surface), "cairo_image_surface_create(\(width)×\(height))")
    try self.init(owning: surface, size: Size(Double(width), Double(height)))
    if let background { fillAll(background) }
  }

  // MARK: State

  /// Runs `body` and then restores transform, clip and pen.
  public func saved(_ body: (borrowing Canvas) throws -> Void) rethrows {
    pushState()
    defer { popState() }
    try body(self)
  }

  /// Remembers transform, clip and pen until the matching `popState`.
  func pushState() {
    cairo_save(context)
    recorder?.append(.save)
  }

  /// Restores what the last `pushState` remembered.
  func popState() {
    cairo_restore(context)
    recorder?.append(.restore)
  }

  /// Moves the origin by so many units to the right and downward.
  public func translate(_ x: Double, _ y: Double) {
    cairo_translate(context, x, y)
    recorder?.append(.translate(x, y))
  }
  /// Stretches the axes: from here on a unit is `x` of the old ones wide and `y` high.
  public func scale(_ x: Double, _ y: Double) {
    cairo_scale(context, x, y)
    recorder?.append(.scale(x, y))
  }
  /// Turns the axes clockwise (y points down), in radians.
  public func rotate(_ radians: Double) {
    cairo_rotate(context, radians)
    recorder?.append(.rotate(radians))
  }

  /// Where a point of the current axes lies on the surface.
  public func onSurface(_ point: Point) -> Point {
    var x = point.x
    var y = point.y
    cairo_user_to_device(context, &x, &y)
    return Point(x, y)
  }

  /// How long a width and a height of the current axes are on the surface.
  func onSurface(_ size: Size) -> Size {
    Size(lengthOnSurface(size.width, 0), lengthOnSurface(0, size.height))
  }

  private func lengthOnSurface(_ x: Double, _ y: Double) -> Double {
    var (x, y) = (x, y)
    cairo_user_to_device_distance(context, &x, &y)
    return (x * x + y * y).squareRoot()
  }

  // MARK: Paths

  /// Starts a new path.
  public func beginPath() {
    cairo_new_path(context)
    recorder?.append(.beginPath)
  }
  /// Starts a subpath at a point.
  public func move(to point: Point) {
    cairo_move_to(context, point.x, point.y)
    recorder?.append(.move(point))
  }
  /// A straight line from the current point.
  public func line(to point: Point) {
    cairo_line_to(context, point.x, point.y)
    recorder?.append(.line(point))
  }
  /// A cubic Bézier curve from the current point.
  public func curve(_ first: Point, _ second: Point, to end: Point) {
    cairo_curve_to(context, first.x, first.y, second.x, second.y, end.x, end.y)
    recorder?.append(.curve(first, second, end))
  }
  /// Closes the current subpath.
  public func closePath() {
    cairo_close_path(context)
    recorder?.append(.closePath)
  }
  /// Adds a rectangle to the path.
  public func rectangle(_ r: Rectangle) {
    cairo_rectangle(context, r.x, r.y, r.width, r.height)
    recorder?.append(.rectangle(r))
  }
  /// An arc clockwise from one angle to another, in radians, as a new subpath.
  public func arc(_ center: Point, radius: Double, from start: Double = 0, to end: Double = 2 * .pi) {
    cairo_new_sub_path(context)
    cairo_arc(context, center.x, center.y, radius, start, end)
    recorder?.append(.arc(center, radius, start, end))
  }
  /// An ellipse as a new subpath.
  public func ellipse(_ center: Point, _ radiusX: Double, _ radiusY: Double) {
    cairo_save(context)
    cairo_translate(context, center.x, center.y)
    cairo_scale(context, radiusX, radiusY)
    cairo_new_sub_path(context)
    cairo_arc(context, 0, 0, 1, 0, 2 * .pi)
    cairo_close_path(context)
    cairo_restore(context)
    recorder?.append(.ellipse(center, radiusX, radiusY))
  }
  /// Adds a closed polygon with these corners to the path.
  public func polygon(_ points: [Point]) {
    guard let first = points.first else { return }
    move(to: first)
    for point in points.dropFirst() { line(to: point) }
    closePath()
  }
  /// Confines drawing to the current path.
  public func clip() {
    cairo_clip(context)
    recorder?.append(.clip)
  }

  // MARK: Painting

  /// Chooses the paint.
  func setColor(_ color: Color) {
    cairo_set_source_rgba(context, color.red, color.green, color.blue, color.alpha)
  }
  /// Fills the current path with a color and forgets it, unless it is kept for a stroke.
  public func fill(_ color: Color, keepingPath: Bool = false) {
    setColor(color)
    if keepingPath { cairo_fill_preserve(context) } else { cairo_fill(context) }
    recorder?.append(.fill(color, keepingPath: keepingPath))
  }
  /// Strokes the current path and forgets it.
  public func stroke(_ color: Color, width: Double, dash: [Double] = [], roundCaps: Bool = false) {
    setColor(color)
    cairo_set_line_width(context, width)
    cairo_set_dash(context, dash, Int32(dash.count), 0)
    cairo_set_line_cap(context, roundCaps ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT)
    cairo_set_line_join(context, roundCaps ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER)
    cairo_stroke(context)
    recorder?.append(.stroke(color, width: width, dash: dash, roundCaps: roundCaps))
  }
  /// Paints everything inside the clip.
  public func fillAll(_ color: Color) {
    setColor(color)
    cairo_paint(context)
    recorder?.append(.fillAll(color))
  }

  // MARK: Pixels

  /// The pixels of an in-memory canvas over its background.
  public func image() -> Image {
    cairo_surface_flush(surface)
    let width = Int(cairo_image_surface_get_width(surface))
    let height = Int(cairo_image_surface_get_height(surface))
    let stride = Int(cairo_image_surface_get_stride(surface))
    guard let data = cairo_image_surface_get_data(surface) else {
      preconditionFailure("image() of a canvas that is not in memory")
    }
    let pixels = [UInt8](unsafeUninitializedCapacity: width * height * 3) { target, count in
      for y in 0..<height {
        let row = UnsafeRawPointer(data + y * stride).assumingMemoryBound(to: UInt32.self)
        for x in 0..<width {
          let word = row[x]
          let at = (y * width + x) * 3
          target[at] = UInt8(truncatingIfNeeded: word >> 16)
          target[at + 1] = UInt8(truncatingIfNeeded: word >> 8)
          target[at + 2] = UInt8(truncatingIfNeeded: word)
        }
      }
      count = width * height * 3
    }
    return Image(width: width, height: height, pixels: pixels)
  }
}
