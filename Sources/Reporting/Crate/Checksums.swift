import Foundation

/// `checksums.sha256`: the digest of each of a report's files, in the form that `sha256sum -c` takes, in the order of the paths.
struct Checksums {
  /// The name of the file in the output folder.
  static let fileName = "checksums.sha256"

  /// The text of the file.
  let text: String

  /// The checksums of some files, whose paths have neither line breaks nor backslashes.
  init(_ files: [ReportFolder.File]) {
    let lines = files.map { ($0.path, "\($0.digest)  \($0.path)\n") }
    text = lines.sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }.map(\.1).joined()
  }

  /// A line of the file: the path of a file in the output folder, and its digest.
  struct Line: Sendable, Hashable {
    let path: String
    let digest: String
  }

  /// The lines of the file in an output folder; nil where there is none. What is no line of a digest and a path is passed over.
  static func list(in output: URL) -> [Line]? {
    FileManager.default.contents(atPath: output.appendingPathComponent(fileName).path).map { text in
      String(decoding: text, as: UTF8.self).split(separator: "\n").compactMap { line in
        let parts = line.components(separatedBy: "  ")
        return parts.count == 2 ? Line(path: parts[1], digest: parts[0]) : nil
      }
    }
  }

  /// The lines of the file in an output folder, once every file was read and is as the list says; nil where there is no list.
  ///
  /// - Throws: `ReportingError.changed` with the first that is not, or not there.
  static func verified(in output: URL) throws(ReportingError) -> [Line]? {
    guard let lines = list(in: output) else { return nil }
    let folder = ReportFolder(folder: output)
    for line in lines where (try? folder.file(line.path))?.digest != line.digest {
      throw .changed(path: output.appendingPathComponent(line.path).path, list: fileName)
    }
    return lines
  }
}

extension ReportCrate {
  /// Refuses a chapter whose files are others than when the report was bound last, although its page is the same: they were
  /// damaged since, and new checksums would hide it. A chapter that was run since has another page, and is not looked at.
  ///
  /// - Parameters:
  ///   - slug: the name of the chapter's folder.
  ///   - output: the output folder; without checksums in it nothing is checked.
  /// - Throws: `ReportingError.damaged` with the first such file.
  public static func checkFiles(ofChapter slug: String, in output: URL) throws {
    let lines = (Checksums.list(in: output) ?? []).filter { $0.path.hasPrefix("chapters/\(slug)/") }
    let folder = ReportFolder(folder: output)
    func isAsListed(_ line: Checksums.Line) -> Bool {
      (try? folder.file(line.path))?.digest == line.digest
    }
    guard let page = lines.first(where: { $0.path == "chapters/\(slug)/page.json" }), isAsListed(page),
      let wrong = lines.first(where: { !isAsListed($0) })
    else { return }
    throw ReportingError.damaged(
      path: output.appendingPathComponent(wrong.path).path,
      cause: "it is not what it was when the report was bound last (\(Checksums.fileName))")
  }
}
