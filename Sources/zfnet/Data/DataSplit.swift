import ArgumentParser
import Datasets
import Files
import Foundation
import Replication

/// Divides the images of a data set into those to learn from and those to judge by.
struct DataSplit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split",
    abstract: "Divide a data set's training images into some to learn from and some to judge by.",
    discussion: """
      Writes a CSV with the columns file, class and split, which list:PATH reads; no image is copied or moved. Each class gives the same \
      share, at least one image; a seed decides which. Images that the set itself has set apart to judge by are left out, so that they \
      can judge at the end.

      EXAMPLES
        zfnet data split images:PATH --output split.csv
        zfnet data split caltech101:PATH --share 0.1 --seed 7 --output split.csv
        report --source list:split.csv
      """)

  @OptionGroup var options: ImageOptions

  @Option(help: "The share of each class that is judged by, above 0 and below 1.")
  var share = 0.2

  @Option(help: ArgumentHelp("The CSV to write; it must not be there.", valueName: "file"))
  var output: String

  func validate() throws {
    guard share > 0, share < 1 else { throw ValidationError("--share is above 0 and below 1, not \(share).") }
    if output.isEmpty { throw ValidationError("--output is empty; name the CSV to write.") }
  }

  func run() throws {
    try Ending.report {
      guard try !options.isDrawn() else {
        throw ConfigurationError.badOption(
          option: options.source, cause: "the drawn scenes are divided already; name a data set on the disk")
      }
      _ = try options.chosenRole()
      let source = try options.open()
      try source.refuse(output, option: "--output")
      var status = stat()
      guard lstat(output, &status) != 0 else {
        throw ConfigurationError.badOption(
          option: "--output \(output)",
          cause: "it is there already, and is not written over; choose another name")
      }
      let labels = (0..<source.count(.train)).map { source.label(.train, $0) }
      guard !labels.isEmpty else {
        throw DatasetError.malformed(
          path: source.folders.first ?? source.name, cause: "it has no images to learn from",
          hint: "name a set that is not for judging alone")
      }
      let split = StratifiedSplit(labels: labels, share: share, seed: options.seed)
      guard !split.validation.isEmpty else {
        throw DatasetError.malformed(
          path: source.folders.first ?? source.name, cause: "no class has two images", hint: "add images")
      }
      let text = try Self.text(source, labels, split)
      let file = URL(fileURLWithPath: output)
      try AtomicFile.makeFolder(file.deletingLastPathComponent())
      try AtomicFile.write(text, to: file)
      print(
        "\(split.training.count) images to learn from and \(split.validation.count) to judge by, in \(output.printable)"
      )
      if !split.single.isEmpty {
        let names = split.single.prefix(6).map { source.classNames[$0].printable }.joined(separator: ", ")
        let classes = split.single.count == 1 ? "1 class has" : "\(split.single.count) classes have"
        print("\(classes) one image alone, which is learned from: \(names)")
      }
      if source.count(.validation) > 0 {
        print("\(source.count(.validation)) images that the set judges by are left out")
      }
      print("use it by: report --source list:\(output.printable)")
    }
  }

  /// The table: the classes in their order.
  private static func text(_ source: any ImageSource, _ labels: [Int], _ split: StratifiedSplit) throws
    -> String
  {
    var text = ListSource.columns.joined(separator: ",") + "\n"
    let parts = split.training.map { ($0, "train") } + split.validation.map { ($0, "val") }
    // By class, so that the classes keep their order; images to learn from first.
    for (index, part) in parts.sorted(by: { (labels[$0.0], $0.1, $0.0) < (labels[$1.0], $1.1, $1.0) }) {
      guard source.carriesLabelsAlone, let file = source.file(.train, index) else {
        throw DatasetError.malformed(
          path: source.folders.first ?? source.name,
          cause: "its images are no files with a class each, or a file's name is no text in UTF-8",
          hint: "a list has files and classes, and no boxes or landmarks")
      }
      let path = URL(fileURLWithPath: file).standardizedFileURL.path
      text += "\(try field(path)),\(try field(source.classNames[labels[index]])),\(part)\n"
    }
    return text
  }

  /// A field of the table, in quotes where it needs them.
  private static func field(_ text: String) throws -> String {
    guard !text.contains(where: \.isNewline), text == text.trimmingCharacters(in: .whitespaces) else {
      throw DatasetError.malformed(
        path: text, cause: "a name with a line break, or with blanks at its ends, cannot stand in a list",
        hint: "rename it")
    }
    guard text.contains(where: { ",;\t\"".contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}

extension ImageSource {
  /// Whether the classes are all that is known of the images.
  fileprivate var carriesLabelsAlone: Bool { !["voc2012", "landmarks"].contains(name) }
}
