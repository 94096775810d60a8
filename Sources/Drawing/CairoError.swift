import CCairo

/// A failure that Cairo reports: its raw status, and the call that met it.
public struct CairoError: Error, CustomStringConvertible {
  /// Cairo's status code, a `cairo_status_t`.
  public let status: UInt32
  /// The call, and the file where there is one.
  public let call: String

  /// For example `cairo_pdf_surface_create(report.pdf): error while writing to output stream`.
  public var description: String {
    "\(call): \(String(cString: cairo_status_to_string(cairo_status_t(status))))"
  }

  static func check(_ status: cairo_status_t, _ call: String) throws {
    if status != CAIRO_STATUS_SUCCESS { throw CairoError(status: status.rawValue, call: call) }
  }
}
