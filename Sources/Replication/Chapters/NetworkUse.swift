import Reporting

/// What a chapter does with networks, and so what becomes of it where a run looks into a network from a file (`--network`).
public enum NetworkUse: Sendable, Hashable {
  /// It asks for none: its page is the same for any.
  case none
  /// It looks into networks, whoever trained them.
  case looksInto
  /// It needs networks of a kind or a history that only training gives, for the reason that is given, a sentence.
  case trains(because: String)

  /// The page of a chapter that trains, where the run looks into a network from a file.
  ///
  /// - Parameter name: the network's name.
  static func tellMissing(_ reason: String, network name: String, on page: inout PageBuilder) {
    page.note(
      """
      This report looks into *\(InlineMarkup.escaped(name))*, a network from a file, and trains none. \(reason) Nothing is measured here; a \
      report without `--network` has this section.
      """, kind: .scale, title: "Not for a network from a file")
  }
}
