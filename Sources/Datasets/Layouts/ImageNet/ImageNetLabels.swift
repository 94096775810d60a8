import Files
import Foundation

/// The classes of ImageNet's images to judge by, which lie in one folder and are labeled in a file of their own.
///
/// Four such files are about, and they number the classes in three ways:
///
/// - `LOC_val_solution.csv`, Kaggle's: an image's name, and its class by its WordNet number.
/// - `val.txt`, Caffe's: an image's name, and its class as a number from 0 in the order of `synsets.txt` or `synset_words.txt`. That order
///   is the one of the sorted WordNet numbers, which also holds where neither file is there and the set has all 1,000 classes. A
///   WordNet number in the place of the number is read too.
/// - `ILSVRC2012_validation_ground_truth.txt`, the development kit's: a line an image, with its class as a number from 1 in the order
///   of the kit's `meta.mat`, which is another.
struct ImageNetLabels {
  /// The file that they are from.
  let path: String
  /// The WordNet number of each image, by the image's name.
  let classes: [String: String]

  /// The names of the files, the first of them first.
  static let files = ["LOC_val_solution.csv", "val.txt", "ILSVRC2012_validation_ground_truth.txt"]

  private static let hint = "fetch the file again, or remove it where another one has the labels"

  /// Reads the first of the files that is there.
  ///
  /// - Parameters:
  ///   - folders: where to look.
  ///   - sorted: the WordNet numbers of the classes to learn from, sorted.
  /// - Throws: `DatasetError` where there is none, or it says what it must not.
  init(in folders: [String], sorted: [String]) throws(DatasetError) {
    for name in Self.files {
      guard let path = Self.find(name, in: folders) else { continue }
      self.path = path
      switch name {
      case "LOC_val_solution.csv": classes = try Self.solution(path)
      case "val.txt": classes = try Self.list(path, folders, sorted)
      default: classes = try Self.groundTruth(path, folders)
      }
      return
    }
    throw .missing(
      path: folders[0],
      cause: "the images to judge by lie in one folder, and no file says which classes they are of",
      hint:
        "put one of these beside it: \(Self.files.joined(separator: ", ")) (with meta.mat), or sort them into folders"
    )
  }

  /// The name of an image by its number, from 1.
  static func image(_ number: Int) -> String {
    let digits = String(number)
    return "ILSVRC2012_val_" + String(repeating: "0", count: max(0, 8 - digits.count)) + digits + ".JPEG"
  }

  /// Whether a text is a WordNet number, such as n01440764.
  static func isIdentifier(_ text: some StringProtocol) -> Bool {
    text.count == 9 && text.first == "n" && text.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
  }

  /// A file in the first of some folders that has it.
  static func find(_ name: String, in folders: [String]) -> String? {
    folders.map { "\($0)/\(name)" }.first { access($0, R_OK) == 0 && !FolderListing.isFolder($0) }
  }

  private static func solution(_ path: String) throws(DatasetError) -> [String: String] {
    let table = try CSVTable(path, hint: hint)
    try table.require(["ImageId", "PredictionString"])
    var classes: [String: String] = [:]
    for row in table.rows {
      let image = table.text("ImageId", row)
      guard let identifier = table.text("PredictionString", row).split(separator: " ").first,
        isIdentifier(identifier), !image.contains("/")
      else {
        throw .malformed(
          path: path, cause: "line \(row.line) is not an image and a WordNet number", hint: hint)
      }
      classes[image + ".JPEG"] = String(identifier)
    }
    return classes
  }

  private static func list(
    _ path: String, _ folders: [String], _ sorted: [String]
  ) throws(DatasetError) -> [String: String] {
    let order = try order(folders) ?? (sorted.count == 1000 ? sorted : nil)
    var classes: [String: String] = [:]
    for line in try TextLines.numbered(of: path, hint: hint) {
      let fields = line.text.split(whereSeparator: \.isWhitespace)
      guard fields.count == 2, !fields[0].contains("/") else {
        throw .malformed(path: path, cause: "line \(line.number) is not an image and a class", hint: hint)
      }
      if isIdentifier(fields[1]) {
        classes[String(fields[0])] = String(fields[1])
        continue
      }
      guard let order else {
        throw .malformed(
          path: path, cause: "it numbers the classes, and nothing says in which order",
          hint: "put synsets.txt beside it: a WordNet number a line, in the order of the numbers")
      }
      guard let number = Int(fields[1]), order.indices.contains(number) else {
        throw .malformed(
          path: path,
          cause: "line \(line.number) has class \(fields[1]); they are numbered from 0 to \(order.count - 1)",
          hint: hint)
      }
      classes[String(fields[0])] = order[number]
    }
    return classes
  }

  /// The classes in the order in which `val.txt` numbers them, where a file gives it.
  private static func order(_ folders: [String]) throws(DatasetError) -> [String]? {
    guard let path = ["synsets.txt", "synset_words.txt"].lazy.compactMap({ find($0, in: folders) }).first
    else {
      return nil
    }
    var order: [String] = []
    for line in try TextLines.numbered(of: path, hint: hint) {
      guard let first = line.text.split(separator: " ").first, isIdentifier(first) else {
        throw .malformed(
          path: path, cause: "line \(line.number) does not begin with a WordNet number", hint: hint)
      }
      order.append(String(first))
    }
    if Set(order).count < order.count {
      throw .malformed(path: path, cause: "a class stands there twice", hint: hint)
    }
    return order
  }

  private static func groundTruth(_ path: String, _ folders: [String]) throws(DatasetError) -> [String:
    String]
  {
    guard let meta = find("meta.mat", in: folders) else {
      throw .missing(
        path: path, cause: "it numbers the classes in the order of meta.mat, which is not there",
        hint: "put the development kit's meta.mat beside it")
    }
    let order = try ImageNetSynsets(meta).identifiers
    var classes: [String: String] = [:]
    let lines = try TextLines.numbered(of: path, hint: hint)
    for (place, line) in lines.enumerated() {
      guard line.number == place + 1 else {
        throw .malformed(path: path, cause: "line \(place + 1) is empty", hint: hint)
      }
      guard let number = Int(line.text), let identifier = order[number] else {
        throw .malformed(
          path: path, cause: "line \(line.number) is not the number of a class of meta.mat", hint: hint)
      }
      classes[image(line.number)] = identifier
    }
    return classes
  }
}

/// The classes of ImageNet's development kit, from its `meta.mat`.
struct ImageNetSynsets {
  /// The WordNet number of each of the 1,000 classes, by the kit's number, from 1.
  let identifiers: [Int: String]
  /// The words for each class, by its WordNet number.
  let words: [String: String]

  /// - Throws: `DatasetError` where the file is not there, or not of this kind.
  init(_ path: String) throws(DatasetError) {
    let hint = "take the file meta.mat of ILSVRC2012_devkit_t12"
    var identifiers: [Int: String] = [:]
    var words: [String: String] = [:]
    do {
      for synset in try MATLABFile(path).structs("synsets") {
        guard case .number(let number)? = synset["ILSVRC2012_ID"],
          case .text(let identifier)? = synset["WNID"],
          ImageNetLabels.isIdentifier(identifier), let place = Int(exactly: number)
        else { throw MATLABFile.Damage() }
        // Behind the 1,000 classes come those that are made of them.
        if 1...1000 ~= place, identifiers.updateValue(identifier, forKey: place) != nil {
          throw MATLABFile.Damage()
        }
        if case .text(let text)? = synset["words"] { words[identifier] = text }
      }
    } catch let error as FileError {
      throw .missing(path: path, cause: error.cause, hint: hint)
    } catch {
      throw .malformed(path: path, cause: "it does not say which class has which number", hint: hint)
    }
    if identifiers.isEmpty { throw .malformed(path: path, cause: "no classes in it", hint: hint) }
    self.identifiers = identifiers
    self.words = words
  }
}
