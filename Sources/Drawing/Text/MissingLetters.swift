import CCairo
import Synchronization

/// Letters that were to be drawn and that no installed font has: boxes stand in their place.
public enum MissingLetters {
  private static let letters = Mutex<Set<Unicode.Scalar>>([])

  /// The letters that were met so far, sorted.
  public static var found: [Unicode.Scalar] { letters.withLock { $0.sorted() } }

  /// What is to be said of them, and what to do; nil where there are none.
  public static var sentence: String? {
    let found = found
    guard !found.isEmpty else { return nil }
    let shown = found.prefix(8).map { scalar in
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "\(scalar) (U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits))"
    }
    return "no installed font has \(shown.joined(separator: ", "))"
      + (found.count > shown.count ? " and \(found.count - shown.count) more" : "")
      + "; install one that does, such as fonts-noto-cjk, to see them in figures"
  }

  /// Notes which letters of a text that was laid out have no glyph.
  ///
  /// - Parameters:
  ///   - layout: the text, laid out.
  ///   - context: what it was laid out in.
  static func note(in layout: OpaquePointer, _ text: String, context: OpaquePointer) {
    guard pango_layout_get_unknown_glyphs_count(layout) > 0 else { return }
    let candidates = letters.withLock { known in
      Set(text.unicodeScalars).filter { !$0.isASCII && !known.contains($0) }
    }
    for scalar in candidates {
      let single: OpaquePointer = pango_layout_new(context)
      defer { g_object_unref(UnsafeMutableRawPointer(single)) }
      pango_layout_set_text(single, String(scalar), -1)
      if pango_layout_get_unknown_glyphs_count(single) > 0 {
        letters.withLock { _ = $0.insert(scalar) }
      }
    }
  }
}
