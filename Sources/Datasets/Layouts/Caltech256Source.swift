import Files
import Foundation

/// Caltech-256 as it is published: `256_ObjectCategories/NNN.name/NNN_%04d.jpg`, 256 classes of at least 80 images.
///
/// `257.clutter` is no class and is left out; so is all that does not follow the pattern, such as the folder
/// `056.dog/greg` and the file `198.spider/RENAME2`. There is no official split: all images are in the training split,
/// to be divided by the caller.
public struct Caltech256Source: FileListSource {
  /// The source's name in the report: `caltech256`.
  public let name = "caltech256"
  /// The classes' names, in the order of their numbers: those of their folders without the number.
  public let classNames: [String]
  let files: FileList

  /// The data set in a folder.
  ///
  /// - Parameter root: `256_ObjectCategories`, or the folder that holds it.
  /// - Throws: `DatasetError` where a folder is missing, there are no classes in it, or a class has no images.
  public init(root: URL) throws(DatasetError) {
    let hint = "name the folder 256_ObjectCategories, as unpacked from 256_ObjectCategories.tar"
    let root = FolderListing.folder("256_ObjectCategories", in: root)
    let folders = try FolderListing.folders(in: FilePath(root))
    let numbered = folders.compactMap { folder -> (ClassFolder, String)? in
      let parts = folder.text.split(separator: ".", maxSplits: 1)
      guard parts.count == 2, parts[0].count == 3, Int(parts[0]) != nil, parts[1] != "clutter" else {
        return nil
      }
      return (ClassFolder(folder: folder, imagePrefix: "\(parts[0])_"), String(parts[1]).printable)
    }
    classNames = numbered.map(\.1)
    files = try FileList(root: root, undivided: numbered.map(\.0), classNames: classNames, hint: hint)
  }
}

extension DatasetLayout {
  /// The layout of `Caltech256Source`.
  public static let caltech256 = DatasetLayout(
    "caltech256", summary: "Caltech-256, the folder 256_ObjectCategories",
    open: { try Caltech256Source(root: $0) })
}
