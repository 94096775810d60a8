import Drawing

/// Text made safe for HTML.
package enum HTMLText {
  /// The text with every character that HTML gives a meaning escaped, for content and for quoted attributes.
  package static func escaped(_ text: String) -> String { MarkupText.escaped(text) }

  /// Escaped code whose options, such as `--source`, are not broken at their hyphens.
  private static func unbroken(_ text: String) -> String {
    guard text.contains("-") else { return text }
    return text.split(separator: " ", omittingEmptySubsequences: false).map { word in
      word.hasPrefix("-") && word.count < 32 ? "<span class=\"word\">\(word)</span>" : String(word)
    }.joined(separator: " ")
  }

  /// Prose with its inline markup as HTML.
  static func inline(_ source: String, in index: ReportIndex) -> String {
    InlineMarkup(source).runs.map { run in
      var text = escaped(run.text)
      if run.text.isEmpty, let target = run.target {
        text = escaped(index.label(of: String(target.dropFirst())) ?? target)
      }
      if run.isCode { text = "<code>\(unbroken(text))</code>" }
      if run.isEmphasized { text = "<em>\(text)</em>" }
      if run.isStrong { text = "<strong>\(text)</strong>" }
      guard let target = run.target else { return text }
      switch LinkTarget.resolve(target, in: index) {
      case .anchor(let anchor)?: return "<a href=\"#\(escaped(anchor))\">\(text)</a>"
      case .address(let address)?: return "<a href=\"\(escaped(address))\">\(text)</a>"
      case .beside(let path)?:
        return "<a href=\"\(escaped(path))\" title=\"\(LinkTarget.besideNote)\">\(text)</a>"
      case nil: return text
      }
    }.joined()
  }
}
