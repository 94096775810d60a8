import Files
import Foundation

/// The output folder of a report, read: what made it, and the pages of its chapters.
public struct ReportOutput: Sendable {
  /// The folder, as the caller named it.
  public let folder: URL
  /// What made the report.
  public let record: RunRecord
  /// The pages, in the report's order.
  public let pages: [Page]
  /// The files of the report with their digests, each read and found as it was when the report was bound; nil where no list of them
  /// came with it.
  let files: [Checksums.Line]?

  /// Reads a folder that a report was written to.
  ///
  /// - Parameter order: the names of chapters in the report's order; others follow by their names.
  /// - Throws: `ReportingError` where it is no such folder, or a file is damaged, of another format, or another than when the report was
  ///   bound.
  public init(reading folder: URL, order: [String]) throws {
    self.folder = folder
    let file = folder.appendingPathComponent(RunRecord.fileName)
    do {
      record = try ReportFile.read(file)
    } catch {
      throw ReportingError.noReport(path: file.path, cause: error.cause)
    }
    let chapters = folder.appendingPathComponent("chapters")
    let names = (FolderContents.names(in: FilePath(chapters.path)) ?? []).map(\.text).filter { name in
      Page.isName(name)
        && FileManager.default.fileExists(atPath: PageFiles(of: name, in: folder).file.path)
    }
    guard !names.isEmpty else {
      throw ReportingError.noReport(path: chapters.path, cause: "there is no chapter's page.json")
    }
    let known = order.filter(names.contains)
    pages = try (known + names.filter { !known.contains($0) }).map {
      try PageFiles(of: $0, in: folder).read()
    }
    files = try Checksums.verified(in: folder)
  }
}
