import Files
import Foundation

/// Images to look at, without a division into those to learn from and those to judge by: `root/<class>/…`, or all in one folder.
///
/// The class of an image is the folder directly below the root that it lies in; images beside these folders are of a class named
/// after the root. All images stand in the training split.
public struct ImagesSource: FileListSource {
  /// The source's name in the report: `images`.
  public let name = "images"
  /// The classes' names: the root's, where images lie in it, then the folders', sorted, all of them different to the eye.
  public let classNames: [String]
  let files: FileList

  /// The images below a folder.
  ///
  /// - Throws: `DatasetError` where the folder is missing or no image lies in it.
  public init(root: URL) throws(DatasetError) {
    let path = root.path
    let expected = "expected \(path)/*.jpg or \(path)/<class>/*.jpg"
    guard FolderListing.isFolder(path) else {
      throw .missing(path: path, cause: "no such folder", hint: expected)
    }
    let contents = try FolderListing.contents(of: FilePath(path))
    guard !contents.images.isEmpty else {
      let found = contents.others.isEmpty ? "" : ", but \(FolderListing.counted(contents.others))"
      throw .malformed(path: path, cause: "no images in it\(found)", hint: expected)
    }
    var folders: [FilePath] = []
    var entries: [FileList.Entry] = []
    let loose = contents.images.filter { !$0.bytes.contains(UInt8(ascii: "/")) }
    entries += loose.map { FileList.Entry(file: $0, label: 0) }
    if !loose.isEmpty { folders.append(FilePath(root.lastPathComponent)) }
    var last: [UInt8] = []
    for image in contents.images where image.bytes.contains(UInt8(ascii: "/")) {
      let folder = Array(image.bytes.prefix { $0 != UInt8(ascii: "/") })
      if folder != last || entries.count == loose.count { folders.append(FilePath(bytes: folder)) }
      last = folder
      entries.append(FileList.Entry(file: image, label: folders.count - 1))
    }
    classNames = ClassNames.displayed(folders)
    files = FileList(
      root: path, train: entries, validation: [], classNames: classNames,
      omissions: FolderListing.omission(of: contents.others, in: path).map { [$0] } ?? [])
  }
}

extension DatasetLayout {
  /// The layout of `ImagesSource`.
  public static let images = DatasetLayout(
    "images", summary: "images to look at, by class or all in one folder, PATH/<class>/… or PATH/…",
    open: { try ImagesSource(root: $0) })
}
