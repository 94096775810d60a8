import Files
import Foundation
import Images

/// The image files of a data set with their labels: what every layout on the disk comes down to.
struct FileList: Sendable {
  /// One stored image.
  struct Entry: Sendable, Equatable {
    /// The path, relative to the data set's folder.
    let file: FilePath
    /// The index of its class.
    let label: Int

    /// An image by its path, relative to the data set's folder.
    init(file: FilePath, label: Int) {
      self.file = file
      self.label = label
    }

    /// An image by the path that a list names, relative to the data set's folder.
    init(path: String, label: Int) { self.init(file: FilePath(path), label: label) }

    /// The path as text, for people.
    var path: String { file.text }
  }

  /// The data set's folder.
  let root: String
  /// The images to learn from, in the source's order.
  let train: [Entry]
  /// The images to judge by, in the source's order.
  let validation: [Entry]
  /// The classes' names, in the order of the labels.
  let classNames: [String]
  /// Files beside the images that say what is in them, by their paths below the folder.
  let others: [String]
  /// The digest, once it is known.
  let knownDigest = KnownDigest()
  /// What was left out of the list.
  let omissions: [Omission]

  /// The list of the given files.
  ///
  /// - Parameter others: files beside the images that say what is in them, such as annotations; they count in the
  ///   digest whole.
  init(
    root: String, train: [Entry], validation: [Entry], classNames: [String], besides others: [String] = [],
    omissions: [Omission] = []
  ) {
    self.root = root
    self.omissions = omissions
    self.train = train
    self.validation = validation
    self.classNames = classNames
    self.others = others
  }

  /// The images of a split.
  func entries(_ split: Split) -> [Entry] {
    switch split {
    case .train: train
    case .validation: validation
    }
  }

  /// Decodes one image and turns it upright.
  ///
  /// - Returns: the image, and how it lay in the file, for annotations that name pixels of the stored image.
  /// - Throws: `DatasetError.brokenImage`, with the decoder's reason.
  func example(_ split: Split, _ index: Int) throws(DatasetError) -> (
    image: LabeledImage, stored: StoredImage
  ) {
    let entry = entries(split)[index]
    do {
      let stored = try StoredImage(contentsOf: FilePath(root).appending(entry.file))
      return (LabeledImage(image: stored.image, label: entry.label, name: entry.path.printable), stored)
    } catch {
      throw .brokenImage(path: error.path, cause: error.cause, hint: error.hint)
    }
  }
}
