import Files
import Foundation

/// A class of the Caltech sets: a folder of numbered images, beside which other things may lie.
struct ClassFolder {
  /// The folder's name.
  let folder: FilePath
  /// What stands before the number in the name of each image.
  let imagePrefix: String

  /// Whether a file has the name of one of the class's images: the prefix, digits and `.jpg`.
  func holds(_ name: String) -> Bool {
    guard name.hasPrefix(imagePrefix), name.lowercased().hasSuffix(".jpg") else { return false }
    let number = name.dropFirst(imagePrefix.count).dropLast(4)
    return !number.isEmpty && number.allSatisfy { $0.isASCII && $0.isNumber }
  }
}

extension FileList {
  /// The list of a set of class folders without a split of its own: all images are there to learn from.
  init(
    root: String, undivided classes: [ClassFolder], classNames: [String], hint: String
  ) throws(DatasetError) {
    if classes.isEmpty { throw .malformed(path: root, cause: "no class folders in it", hint: hint) }
    var entries: [Entry] = []
    for (label, own) in classes.enumerated() {
      let folder = FilePath(root).appending(own.folder)
      let names = try FolderListing.names(in: folder).filter { own.holds($0.text) }
      if names.isEmpty {
        throw .malformed(
          path: folder.text, cause: "no images \(own.imagePrefix)0001.jpg, … in it", hint: hint)
      }
      entries += names.map { Entry(file: own.folder.appending($0), label: label) }
    }
    self.init(root: root, train: entries, validation: [], classNames: classNames)
  }
}
