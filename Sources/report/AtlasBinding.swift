import Atlas
import Foundation
import Reporting

/// Puts a report and the atlas that a chapter has written beside it together: links from figures to maps, and back.
enum AtlasBinding {
  /// Writes the atlas's pages with links to the report's figures, and has the report lead to the atlas; nothing happens where no chapter
  /// has written one.
  ///
  /// - Returns: why there is no atlas where there should be one; nil where all is well.
  /// - Throws: `FileError` where a page cannot be written.
  static func bind(_ document: inout ReportDocument) throws -> String? {
    guard document.pages.contains(where: \.hasAtlas) else { return nil }
    let folder = document.output.appendingPathComponent(ReportAtlas.folderName)
    let atlas: AtlasFolder
    do {
      atlas = try AtlasFolder(reading: folder)
    } catch {
      return "\(error)".replacing(document.output.path + "/", with: "")
    }
    try atlas.writePages(of: AtlasReport(address: "../report.html", figures: document.figuresByMap))
    document.atlas = ReportAtlas(title: atlas.title, files: atlas.files, addresses: atlas.addresses)
    return nil
  }
}
