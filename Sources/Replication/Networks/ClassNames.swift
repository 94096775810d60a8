import Datasets
import Files
import Foundation
import Networks

/// Names of a network's classes, and which of them the classes of a set of images are.
public enum ClassNames {
  /// The lines of a text file, without what follows the last one's end.
  ///
  /// - Throws: `ConfigurationError` where the file is not there, or no text.
  public static func lines(of path: String) throws -> [String] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ConfigurationError.missingInput(path: path, hint: "name a text file with one class a line")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw ConfigurationError.badFile(path: path, cause: "it is no text in UTF-8")
    }
    // A mark of the byte order stands before the first name; \r\n is one character.
    var lines = text.replacing("\u{FEFF}", with: "")
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  /// What is wrong with a file of another number of names than a network has classes.
  public static func misfit(_ path: String, names: Int, classes: Int) -> ConfigurationError {
    .badFile(
      path: path,
      cause:
        "lines: \(names); classes of the network: \(classes); give one name for each, in the order of its output"
    )
  }

  /// For each class of a set of images the network's class, by name or, where no name is the network's, by its place.
  ///
  /// - Parameters:
  ///   - names: the names of the network's classes, or none.
  ///   - classes: how many classes the network has.
  ///   - option: the option that gives the images, for messages.
  /// - Throws: `ConfigurationError.badOption` where the classes are not the network's.
  public static func labels(
    of source: any ImageSource, names: [String], classes: Int, option: String
  ) throws -> [Int] {
    let places = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let named = source.classNames.compactMap { places[$0] }
    if named.count == source.classNames.count { return named }
    if !named.isEmpty, let stranger = source.classNames.first(where: { places[$0] == nil }) {
      throw ConfigurationError.badOption(
        option: option,
        cause:
          "the folder “\(stranger.printable)” is not among the names of --labels: rename it or take it out")
    }
    guard source.classNames.count == classes else {
      throw ConfigurationError.badOption(
        option: option,
        cause:
          "its images have \(source.classNames.count) folders of classes, and the network has \(classes) classes: "
          + "sort them into a folder for each of the network's classes, in their order, or name the folders as --labels names the classes"
      )
    }
    return Array(source.classNames.indices)
  }
}
