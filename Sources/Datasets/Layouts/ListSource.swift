import Files
import Foundation

/// Images that a table names: a CSV with the columns `file`, `class` and `split`.
///
/// `file` is an absolute path, or one from the folder that the table is in; `split` is `train` or `val`. The classes come in the order
/// in which the table first names them. A row whose image is not there, or that stands there twice, is left out and told of.
public struct ListSource: FileListSource {
  /// The source's name in the report: `list`.
  public let name = "list"
  /// The classes' names, in the order in which the table first names them.
  public let classNames: [String]
  let files: FileList

  /// The columns of the table, in the order in which they are written.
  public static let columns = ["file", "class", "split"]
  private static let hint =
    "expected a CSV with the columns file, class and split, as zfnet data split writes it"

  /// The images of a table.
  ///
  /// - Parameter root: the CSV.
  /// - Throws: `DatasetError` where it is missing, has no such columns, or names no image.
  public init(root: URL) throws(DatasetError) {
    let table = try CSVTable(root.path, hint: Self.hint)
    try table.require(Self.columns)
    let folder = root.deletingLastPathComponent().standardizedFileURL.path
    var labels: [String: Int] = [:]
    var classNames: [String] = []
    var images: [(path: String, label: Int, split: Split)] = []
    var omissions = table.unfit.map {
      Omission(place: "\(table.path), line \($0.line)", cause: $0.cause, isFault: true)
    }
    var lines: [FilePath: Int] = [:]
    for row in table.rows {
      let (file, className, part) = (
        table.text("file", row), table.text("class", row), table.text("split", row)
      )
      guard let split = ["train": Split.train, "val": .validation][part], !className.isEmpty, !file.isEmpty
      else {
        throw .malformed(
          path: table.path, cause: "line \(row.line) is not a file, a class and train or val", hint: Self.hint
        )
      }
      let path = URL(fileURLWithPath: file.hasPrefix("/") ? file : "\(folder)/\(file)").standardizedFileURL
        .path
      func leaveOut(_ cause: String) {
        omissions.append(
          Omission(place: "\(table.path), line \(row.line)", cause: "\(file): \(cause)", isFault: true))
      }
      if let line = lines[FilePath(path)] { leaveOut("it stands in line \(line) already"); continue }
      lines[FilePath(path)] = row.line
      guard access(path, R_OK) == 0, !FolderListing.isFolder(path) else { leaveOut("not there"); continue }
      let label = labels[className] ?? classNames.count
      if label == classNames.count {
        labels[className] = label
        classNames.append(className)
      }
      images.append((path, label, split))
    }
    guard let first = images.first else {
      throw .malformed(
        path: table.path,
        cause: "it names no image" + (omissions.first.map { "; \($0.place): \($0.cause)" } ?? ""),
        hint: Self.hint)
    }
    // The folder that holds all of them: the digest is that of paths from there, so that a set may move.
    var common = first.path.split(separator: "/").dropLast()
    for image in images {
      let parts = image.path.split(separator: "/").dropLast()
      common = common.prefix(zip(common, parts).prefix { $0 == $1 }.count)
    }
    let base = "/" + common.joined(separator: "/")
    func entries(_ split: Split) -> [FileList.Entry] {
      images.filter { $0.split == split }.map {
        FileList.Entry(path: String($0.path.dropFirst(base == "/" ? 1 : base.count + 1)), label: $0.label)
      }
    }
    self.classNames = classNames
    files = FileList(
      root: base, train: entries(.train), validation: entries(.validation), classNames: classNames,
      omissions: omissions)
  }
}

extension DatasetLayout {
  /// The layout of `ListSource`.
  public static let list = DatasetLayout(
    "list", summary: "images that a CSV names, with the columns file, class and split (train or val)",
    open: { try ListSource(root: $0) })
}
