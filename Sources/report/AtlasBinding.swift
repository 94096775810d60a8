import Atlas
import Foundation
import Reporting

/// Puts a report and the atlas that a chapter has written beside it together: links from figures to maps, and back.
enum AtlasBinding {
  /// Writes the atlas's pages with links to the report's figures, and has the report lead to the atlas; nothing happens where no chapter
  /// has written one. What of it is lost the report says, and does not lead to.
  ///
  /// - Returns: what is lost, a sentence each.
  /// - Throws: `FileError` where a page cannot be written.
  static func bind(_ document: inout ReportDocument) throws -> [String] {
    guard let chapter = document.pages.first(where: \.hasAtlas)?.slug else { return [] }
    let folder = document.output.appendingPathComponent(ReportAtlas.folderName)
    let atlas: AtlasFolder
    do {
      atlas = try AtlasFolder(reading: folder)
    } catch {
      let reason = "\(error)".replacing(document.output.path + "/", with: "")
      document.warnings.append("The atlas beside this report is lost, and nothing leads to it: \(reason).")
      return ["the atlas is lost: \(reason)"]
    }
    try atlas.writePages(of: AtlasReport(address: "../report.html", figures: document.figuresByMap))
    document.atlas = ReportAtlas(title: atlas.title, files: atlas.files, addresses: atlas.addresses)
    guard !atlas.lost.isEmpty else { return [] }
    let lost = atlas.lost.map { "\(ReportAtlas.folderName)/\($0)" }
    let rest = lost.count > mostNamed ? " and \(lost.count - mostNamed) more" : ""
    document.warnings.append(
      "The atlas beside this report is not whole. Lost or damaged: \(lost.prefix(mostNamed).joined(separator: ", "))\(rest)."
    )
    return lost.prefix(mostNamed).map {
      "the atlas is not whole: \($0) is lost or damaged; run \(chapter) again"
    }
  }

  /// How many of the files that are lost are named.
  private static let mostNamed = 5
}
