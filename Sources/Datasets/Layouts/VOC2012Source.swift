import Foundation

/// PASCAL VOC 2012's classification task as it is published: `VOCdevkit/VOC2012` with `JPEGImages`, `Annotations` and
/// `ImageSets/Main`.
///
/// The classes are those of the lists `<class>_train.txt`, and the splits are theirs and those of `<class>_val.txt`: lines
/// of an image's name and 1, −1, or 0 where it shows the class in difficult objects alone. Boxes, classes and the
/// difficult flag of each object come from `Annotations/<name>.xml`. An image's label is the first class of the lists
/// that shows in it, and its first object is of that class. An image that the lists name and that is not there is left out, and
/// told of.
///
/// Boxes name pixels of the stored image. Where its EXIF orientation turns an image, they are turned with it, unless the annotation
/// gives the size of the turned image.
public struct VOC2012Source: FileListSource {
  /// The source's name in the report: `voc2012`.
  public let name = "voc2012"
  /// The classes' names, sorted.
  public let classNames: [String]
  let files: FileList

  private static let hint = "name the folder VOCdevkit/VOC2012, as unpacked from VOCtrainval_11-May-2012.tar"

  /// The data set in a folder.
  ///
  /// - Parameter root: `VOC2012`, or the folder that holds it or holds its `VOCdevkit`.
  /// - Throws: `DatasetError` where a folder, a list or an annotation is missing, or a list says what it must not.
  public init(root: URL) throws(DatasetError) {
    let kit = URL(fileURLWithPath: FolderListing.folder("VOCdevkit", in: root))
    let root = FolderListing.folder("VOC2012", in: kit)
    for folder in [root, "\(root)/JPEGImages", "\(root)/Annotations", "\(root)/ImageSets/Main"]
    where !FolderListing.isFolder(folder) {
      throw .missing(path: folder, cause: "no such folder", hint: Self.hint)
    }
    let lists = "\(root)/ImageSets/Main"
    let ending = "_train.txt"
    classNames = try FolderListing.names(in: lists).filter { $0.hasSuffix(ending) && $0 != ending }
      .map { String($0.dropLast(ending.count)) }
    if classNames.isEmpty {
      throw .malformed(path: lists, cause: "no lists <class>_train.txt in it", hint: Self.hint)
    }
    var omissions: [Omission] = []
    let names = classNames
    let there = Set(try FolderListing.names(in: "\(root)/JPEGImages"))
    func present(_ split: String) throws(DatasetError) -> [FileList.Entry] {
      let listed = try Self.entries(lists, split, names)
      let missing = listed.filter { !there.contains(String($0.path.dropFirst("JPEGImages/".count))) }
      omissions += missing.map {
        Omission(place: "\(root)/\($0.path)", cause: "the lists name it, but it is not there", isFault: true)
      }
      return missing.isEmpty ? listed : listed.filter { !missing.contains($0) }
    }
    let train = try present("train")
    let validation = try present("val")
    files = FileList(
      root: root, train: train, validation: validation, classNames: classNames,
      besides: (train + validation).map { Self.annotation(of: $0) }, omissions: omissions)
  }

  /// One image in its stored size, with the boxes of its objects.
  ///
  /// - Throws: `DatasetError` where it does not decode, or its annotation is missing or damaged.
  public func example(_ split: Split, _ index: Int, side: Int) throws -> LabeledImage {
    let (decoded, stored) = try files.example(split, index)
    var example = decoded
    let path = "\(files.root)/\(Self.annotation(of: files.entries(split)[index]))"
    let annotation = try VOCAnnotation(contentsOf: path, classNames: classNames)
    let isOfUpright =
      annotation.size.map {
        $0 == (example.image.width, example.image.height) && $0 != (stored.storedWidth, stored.storedHeight)
      }
      ?? false
    let objects =
      isOfUpright
      ? annotation.objects
      : annotation.objects.map {
        $0.upright(stored.orientation, width: stored.storedWidth, height: stored.storedHeight)
      }
    example.objects =
      objects.filter { $0.label == example.label } + objects.filter { $0.label != example.label }
    return example
  }

  private static func annotation(of entry: FileList.Entry) -> String {
    "Annotations/\(entry.path.dropFirst("JPEGImages/".count).dropLast(".jpg".count)).xml"
  }

  /// The images of a split in the order of its first list, each with the first class that shows in it; a class
  /// that shows in difficult objects alone counts only where there is no other.
  private static func entries(
    _ lists: String, _ split: String, _ classNames: [String]
  ) throws(DatasetError) -> [FileList.Entry] {
    var order: [String] = []
    var labels: [String: (sure: Int?, difficult: Int?)] = [:]
    for (label, className) in classNames.enumerated() {
      let list = "\(lists)/\(className)_\(split).txt"
      for line in try TextLines.numbered(of: list, hint: hint) {
        let fields = line.text.split(separator: " ")
        guard fields.count == 2, let flag = Int(fields[1]), (-1...1).contains(flag), !fields[0].contains("/")
        else {
          throw .malformed(
            path: list, cause: "line \(line.number) is not an image's name and 1, 0 or -1", hint: hint)
        }
        let name = String(fields[0])
        if label == 0 {
          order.append(name)
          labels[name] = (nil, nil)
        }
        guard var known = labels[name] else {
          throw .malformed(
            path: list, cause: "line \(line.number): \(name) is not in \(classNames[0])_\(split).txt",
            hint: hint)
        }
        if flag == 1, known.sure == nil { known.sure = label }
        if flag == 0, known.difficult == nil { known.difficult = label }
        labels[name] = known
      }
    }
    var entries: [FileList.Entry] = []
    for name in order {
      guard let label = labels[name]?.sure ?? labels[name]?.difficult else {
        throw .malformed(
          path: "\(lists)/\(classNames[0])_\(split).txt", cause: "\(name) shows no class of any list",
          hint: hint)
      }
      entries.append(FileList.Entry(path: "JPEGImages/\(name).jpg", label: label))
    }
    return entries
  }
}

extension DatasetLayout {
  /// The layout of `VOC2012Source`.
  public static let voc2012 = DatasetLayout(
    "voc2012", summary: "PASCAL VOC 2012, the folder VOCdevkit/VOC2012",
    open: { try VOC2012Source(root: $0) })
}
