import Crypto
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
  /// 64 hexadecimal digits; over classes, paths, sizes and bytes.
  let digest: String
  /// What was left out of the list.
  let omissions: [Omission]

  /// The list of the given files, whose digest it computes.
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
    digest = FileList.digest(
      train: train, validation: validation, others: others, classNames: classNames, root: root)
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

  /// A digest over classes, splits, sorted paths, sizes and bytes.
  ///
  /// Small files are taken in as they are, larger ones by the SHA-256 of all their bytes. Times do not count: a copy has the digest
  /// of its original. A file that cannot be read counts with the size -1.
  private static func digest(
    train: [Entry], validation: [Entry], others: [String], classNames: [String], root: String
  ) -> String {
    let root = FilePath(root)
    var hash = SHA256()
    func add(_ bytes: [UInt8]) {
      // Lengths before texts, so that no two lists run together to the same bytes.
      hash.update(data: Data("\(bytes.count):".utf8))
      hash.update(data: bytes)
    }
    for name in classNames { add(Array(name.utf8)) }
    for (split, entries) in [(Split.train, train), (.validation, validation)] {
      add(Array(split.rawValue.utf8))
      let sorted = entries.sorted { $0.file < $1.file }
      let parts = ParallelMap.map(count: sorted.count) { fingerprint(root.appending(sorted[$0].file)) }
      for (entry, part) in zip(sorted, parts) {
        add(entry.file.bytes)
        add(Array("\(entry.label) \(part.size)".utf8))
        hash.update(data: part.contents)
      }
    }
    for path in others.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      add(Array(path.utf8))
      let contents = try? FileReader(root.appending(path)).bytes()
      add(Array((contents ?? Data()).base64EncodedString().utf8))
    }
    return hash.finalize().hexadecimal
  }

  /// The size of a file, and its bytes or the SHA-256 of them.
  private static func fingerprint(_ path: FilePath) -> (size: Int, contents: Data) {
    let smallest = 8192
    let unreadable = (-1, Data())
    guard let file = try? FileReader(path) else { return unreadable }
    if file.size <= smallest { return (try? file.bytes()).map { (file.size, $0) } ?? unreadable }
    var hash = SHA256()
    guard (try? file.forEachBlock { hash.update(bufferPointer: $0) }) != nil else { return unreadable }
    return (file.size, Data(hash.finalize()))
  }
}
