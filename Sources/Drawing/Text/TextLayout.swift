import CCairo

/// Text broken into lines by Pango, with where each line lies. The same on every surface: no hinting, glyphs at
/// fractions of a unit, one unit a point, and the language fixed, so that neither surface nor locale changes a break.
public final class TextLayout {
  /// A line of the broken text, measured from the top of the layout.
  public struct Line: Sendable, Hashable {
    /// The upper edge, in points below the layout's.
    public let top: Double
    /// The height from upper to lower edge, in points.
    public let height: Double
    /// The height of the baseline, in points below the layout's upper edge.
    public let baseline: Double
    /// The width of the ink and its spaces, in points.
    public let width: Double
  }

  /// What was laid out.
  public let text: Text
  /// The lines from the top.
  public let lines: [Line]
  /// The size of the box: the width asked for or else the widest line's, and the height of all lines.
  public let size: Size

  private let layout: OpaquePointer

  /// Breaks text into lines and measures them.
  public init(_ text: Text) {
    self.text = text
    (layout, lines, size) = FontLibrary.exclusively { Self.layOut(text) }
  }

  private static func layOut(_ text: Text) -> (OpaquePointer, [Line], Size) {
    let map = pango_cairo_font_map_get_default()
    let context = pango_font_map_create_context(map)!
    defer { g_object_unref(UnsafeMutableRawPointer(context)) }
    pango_cairo_context_set_resolution(context, 72)
    pango_context_set_language(context, pango_language_from_string("en"))
    pango_context_set_base_dir(context, PANGO_DIRECTION_LTR)
    pango_context_set_round_glyph_positions(context, 0)
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    pango_cairo_context_set_font_options(context, options)
    cairo_font_options_destroy(options)

    let layout: OpaquePointer = pango_layout_new(context)
    configure(layout, for: text)
    MissingLetters.note(in: layout, text.string, context: context)

    var lines: [Line] = []
    var widest = 0.0
    let iterator = pango_layout_get_iter(layout)
    repeat {
      var top: Int32 = 0
      var bottom: Int32 = 0
      pango_layout_iter_get_line_yrange(iterator, &top, &bottom)
      var logical = PangoRectangle()
      pango_layout_iter_get_line_extents(iterator, nil, &logical)
      let line = Line(
        top: points(top), height: points(bottom - top),
        baseline: points(pango_layout_iter_get_baseline(iterator)), width: points(logical.width))
      lines.append(line)
      widest = max(widest, points(logical.x) * (text.width == nil ? 1 : 0) + line.width)
    } while pango_layout_iter_next_line(iterator) != 0
    pango_layout_iter_free(iterator)
    let size = Size(text.width ?? widest, (lines.last?.top ?? 0) + (lines.last?.height ?? 0))
    return (layout, lines, size)
  }

  deinit { FontLibrary.exclusively { g_object_unref(UnsafeMutableRawPointer(layout)) } }

  /// The baseline of the first line, from the top.
  public var baseline: Double { lines.first?.baseline ?? 0 }

  /// Where a range of the text's UTF-8 bytes lies: a rectangle for each line that it touches, from the layout's
  /// upper left corner.
  public func boxes(ofUTF8 range: Range<Int>) -> [(line: Int, box: Rectangle)] {
    FontLibrary.exclusively { findBoxes(ofUTF8: range) }
  }

  /// The UTF-8 bytes of the text that stand in each line.
  var lineRanges: [Range<Int>] {
    FontLibrary.exclusively {
      lines.indices.map { index in
        guard let line = pango_layout_get_line_readonly(layout, Int32(index)) else { return 0..<0 }
        let start = Int(line.pointee.start_index)
        return start..<start + Int(line.pointee.length)
      }
    }
  }

  private func findBoxes(ofUTF8 range: Range<Int>) -> [(line: Int, box: Rectangle)] {
    var found: [(Int, Rectangle)] = []
    for (index, line) in lines.enumerated() {
      guard let pangoLine = pango_layout_get_line_readonly(layout, Int32(index)) else { continue }
      let start = Int(pangoLine.pointee.start_index)
      let end = start + Int(pangoLine.pointee.length)
      guard range.lowerBound < end, range.upperBound > start else { continue }
      var ranges: UnsafeMutablePointer<Int32>?
      var count: Int32 = 0
      pango_layout_line_get_x_ranges(
        pangoLine, Int32(max(range.lowerBound, start)), Int32(min(range.upperBound, end)), &ranges, &count)
      defer { g_free(ranges) }
      guard let ranges, count > 0 else { continue }
      let left = Self.points(ranges[0])
      let right = Self.points(ranges[Int(count) * 2 - 1])
      found.append((index, Rectangle(left, line.top, right - left, line.height)))
    }
    return found
  }

  /// Shows some of the lines; the first of them has its top at `point`.
  func show(_ range: Range<Int>, on context: OpaquePointer, at point: Point) {
    FontLibrary.exclusively { showLines(range, on: context, at: point) }
  }

  private func showLines(_ range: Range<Int>, on context: OpaquePointer, at point: Point) {
    guard let first = lines.indices.contains(range.lowerBound) ? lines[range.lowerBound] : nil else { return }
    let iterator = pango_layout_get_iter(layout)
    defer { pango_layout_iter_free(iterator) }
    var index = 0
    repeat {
      if range.contains(index) {
        var logical = PangoRectangle()
        pango_layout_iter_get_line_extents(iterator, nil, &logical)
        cairo_move_to(
          context, point.x + Self.points(logical.x), point.y + lines[index].baseline - first.top)
        pango_cairo_show_layout_line(context, pango_layout_iter_get_line_readonly(iterator))
      }
      index += 1
    } while pango_layout_iter_next_line(iterator) != 0
    cairo_new_path(context)
  }

  private static func points(_ units: Int32) -> Double { Double(units) / 1024 }

  private static func configure(_ layout: OpaquePointer, for text: Text) {
    // C strings end at a zero byte, so one inside the text would cut it short.
    let runs = text.runs.map { ($0.string.replacing("\0", with: "\u{FFFD}"), $0.style) }
    let string = runs.map(\.0).joined()
    let first = text.runs.first?.style ?? TextStyle(.serif, 10)
    let font = pango_font_description_new()
    pango_font_description_set_family(font, first.family.names)
    pango_font_description_set_absolute_size(font, first.size * 1024)
    pango_layout_set_font_description(layout, font)
    pango_font_description_free(font)
    pango_layout_set_text(layout, string, Int32(string.utf8.count))
    let attributes = pango_attr_list_new()
    var at = 0
    for (characters, style) in runs {
      let end = at + characters.utf8.count
      func insert(_ attribute: UnsafeMutablePointer<PangoAttribute>, _ range: Range<Int>) {
        attribute.pointee.start_index = UInt32(range.lowerBound)
        attribute.pointee.end_index = UInt32(range.upperBound)
        pango_attr_list_insert(attributes, attribute)
      }
      for attribute in Self.attributes(of: style) { insert(attribute, at..<end) }
      // An option of a command, such as --source, is not broken at its hyphens.
      if style.family == .mono {
        for range in Self.hyphens(in: characters) {
          insert(pango_attr_allow_breaks_new(0), (at + range.lowerBound)..<(at + range.upperBound))
        }
      }
      at = end
    }
    pango_layout_set_attributes(layout, attributes)
    pango_attr_list_unref(attributes)
    if let width = text.width { pango_layout_set_width(layout, Int32(max(1, width) * 1024)) }
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
    pango_layout_set_justify(layout, text.alignment == .justified ? 1 : 0)
    pango_layout_set_alignment(
      layout,
      text.alignment == .center
        ? PANGO_ALIGN_CENTER : text.alignment == .right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT)
    pango_layout_set_auto_dir(layout, 0)
    if text.lineSpacing != 1 { pango_layout_set_line_spacing(layout, Float(text.lineSpacing)) }
    if text.indent != 0 { pango_layout_set_indent(layout, Int32(text.indent * 1024)) }
  }

  /// Where hyphens at the beginning of a word stand, each with the letter after it, in UTF-8 bytes.
  private static func hyphens(in text: String) -> [Range<Int>] {
    let bytes = Array(text.utf8)
    let hyphen = UInt8(ascii: "-")
    var found: [Range<Int>] = []
    var place = 0
    while place < bytes.count {
      let isFirst = place == 0 || bytes[place - 1] == 0x20 || bytes[place - 1] == 0x0A
      var end = place
      while isFirst, end < bytes.count, bytes[end] == hyphen { end += 1 }
      if end > place, end < bytes.count, bytes[end] < 0x80 { found.append(place..<end + 1) }
      place = max(end, place + 1)
    }
    return found
  }

  private static func attributes(of style: TextStyle) -> [UnsafeMutablePointer<PangoAttribute>] {
    let font = pango_font_description_new()
    defer { pango_font_description_free(font) }
    pango_font_description_set_family(font, style.family.names)
    pango_font_description_set_absolute_size(font, style.size * 1024)
    pango_font_description_set_style(font, style.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL)
    let weight: PangoWeight =
      switch style.weight {
      case .regular: PANGO_WEIGHT_NORMAL
      case .medium: PANGO_WEIGHT_MEDIUM
      case .semibold: PANGO_WEIGHT_SEMIBOLD
      case .bold: PANGO_WEIGHT_BOLD
      }
    pango_font_description_set_weight(font, weight)
    func component(_ value: Double) -> UInt16 { UInt16((min(max(value, 0), 1) * 65535).rounded()) }
    var list = [
      pango_attr_font_desc_new(font),
      pango_attr_foreground_new(
        component(style.color.red), component(style.color.green), component(style.color.blue)),
    ]
    if style.color.alpha < 1 {
      list.append(pango_attr_foreground_alpha_new(max(1, component(style.color.alpha))))
    }
    if style.letterSpacing != 0 {
      list.append(pango_attr_letter_spacing_new(Int32(style.letterSpacing * 1024)))
    }
    if style.rise != 0 { list.append(pango_attr_rise_new(Int32(style.rise * 1024))) }
    if style.tabularDigits { list.append(pango_attr_font_features_new("tnum=1")) }
    return list.compactMap { $0 }
  }
}
