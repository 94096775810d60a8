import Foundation

/// Images in folders named after their classes: `root/{train,val}/<class>/…`.
///
/// Classes are the folders of `train`, sorted by name; `val` must have the same ones. Images are all files below a
/// class whose names end in .jpg, .jpeg or .png, in any case, sorted by path. Hidden files are left out.
public struct FolderSource: FileListSource {
  /// The source's name in the report: `folder`.
  public let name = "folder"
  /// The classes' names, sorted.
  public let classNames: [String]
  let files: FileList

  /// The data set in a folder.
  ///
  /// - Throws: `DatasetError` where the folder, `train` or `val` is missing, a class stands in only one of them, or a
  ///   class has no images.
  public init(root: URL) throws(DatasetError) {
    let root = root.path
    let expected = "expected \(root)/train/<class>/*.jpg and \(root)/val/<class>/*.jpg"
    for folder in [root, "\(root)/train", "\(root)/val"] where !FolderListing.isFolder(folder) {
      throw .missing(path: folder, cause: "no such folder", hint: expected)
    }
    classNames = try FolderListing.folders(in: "\(root)/train")
    if classNames.isEmpty {
      throw .malformed(path: "\(root)/train", cause: "no class folders in it", hint: expected)
    }
    let others = try FolderListing.folders(in: "\(root)/val")
    for (mine, theirs, folder) in [(classNames, others, "val"), (others, classNames, "train")] {
      if let lonely = mine.first(where: { !theirs.contains($0) }) {
        throw .malformed(
          path: "\(root)/\(folder)", cause: "class \(lonely) is missing",
          hint: "train and val must have the same classes")
      }
    }
    files = FileList(
      root: root, train: try FolderSource.entries(root, "train", classNames),
      validation: try FolderSource.entries(root, "val", classNames), classNames: classNames)
  }

  private static func entries(
    _ root: String, _ folder: String, _ classNames: [String]
  ) throws(DatasetError) -> [FileList.Entry] {
    var entries = [FileList.Entry]()
    for (label, name) in classNames.enumerated() {
      let paths = try FolderListing.images(in: "\(root)/\(folder)/\(name)")
      if paths.isEmpty {
        throw .malformed(
          path: "\(root)/\(folder)/\(name)", cause: "a class without images",
          hint: "put .jpg, .jpeg or .png files there or remove the folder from train and val")
      }
      entries += paths.map { FileList.Entry(path: "\(folder)/\(name)/\($0)", label: label) }
    }
    return entries
  }
}

extension DatasetLayout {
  /// The layout of `FolderSource`.
  public static let folder = DatasetLayout(
    "folder", summary: "images by split and class, PATH/{train,val}/<class>/…",
    open: { try FolderSource(root: $0) })
}
