import Files
import Foundation

/// Tiny-ImageNet as it is published: 200 classes of 500 images of 64×64, 50 a class to judge by.
///
/// `wnids.txt` gives the classes and their order, `words.txt` their readable names, `train/<wnid>/images/*.JPEG` the
/// images to learn from, `val/images` with `val/val_annotations.txt` (tab between: file, wnid, box) those to judge
/// by. Where those were sorted into folders of their classes, `val/<wnid>/…` or `val/<wnid>/images/…`, they are read from there.
/// An image that the list names and that is not there is left out, and told of. About 2 % of the images are gray.
public struct TinyImageNetSource: FileListSource {
  /// The source's name in the report: `tiny-imagenet`.
  public let name = "tiny-imagenet"
  /// The first of each class's names in `words.txt`, in the order of `wnids.txt`.
  public let classNames: [String]
  /// The classes' WordNet numbers, in the same order.
  public let identifiers: [String]
  let files: FileList

  /// The data set in a folder.
  ///
  /// - Parameters:
  ///   - root: `tiny-imagenet-200`, or the folder that holds it.
  ///   - limits: How many classes to take, and how many images of each to learn from. Those to judge by are always
  ///     all images of the chosen classes.
  /// - Throws: `DatasetError` where a folder or list is missing, a list says what it must not, or there are fewer
  ///   classes or images than asked for.
  public init(root: URL, limits: DatasetLimits = .none) throws(DatasetError) {
    let root = FolderListing.folder("tiny-imagenet-200", in: root)
    for folder in [root, "\(root)/train", "\(root)/val"] where !FolderListing.isFolder(folder) {
      throw .missing(
        path: folder, cause: "no such folder",
        hint: "name the folder tiny-imagenet-200, as unpacked from tiny-imagenet-200.zip")
    }
    let list = "\(root)/wnids.txt"
    let published = try TinyImageNetSource.lines(of: list).map(\.text)
    identifiers = Array(published.prefix(try limits.classes(of: published.count, at: list)))
    if let twice = Dictionary(grouping: identifiers, by: { $0 }).filter({ $0.value.count > 1 }).keys.min() {
      throw .malformed(path: list, cause: "\(twice) stands there twice", hint: "fetch the file again")
    }
    classNames = try TinyImageNetSource.readableNames(identifiers, words: "\(root)/words.txt")
    var omissions: [Omission] = []
    let training = try TinyImageNetSource.train(root, identifiers, limits, &omissions)
    let validation =
      FolderListing.isFolder("\(root)/val/images")
      ? try TinyImageNetSource.listed(root, identifiers, &omissions)
      : try TinyImageNetSource.sorted(root, identifiers, &omissions)
    files = FileList(
      root: root, train: training, validation: validation, classNames: classNames, omissions: omissions)
  }

  private static func train(
    _ root: String, _ identifiers: [String], _ limits: DatasetLimits, _ omissions: inout [Omission]
  ) throws(DatasetError) -> [FileList.Entry] {
    var entries = [FileList.Entry]()
    for (label, identifier) in identifiers.enumerated() {
      let folder = "train/\(identifier)/images"
      if !FolderListing.isFolder("\(root)/\(folder)") {
        throw .missing(
          path: "\(root)/\(folder)", cause: "no such folder", hint: "unpack tiny-imagenet-200.zip again")
      }
      let contents = try FolderListing.contents(of: FilePath("\(root)/\(folder)"))
      let paths = contents.images
      if let omission = FolderListing.omission(of: contents.others, in: "\(root)/\(folder)") {
        omissions.append(omission)
      }
      if paths.isEmpty {
        throw .malformed(
          path: "\(root)/\(folder)", cause: "a class without images",
          hint: "unpack tiny-imagenet-200.zip again")
      }
      let wanted = try limits.images(of: paths.count, inClass: identifier, at: "\(root)/\(folder)")
      entries += paths.prefix(wanted).map {
        FileList.Entry(file: FilePath(folder).appending($0), label: label)
      }
    }
    return entries
  }

  /// The images to judge by where they lie in one folder, as published.
  private static func listed(
    _ root: String, _ identifiers: [String], _ omissions: inout [Omission]
  ) throws(DatasetError) -> [FileList.Entry] {
    let there = Set(try FolderListing.names(in: "\(root)/val/images"))
    let list = "\(root)/val/val_annotations.txt"
    let labels = Dictionary(uniqueKeysWithValues: identifiers.enumerated().map { ($0.element, $0.offset) })
    var entries = [FileList.Entry]()
    var counts = [Int](repeating: 0, count: identifiers.count)
    for line in try lines(of: list) {
      let fields = line.text.split(separator: "\t")
      if fields.count < 2 || fields[0].contains("/") {
        throw .malformed(
          path: list, cause: "line \(line.number) is not a file, a tab and a class",
          hint: "unpack tiny-imagenet-200.zip again")
      }
      guard let label = labels[String(fields[1])] else { continue }
      let name = String(fields[0])
      guard there.contains(name) else {
        omissions.append(
          Omission(
            place: "\(root)/val/images/\(name)",
            cause: "line \(line.number) of val_annotations.txt names it, but it is not there", isFault: true))
        continue
      }
      counts[label] += 1
      entries.append(FileList.Entry(path: "val/images/\(fields[0])", label: label))
    }
    if let empty = counts.firstIndex(of: 0) {
      throw .malformed(
        path: list, cause: "no images of class \(identifiers[empty])",
        hint: "unpack tiny-imagenet-200.zip again")
    }
    return entries
  }

  /// The images to judge by where they were sorted into folders of their classes.
  private static func sorted(
    _ root: String, _ identifiers: [String], _ omissions: inout [Omission]
  ) throws(DatasetError) -> [FileList.Entry] {
    var entries = [FileList.Entry]()
    for (label, identifier) in identifiers.enumerated() {
      let folder = "val/\(identifier)"
      guard FolderListing.isFolder("\(root)/\(folder)") else {
        throw .missing(
          path: "\(root)/val/images",
          cause: "no such folder, nor one of class \(identifier) sorted as \(folder)",
          hint: "unpack tiny-imagenet-200.zip again")
      }
      let contents = try FolderListing.contents(of: FilePath("\(root)/\(folder)"))
      if contents.images.isEmpty {
        throw .malformed(
          path: "\(root)/\(folder)", cause: "a class without images",
          hint: "unpack tiny-imagenet-200.zip again")
      }
      if let omission = FolderListing.omission(of: contents.others, in: "\(root)/\(folder)") {
        omissions.append(omission)
      }
      entries += contents.images.map { FileList.Entry(file: FilePath(folder).appending($0), label: label) }
    }
    return entries
  }

  /// The first name of each class; two classes of the same name get their numbers behind it.
  private static func readableNames(
    _ identifiers: [String], words path: String
  ) throws(DatasetError) -> [String] {
    var words = [String: String]()
    for line in try lines(of: path) {
      let fields = line.text.split(separator: "\t", maxSplits: 1)
      if fields.count == 2 { words[String(fields[0])] = String(fields[1]) }
    }
    return ClassNames.readable(identifiers, words)
  }

  private static func lines(of path: String) throws(DatasetError) -> [(number: Int, text: String)] {
    try TextLines.numbered(of: path, hint: "unpack tiny-imagenet-200.zip again")
  }
}

extension DatasetLayout {
  /// The layout of `TinyImageNetSource`, which reads no more of the lists than it is asked for.
  public static let tinyImageNet = DatasetLayout(
    "tiny-imagenet", summary: "Tiny-ImageNet, the folder tiny-imagenet-200",
    openLimited: { try TinyImageNetSource(root: $0, limits: $1) })
}
