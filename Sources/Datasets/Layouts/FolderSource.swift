import Files
import Foundation

/// Images in folders named after their classes: `root/{train,val}/<class>/…`.
///
/// Classes are the folders of `train`, sorted by the bytes of their names; `val` must have the same ones. Images are all files
/// below a class whose names end in .jpg, .jpeg, .jpe, .jfif or .png, in any case, sorted by path. Hidden files and what systems
/// leave in folders are passed over; files with other endings are left out, and told of.
public struct FolderSource: FileListSource {
  /// The source's name in the report: `folder`.
  public let name = "folder"
  /// The classes' names, sorted, all of them different to the eye.
  public let classNames: [String]
  let files: FileList

  /// The data set in a folder.
  ///
  /// - Throws: `DatasetError` where the folder, `train` or `val` is missing, a class stands in only one of them, or a
  ///   class has no images.
  public init(root: URL) throws(DatasetError) {
    let root = root.path
    let expected = "expected \(root)/train/<class>/*.jpg and \(root)/val/<class>/*.jpg"
    if !FolderListing.isFolder(root) {
      throw .missing(path: root, cause: "no such folder", hint: expected)
    }
    for (name, others) in [("train", ["training"]), ("val", ["valid", "validation", "test"])]
    where !FolderListing.isFolder("\(root)/\(name)") {
      let other = others.first { FolderListing.isFolder("\(root)/\($0)") }
      throw .missing(
        path: "\(root)/\(name)",
        cause: "no such folder" + (other.map { ", but there is one called “\($0)”" } ?? ""),
        hint: (other.map { "rename “\($0)” to “\(name)”; " } ?? "") + expected)
    }
    let (train, val) = (FilePath("\(root)/train"), FilePath("\(root)/val"))
    let folders = try Self.classFolders(in: train, expected)
    classNames = ClassNames.displayed(folders)
    let others = try Self.classFolders(in: val, expected)
    let counterparts = ClassNames.counterparts(of: folders, in: others)
    if let lonely = counterparts.firstIndex(of: nil) {
      throw Self.missing(classNames[lonely], in: val)
    }
    let matched = counterparts.compactMap { $0 }
    if let lonely = others.first(where: { !matched.contains($0) }) {
      throw Self.missing(lonely.text.printable, in: train)
    }
    var omissions: [Omission] = []
    let training = try Self.entries(train, "train", folders, &omissions)
    let validation = try Self.entries(val, "val", matched, &omissions)
    files = FileList(
      root: root, train: training, validation: validation, classNames: classNames, omissions: omissions)
  }

  /// The folders of both splits.
  public var folders: [String] { ["train", "val"].map { "\(files.root)/\($0)" } }

  private static func missing(_ name: String, in folder: FilePath) -> DatasetError {
    .malformed(
      path: folder.text, cause: "class \(name) is missing", hint: "train and val must have the same classes")
  }

  /// The folders of the classes of a split.
  private static func classFolders(in split: FilePath, _ expected: String) throws(DatasetError) -> [FilePath]
  {
    let folders = try FolderListing.folders(in: split)
    if folders.isEmpty {
      let loose = try FolderListing.names(in: split).filter(FolderListing.isImage)
      throw .malformed(
        path: split.text,
        cause: "no class folders in it" + (loose.isEmpty ? "" : ", but \(loose.count) images"),
        hint: loose.isEmpty
          ? expected : "sort them by their labels, into a folder for each class; \(expected)")
    }
    return folders
  }

  /// The images of a split, class by class, and what else lies there.
  private static func entries(
    _ split: FilePath, _ name: String, _ folders: [FilePath], _ omissions: inout [Omission]
  ) throws(DatasetError) -> [FileList.Entry] {
    var entries = [FileList.Entry]()
    var others: [FilePath] = []
    for (label, folder) in folders.enumerated() {
      let contents = try FolderListing.contents(of: split.appending(folder))
      if contents.images.isEmpty {
        let found = contents.others.isEmpty ? "" : ": it has \(FolderListing.counted(contents.others))"
        throw .malformed(
          path: split.appending(folder).text, cause: "a class without images\(found)",
          hint: "put .jpg, .jpeg or .png files there or remove the folder from train and val")
      }
      let place = FilePath(name).appending(folder)
      entries += contents.images.map { FileList.Entry(file: place.appending($0), label: label) }
      others += contents.others
    }
    let loose = try FolderListing.names(in: split).filter(FolderListing.isImage)
      .filter { !FolderListing.isFolder(split.appending($0)) }
    if !loose.isEmpty {
      omissions.append(
        Omission(place: split.text, cause: "\(loose.count) images beside the class folders", isFault: false))
    }
    if let omission = FolderListing.omission(of: others, in: split.text) { omissions.append(omission) }
    return entries
  }
}

extension DatasetLayout {
  /// The layout of `FolderSource`.
  public static let folder = DatasetLayout(
    "folder", summary: "images by split and class, PATH/{train,val}/<class>/…",
    open: { try FolderSource(root: $0) })
}
