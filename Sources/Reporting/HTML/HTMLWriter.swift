import Drawing
import Files

/// The report as one HTML file that needs nothing else: no network, every figure inside it, and complete without its script,
/// which adds search, themes, enlarged figures and values under the pointer.
public struct HTMLWriter {
  let document: ReportDocument
  let index: ReportIndex

  /// The largest file that is written, in bytes, where lower resolutions of images can still prevent it.
  public static let largestFile = 15_000_000

  /// A writer of a report.
  public init(_ document: ReportDocument) {
    self.document = document
    index = ReportIndex(document)
  }

  /// The text of the file. A figure that cannot be read is named in its place.
  public func html() -> String {
    // Images at two pixels for each of the screen's, or at fewer where the file would grow too large.
    for resolution in [PageBuilder.pixelsPerPoint, 2, 4.0 / 3] {
      let text = html(pixelsPerPoint: resolution)
      if text.utf8.count <= Self.largestFile { return text }
    }
    return html(pixelsPerPoint: 1)
  }

  private func html(pixelsPerPoint: Double) -> String {
    var images = SVGImages(pixelsPerPoint: pixelsPerPoint)
    let front = frontMatter(images: &images)
    var chapters = ""
    var supplements = ""
    for pageIndex in document.pages.indices {
      chapters += chapter(pageIndex, images: &images)
      supplements += supplement(pageIndex, images: &images)
    }
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
      <meta name="generator" content="zfnet">
      <meta name="author" content="\(HTMLText.escaped(document.author))">
      <meta name="date" content="\(document.created.iso8601)">
      <title>\(HTMLText.escaped(document.title))</title>
      <style>
      \(Stylesheet.css)</style>
      </head>
      <body>
      <a class="skip" href="#content">Skip to the text</a>
      \(contents())
      <main id="content">
      \(front)
      \(chapters)\(references())\(appendix(supplements))
      <footer><p>\(HTMLText.escaped(document.title)), \(document.created.day).</p></footer>
      </main>
      <script>\(Script.text)</script>
      </body>
      </html>

      """
  }

  /// What a browser may do for the page: show what is in it, run its own script, and ask no one for anything.
  private static let policy =
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
    + "script-src 'sha256-\(ContentDigest.base64(of: Script.text))'; base-uri 'none'; form-action 'none'"

  /// The table of contents: beside the text on wide screens, folded above it on narrow ones.
  private func contents() -> String {
    func item(_ anchor: String, _ title: String, number: String = "", inside: String = "") -> String {
      let mark = number.isEmpty ? "" : "<span class=\"number\">\(HTMLText.escaped(number))</span> "
      return "<li><a href=\"#\(anchor)\">\(mark)\(HTMLText.escaped(title))</a>\(inside)</li>\n"
    }
    var list = ""
    for part in document.frontParts { list += item(part.rawValue, part.title) }
    for (pageIndex, page) in document.pages.enumerated() {
      var inside = ""
      for (blockIndex, block) in page.blocks.enumerated() {
        if case .heading(let text) = block, let entry = index[pageIndex, blockIndex] {
          inside += item(entry.anchor, text)
        }
      }
      list += item(
        index.pageAnchors[pageIndex], page.title, number: page.section,
        inside: inside.isEmpty ? "" : "\n<ol>\n\(inside)</ol>\n")
    }
    if !document.references.isEmpty {
      list += item(ReportIndex.Part.references.rawValue, ReportIndex.Part.references.title)
    }
    var inside = ""
    for entry in document.appendixEntries(in: index) { inside += item(entry.anchor, entry.title) }
    if !inside.isEmpty {
      list += item(
        ReportIndex.Part.appendix.rawValue, ReportIndex.Part.appendix.title,
        inside: "\n<ol>\n\(inside)</ol>\n")
    }
    return """
      <nav aria-label="Contents">
      <details>
      <summary>Contents</summary>
      <ol>
      \(list)</ol>
      </details>
      </nav>
      """
  }
}
