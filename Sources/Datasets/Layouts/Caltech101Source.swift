import Files
import Foundation

/// Caltech-101 as it is published: `101_ObjectCategories/<class>/image_%04d.jpg`, 101 classes of 31 to 800 images.
///
/// `BACKGROUND_Google` is no class and is left out; so are files of other names. There is no official split: all
/// images are in the training split, to be divided by the caller. About 5 % of them are gray, and at 30 images a
/// class the smallest class leaves one to judge by.
public struct Caltech101Source: FileListSource {
  /// The source's name in the report: `caltech101`.
  public let name = "caltech101"
  /// The classes' names, sorted: those of their folders.
  public let classNames: [String]
  let files: FileList

  /// The data set in a folder.
  ///
  /// - Parameter root: `101_ObjectCategories`, or the folder that holds it.
  /// - Throws: `DatasetError` where a folder is missing, there are no classes in it, or a class has no images.
  public init(root: URL) throws(DatasetError) {
    let hint = "name the folder 101_ObjectCategories, as unpacked from 101_ObjectCategories.tar.gz"
    let root = FolderListing.folder("101_ObjectCategories", in: root)
    let folders = try FolderListing.folders(in: FilePath(root)).filter { $0.text != "BACKGROUND_Google" }
    classNames = ClassNames.displayed(folders)
    let classes = folders.map { ClassFolder(folder: $0, imagePrefix: "image_") }
    files = try FileList(root: root, undivided: classes, classNames: classNames, hint: hint)
  }
}

extension DatasetLayout {
  /// The layout of `Caltech101Source`.
  public static let caltech101 = DatasetLayout(
    "caltech101", summary: "Caltech-101, the folder 101_ObjectCategories",
    open: { try Caltech101Source(root: $0) })
}
