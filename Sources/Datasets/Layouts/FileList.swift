import Crypto
import Files
import Foundation
import Images

/// The image files of a data set with their labels: what every layout on the disk comes down to.
struct FileList: Sendable {
  /// One stored image.
  struct Entry: Sendable, Equatable {
    /// The path, relative to the data set's folder.
    let path: String
    /// The index of its class.
    let label: Int
  }

  /// The data set's folder.
  let root: String
  /// The images to learn from, in the source's order.
  let train: [Entry]
  /// The images to judge by, in the source's order.
  let validation: [Entry]
  /// 64 hexadecimal digits; over classes, paths, sizes and bytes.
  let digest: String

  /// The list of the given files, whose digest it computes.
  ///
  /// - Parameter others: files beside the images that say what is in them, such as annotations; they count in the
  ///   digest whole.
  init(
    root: String, train: [Entry], validation: [Entry], classNames: [String], besides others: [String] = []
  ) {
    self.root = root
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

  /// Decodes one image.
  ///
  /// - Throws: `DatasetError.brokenImage`, with the decoder's reason.
  func example(_ split: Split, _ index: Int) throws(DatasetError) -> LabeledImage {
    let entry = entries(split)[index]
    let file = URL(fileURLWithPath: "\(root)/\(entry.path)")
    do {
      return LabeledImage(image: try Image(contentsOf: file), label: entry.label, name: entry.path)
    } catch {
      throw .brokenImage(path: error.path, cause: error.cause, hint: error.hint)
    }
  }

  /// A digest over classes, splits, sorted paths, sizes and bytes.
  ///
  /// Of each file only the first and the last 4,096 bytes are read, so that a set of a million images is named in
  /// minutes: a change within the middle of an image that keeps its size goes unseen. Times do not count: a copy
  /// has the digest of its original. A file that cannot be read counts with the size -1.
  private static func digest(
    train: [Entry], validation: [Entry], others: [String], classNames: [String], root: String
  ) -> String {
    var hash = SHA256()
    func add(_ text: String) {
      // Lengths before texts, so that no two lists run together to the same bytes.
      hash.update(data: Data("\(text.utf8.count):\(text)".utf8))
    }
    for name in classNames { add(name) }
    for (split, entries) in [(Split.train, train), (.validation, validation)] {
      add(split.rawValue)
      let sorted = entries.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
      let parts = ParallelMap.map(count: sorted.count) { fingerprint("\(root)/\(sorted[$0].path)") }
      for (entry, part) in zip(sorted, parts) {
        add(entry.path)
        add("\(entry.label) \(part.size)")
        hash.update(data: part.ends)
      }
    }
    for path in others.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      add(path)
      add((FileManager.default.contents(atPath: "\(root)/\(path)") ?? Data()).base64EncodedString())
    }
    return hash.finalize().hexadecimal
  }

  private static func fingerprint(_ path: String) -> (size: Int, ends: Data) {
    let unreadable = (-1, Data())
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return unreadable }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return unreadable }
    let size = Int(status.st_size)
    let reach = 4096
    var ends = Data()
    for offset in size > reach ? [0, max(reach, size - reach)] : [0] {
      var block = [UInt8](repeating: 0, count: reach)
      let got = pread(descriptor, &block, reach, off_t(offset))
      guard got >= 0 else { return unreadable }
      ends += block.prefix(got)
    }
    return (size, ends)
  }
}
