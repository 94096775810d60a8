import Drawing

/// The report as one HTML file that needs nothing else: no network, every figure inside it, and complete without its script,
/// which adds search, themes, enlarged figures and values under the pointer.
public struct HTMLWriter {
  let document: ReportDocument
  let index: ReportIndex
  /// The figures that could not be read.
  let lost = LostFigures()

  /// A writer of a report.
  public init(_ document: ReportDocument) {
    self.document = document
    index = ReportIndex(document)
  }

  /// The text of the file. A figure that cannot be read is named in its place.
  public func html() -> String { HTMLPage.fitting { html(pixelsPerPoint: $0) } }

  private func html(pixelsPerPoint: Double) -> String {
    var images = SVGImages(pixelsPerPoint: pixelsPerPoint)
    let front = frontMatter(images: &images)
    var chapters = ""
    var supplements = ""
    for pageIndex in document.pages.indices {
      chapters += chapter(pageIndex, images: &images)
      supplements += supplement(pageIndex, images: &images)
    }
    let page = HTMLPage(title: document.title, author: document.author, created: document.created)
    return page.html(
      contents: contents(), main: "\(front)\n\(chapters)\(references())\(appendix(supplements))")
  }

  /// The table of contents: beside the text on wide screens, folded above it on narrow ones.
  private func contents() -> String {
    var list = ""
    for part in document.frontParts { list += HTMLPage.item(part.rawValue, part.title) }
    for (pageIndex, page) in document.pages.enumerated() {
      var inside = ""
      for (blockIndex, block) in page.blocks.enumerated() {
        if case .heading(let text) = block, let entry = index[pageIndex, blockIndex] {
          inside += HTMLPage.item(entry.anchor, text)
        }
      }
      list += HTMLPage.item(
        index.pageAnchors[pageIndex], page.title, number: page.section,
        inside: inside.isEmpty ? "" : "\n<ol>\n\(inside)</ol>\n")
    }
    if !document.references.isEmpty {
      list += HTMLPage.item(ReportIndex.Part.references.rawValue, ReportIndex.Part.references.title)
    }
    var inside = ""
    for entry in document.appendixEntries(in: index) { inside += HTMLPage.item(entry.anchor, entry.title) }
    if !inside.isEmpty {
      list += HTMLPage.item(
        ReportIndex.Part.appendix.rawValue, ReportIndex.Part.appendix.title,
        inside: "\n<ol>\n\(inside)</ol>\n")
    }
    return HTMLPage.contents(list)
  }
}
