import Files
import Foundation

/// The files of a bound report in its output folder, without the store: what is sent to others, checked and cited.
struct ReportFolder {
  /// A file of the report.
  struct File {
    /// Its path in the output folder.
    let path: String
    /// How many bytes it has.
    let size: Int
    /// The SHA-256 of its bytes.
    let digest: String
  }

  /// The files in the folder itself that a report consists of, and what each is.
  static let described = [
    ("report.html", "The report as one page"), ("report.pdf", "The report on paper"),
    ("claims.json", "Every claim with its verdict, for programs"),
    ("ledger.md", "The ledger of claims as Markdown"), (RunRecord.fileName, "What made the report"),
    ("configuration.yaml", "The resolved configuration"),
  ]

  /// The output folder.
  let folder: URL

  /// The files in the folder itself.
  ///
  /// - Throws: `FileError` where one is not there.
  func ownFiles() throws -> [File] { try Self.described.map { try file($0.0) } }

  /// The files of a chapter: its page, and all in its folders of figures and of numbers; none where it has no page.
  ///
  /// - Throws: `FileError` where one cannot be read.
  func files(of page: Page) throws -> [File] {
    let chapter = "chapters/\(page.slug)"
    guard FileManager.default.fileExists(atPath: PageFiles(of: page.slug, in: folder).file.path) else {
      return []
    }
    let inside = ["data", "figures"].flatMap { name in
      let inner = FilePath(folder.path).appending("\(chapter)/\(name)")
      // A file that another process is writing has a name that begins with a dot.
      return (FolderContents.names(in: inner) ?? []).map(\.text).filter { !$0.hasPrefix(".") }
        .map { "\(chapter)/\(name)/\($0)" }
    }
    return try (inside + ["\(chapter)/page.json"]).map(file)
  }

  /// The files of an atlas.
  ///
  /// - Throws: `FileError` where one cannot be read.
  func files(of atlas: ReportAtlas) throws -> [File] { try atlas.files.map(file) }

  /// A file by its path in the folder.
  ///
  /// - Throws: `FileError` where it cannot be read.
  func file(_ path: String) throws -> File {
    let bytes = try FileReader(FilePath(folder.path).appending(path)).bytes()
    return File(path: path, size: bytes.count, digest: ContentDigest.of(bytes))
  }
}
