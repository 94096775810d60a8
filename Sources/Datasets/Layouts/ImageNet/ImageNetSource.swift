import Files
import Foundation

/// ImageNet's classification task of 2012 as it is published or as it is usually unpacked: 1,000 classes, 1,281,167 images to learn from
/// and 50,000 to judge by.
///
/// `train/<wnid>/*.JPEG` has the images to learn from. Those to judge by lie in `val`, in folders of their classes, or all together, and
/// then a file has their labels: see `ImageNetLabels`. The folders may also be called `ILSVRC2012_img_train` and `ILSVRC2012_img_val`, and
/// lie in `ILSVRC/Data/CLS-LOC`. Labels are the places of the classes in the order of their WordNet numbers, as everywhere but in the
/// development kit. A part of the classes is a set too: images to judge by of other classes are left out.
public struct ImageNetSource: FileListSource {
  /// The source's name in the report: `imagenet`.
  public let name = "imagenet"
  /// The first of each class's names, in the order of the WordNet numbers; the numbers where no file has names.
  public let classNames: [String]
  /// The classes' WordNet numbers, sorted.
  public let identifiers: [String]
  let files: FileList

  private static let hint = "expected PATH/train/<n########>/*.JPEG and PATH/val"

  /// The data set in a folder.
  ///
  /// - Parameters:
  ///   - root: the folder with `train` and `val`, or one that holds `ILSVRC/Data/CLS-LOC`.
  ///   - limits: how many classes to take, and how many images of each to learn from.
  /// - Throws: `DatasetError` where a folder or the labels are missing, a file says what it must not, or there is less than asked for.
  public init(root: URL, limits: DatasetLimits = .none) throws(DatasetError) {
    let root = root.path
    let inner = ["", "/ILSVRC/Data/CLS-LOC", "/Data/CLS-LOC"].first {
      Self.folder("train", in: root + $0) != nil
    }
    guard let inner, let train = Self.folder("train", in: root + inner) else {
      throw .missing(path: "\(root)/train", cause: "no such folder", hint: Self.hint)
    }
    guard let val = Self.folder("val", in: root + inner) else {
      throw .missing(path: "\(root)\(inner)/val", cause: "no such folder", hint: Self.hint)
    }
    let base = root + inner
    let found = try FolderListing.folders(in: FilePath("\(base)/\(train)")).map(\.text)
    let all = found.filter(ImageNetLabels.isIdentifier)
    var omissions: [Omission] = []
    if all.count < found.count {
      omissions.append(
        Omission(
          place: "\(base)/\(train)",
          cause: "\(found.count - all.count) folders whose names are no WordNet numbers",
          isFault: false))
    }
    if all.isEmpty {
      throw .malformed(
        path: "\(base)/\(train)", cause: "no folders named by WordNet numbers in it", hint: Self.hint)
    }
    identifiers = Array(all.prefix(try limits.classes(of: all.count, at: "\(base)/\(train)")))
    let places =
      [root, base, "\(base)/\(val)"]
      + ["ILSVRC2012_devkit_t12/data", "data", "caffe_ilsvrc12"].map { "\(root)/\($0)" }
    classNames = try Self.classNames(identifiers, in: places)
    let training = try Self.training(base, train, identifiers, limits, &omissions)
    let validation = try Self.validation(base, val, identifiers, all, places, &omissions)
    files = FileList(
      root: base, train: training, validation: validation, classNames: classNames, omissions: omissions)
  }

  /// The name of a split's folder in another; nil where it is not there.
  private static func folder(_ split: String, in base: String) -> String? {
    [split, "ILSVRC2012_img_\(split)"].first { FolderListing.isFolder("\(base)/\($0)") }
  }

  private static func training(
    _ base: String, _ train: String, _ identifiers: [String], _ limits: DatasetLimits,
    _ omissions: inout [Omission]
  ) throws(DatasetError) -> [FileList.Entry] {
    var entries: [FileList.Entry] = []
    for (label, identifier) in identifiers.enumerated() {
      let folder = "\(train)/\(identifier)"
      let images = try images(base, folder, &omissions)
      let wanted = try limits.images(of: images.count, inClass: identifier, at: "\(base)/\(folder)")
      entries += images.prefix(wanted).map { .init(file: FilePath(folder).appending($0), label: label) }
    }
    return entries
  }

  /// The images of a class's folder.
  private static func images(
    _ base: String, _ folder: String, _ omissions: inout [Omission]
  ) throws(DatasetError) -> [FilePath] {
    let contents = try FolderListing.contents(of: FilePath("\(base)/\(folder)"))
    if contents.images.isEmpty {
      throw .malformed(
        path: "\(base)/\(folder)", cause: "a class without images", hint: "unpack its archive again")
    }
    if let omission = FolderListing.omission(of: contents.others, in: "\(base)/\(folder)") {
      omissions.append(omission)
    }
    return contents.images
  }

  private static func validation(
    _ base: String, _ val: String, _ identifiers: [String], _ all: [String], _ places: [String],
    _ omissions: inout [Omission]
  ) throws(DatasetError) -> [FileList.Entry] {
    if identifiers.allSatisfy({ FolderListing.isFolder("\(base)/\(val)/\($0)") }) {
      var entries: [FileList.Entry] = []
      for (label, identifier) in identifiers.enumerated() {
        let folder = "\(val)/\(identifier)"
        entries += try images(base, folder, &omissions).map {
          .init(file: FilePath(folder).appending($0), label: label)
        }
      }
      return entries
    }
    let there = try FolderListing.names(in: "\(base)/\(val)").filter { FolderListing.isImage(FilePath($0)) }
    if there.isEmpty {
      let lonely = identifiers.first { !FolderListing.isFolder("\(base)/\(val)/\($0)") } ?? ""
      throw .malformed(
        path: "\(base)/\(val)", cause: "no images in it, and no folder of class \(lonely)", hint: Self.hint)
    }
    let labels = try ImageNetLabels(in: places, sorted: all)
    let numbers = Dictionary(uniqueKeysWithValues: identifiers.enumerated().map { ($0.element, $0.offset) })
    let present = Set(there)
    var entries: [FileList.Entry] = []
    var counts = [Int](repeating: 0, count: identifiers.count)
    for name in labels.classes.keys.sorted() {
      guard let identifier = labels.classes[name], let label = numbers[identifier] else { continue }
      guard present.contains(name) else {
        omissions.append(
          Omission(
            place: "\(base)/\(val)/\(name)", cause: "\(labels.path) names it, but it is not there",
            isFault: true))
        continue
      }
      counts[label] += 1
      entries.append(.init(path: "\(val)/\(name)", label: label))
    }
    if let empty = counts.firstIndex(of: 0) {
      throw .malformed(
        path: labels.path, cause: "it labels no image of class \(identifiers[empty]) that is there",
        hint: "check that it is the list of these images")
    }
    let unlabeled = there.filter { labels.classes[$0] == nil }
    if let first = unlabeled.first {
      omissions.append(
        Omission(
          place: "\(base)/\(val)",
          cause: "\(unlabeled.count) images that \(labels.path) does not label, such as \(first)",
          isFault: true))
    }
    return entries
  }

  /// The first word of each class, from whichever file has words.
  private static func classNames(_ identifiers: [String], in places: [String]) throws(DatasetError)
    -> [String]
  {
    var words: [String: String] = [:]
    if let path = ["synset_words.txt", "LOC_synset_mapping.txt"].lazy.compactMap({
      ImageNetLabels.find($0, in: places)
    }).first {
      for line in try TextLines.numbered(of: path, hint: "fetch the file again") {
        let parts = line.text.split(separator: " ", maxSplits: 1)
        if parts.count == 2 { words[String(parts[0])] = String(parts[1]) }
      }
    } else if let path = ImageNetLabels.find("meta.mat", in: places) {
      words = try ImageNetSynsets(path).words
    }
    return ClassNames.readable(identifiers, words)
  }
}

extension DatasetLayout {
  /// The layout of `ImageNetSource`.
  public static let imagenet = DatasetLayout(
    "imagenet", summary: "ImageNet 2012: train/<wnid>, and val/<wnid> or val with a file of labels",
    openLimited: { try ImageNetSource(root: $0, limits: $1) })
}
