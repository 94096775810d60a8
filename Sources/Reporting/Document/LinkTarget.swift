/// Where a link in prose leads, once it is known what the report holds.
enum LinkTarget {
  case anchor(String)
  case address(String)
  /// A file in the report's folder, which is not there where the report travels alone.
  case beside(String)

  /// Resolves the target of a link; nil where it leads nowhere or is of a kind that a report must not hold.
  static func resolve(_ target: String, in index: ReportIndex) -> LinkTarget? {
    if target.hasPrefix("#") {
      let anchor = String(target.dropFirst())
      return index.has(anchor) ? .anchor(anchor) : nil
    }
    if target.hasPrefix("https://") || target.hasPrefix("http://") { return .address(target) }
    // A relative path; a colon would make it another scheme, such as javascript.
    guard !target.isEmpty, !target.contains(":"), !target.hasPrefix("//") else { return nil }
    // An atlas that was lost since its chapter was written.
    if target.hasPrefix("\(ReportAtlas.folderName)/"), !index.hasAtlas { return nil }
    return .beside(target)
  }

  /// What is said of a link to a file in the report's folder.
  static let besideNote = "This lies in the report’s folder; the link works only there."
}
