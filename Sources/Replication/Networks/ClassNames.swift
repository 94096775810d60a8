import Datasets
import Files
import Foundation
import Networks

/// Names of a network's classes, and which of them the classes of a set of images are.
public enum ClassNames {
  /// The lines of a text file, without what follows the last one's end.
  ///
  /// - Throws: `ConfigurationError` where the file cannot be read, or is no text.
  public static func lines(of path: String) throws -> [String] {
    let data = try ConfigurationError.data(path, endings: [".txt"])
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
  ///   - list: the file of --labels that the names were read from; nil where they are in the network's own.
  ///   - classes: how many classes the network has.
  ///   - option: the option that gives the images, for messages.
  /// - Throws: `ConfigurationError` where the classes are not the network's: about the list where there is one.
  public static func labels(
    of source: any ImageSource, names: [String], from list: String?, classes: Int, option: String
  ) throws -> [Int] {
    let places = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let named = source.classNames.compactMap { places[$0] }
    if named.count == source.classNames.count { return named }
    if !named.isEmpty, let stranger = source.classNames.first(where: { places[$0] == nil }) {
      let nearest = NearestName.to(stranger, among: names).map { ", only “\($0)”" } ?? ""
      if let list {
        throw ConfigurationError.badFile(
          path: list,
          cause:
            "there is no class “\(stranger)” in it\(nearest), as a folder of \(option) is called: correct the list, or the folder's name"
        )
      }
      throw ConfigurationError.badOption(
        option: option,
        cause:
          "the folder “\(stranger)” is not among the class names in the network's file\(nearest): rename it, take it out, or give the names by --labels"
      )
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
