/// The figures of a report that could not be read while it was written: each is named in its place, and the report is not whole.
final class LostFigures {
  /// Which they are and why, each once, in the report's order.
  private(set) var reasons: [String] = []

  func note(_ reason: String) {
    if !reasons.contains(reason) { reasons.append(reason) }
  }
}
