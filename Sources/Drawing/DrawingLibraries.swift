import CCairo

/// The versions of the libraries that draw, for provenance: text and lines may move by a hair between them.
public enum DrawingLibraries {
  /// Cairo's version, such as `1.16.0`.
  public static var cairo: String { String(cString: cairo_version_string()) }
  /// Pango's version, such as `1.50.12`.
  public static var pango: String { String(cString: pango_version_string()) }
}
