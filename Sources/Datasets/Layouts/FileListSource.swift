import Foundation

/// A data set whose images are files with a label each: what all layouts on the disk share.
protocol FileListSource: ImageSource {
  /// The files.
  var files: FileList { get }
}

extension FileListSource {
  /// A digest over classes, paths, sizes and all bytes of each file.
  public var digest: String { files.digest }

  /// What lies in the folder, or is listed there, and is no part of the images.
  public var omissions: [Omission] { files.omissions }

  /// The data set's folder.
  public var folders: [String] { [files.root] }

  /// Reads all files, but for large ones that the index knows by their stamps.
  ///
  /// - Returns: the paths of those whose bytes changed although their stamps did not.
  /// - Throws: `FileError`; what the reading's progress throws.
  @discardableResult public func readFiles(_ reading: FileDigests.Reading) throws -> [String] {
    try files.read(reading)
  }

  /// The path of one image; nil where it is no text in UTF-8.
  public func file(_ split: Split, _ index: Int) -> String? {
    let entry = files.entries(split)[index]
    return String(validating: entry.file.bytes, as: UTF8.self).map { "\(files.root)/\($0)" }
  }

  /// How many images a split holds.
  public func count(_ split: Split) -> Int { files.entries(split).count }

  /// The label of one image.
  public func label(_ split: Split, _ index: Int) -> Int { files.entries(split)[index].label }

  /// One image in its stored size.
  ///
  /// - Throws: `DatasetError.brokenImage` where it does not decode.
  public func example(_ split: Split, _ index: Int, side: Int) throws -> LabeledImage {
    try files.example(split, index).image
  }
}
