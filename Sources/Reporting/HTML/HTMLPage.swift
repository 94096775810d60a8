import Drawing
import Files

/// The frame of a page that is one file and needs nothing else: stylesheet and script inside it, and a policy that forbids any
/// request.
struct HTMLPage {
  /// The title of the window.
  let title: String
  /// Who wrote the page.
  let author: String
  /// When the page was made.
  let created: SourceDate
  /// Whether the page is as wide as the window, with things side by side.
  var isWide = false

  /// The largest file that is written, in bytes, where lower resolutions of images can still prevent it.
  static let largestFile = 15_000_000

  /// The page whose images have the highest resolution at which it does not grow too large.
  ///
  /// - Parameter make: makes the page with images of so many pixels a point.
  /// - Throws: what `make` throws.
  static func fitting(_ make: (Double) throws -> String) rethrows -> String {
    // Images at two pixels for each of the screen's, or at fewer where the file would grow too large.
    for resolution in [PageBuilder.pixelsPerPoint, 2, 4.0 / 3] {
      let text = try make(resolution)
      if text.utf8.count <= largestFile { return text }
    }
    return try make(1)
  }

  /// The text of the file.
  ///
  /// - Parameters:
  ///   - contents: the table of contents.
  ///   - main: all that stands in the page, without its foot.
  func html(contents: String, main: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
    <meta name="generator" content="zfnet">
    <meta name="author" content="\(HTMLText.escaped(author))">
    <meta name="date" content="\(created.iso8601)">
    <title>\(HTMLText.escaped(title))</title>
    <style>
    \(Stylesheet.css)\(isWide ? Stylesheet.wide : "")</style>
    </head>
    <body\(isWide ? " class=\"wide\"" : "")>
    <a class="skip" href="#content">Skip to the text</a>
    \(contents)
    <main id="content">
    \(main)
    <footer><p>\(HTMLText.escaped(title)), \(created.day).</p></footer>
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

  /// The table of contents around its items: beside the text on wide screens, folded above it on narrow ones.
  static func contents(_ items: String) -> String {
    """
    <nav aria-label="Contents">
    <details>
    <summary>Contents</summary>
    <ol>
    \(items)</ol>
    </details>
    </nav>
    """
  }

  /// An item of the table of contents.
  static func item(_ anchor: String, _ title: String, number: String = "", inside: String = "") -> String {
    let mark = number.isEmpty ? "" : "<span class=\"number\">\(HTMLText.escaped(number))</span> "
    return "<li><a href=\"#\(anchor)\">\(mark)\(HTMLText.escaped(title))</a>\(inside)</li>\n"
  }
}
