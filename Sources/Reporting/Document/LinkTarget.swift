/// Where a link in prose leads, once it is known what the report holds.
enum LinkTarget {
  case anchor(String)
  case address(String)

  /// Resolves the target of a link; nil where it leads nowhere or is of a kind that a report must not hold.
  static func resolve(_ target: String, in index: ReportIndex) -> LinkTarget? {
    if target.hasPrefix("#") {
      let anchor = String(target.dropFirst())
      return index.has(anchor) ? .anchor(anchor) : nil
    }
    if target.hasPrefix("https://") || target.hasPrefix("http://") { return .address(target) }
    // A relative path; a colon would make it another scheme, such as javascript.
    guard !target.isEmpty, !target.contains(":"), !target.hasPrefix("//") else { return nil }
    return .address(target)
  }
}
