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
}
