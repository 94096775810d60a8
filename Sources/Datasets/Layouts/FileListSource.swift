import Foundation

/// A data set whose images are files with a label each: what all layouts on the disk share.
protocol FileListSource: ImageSource {
  /// The files.
  var files: FileList { get }
}

extension FileListSource {
  /// A digest over classes, paths, sizes, and the first and last 4,096 bytes of each file: a change within the middle
  /// of an image that keeps its size goes unseen.
  public var digest: String { files.digest }

  /// How many images a split holds.
  public func count(_ split: Split) -> Int { files.entries(split).count }

  /// The label of one image.
  public func label(_ split: Split, _ index: Int) -> Int { files.entries(split)[index].label }

  /// One image in its stored size.
  ///
  /// - Throws: `DatasetError.brokenImage` where it does not decode.
  public func example(_ split: Split, _ index: Int, side: Int) throws -> LabeledImage {
    try files.example(split, index)
  }
}
