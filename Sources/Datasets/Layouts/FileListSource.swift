import Foundation

/// A data set whose pictures are files with a label each: what all layouts on the disk share.
protocol FileListSource: PictureSource {
  /// The files.
  var files: FileList { get }
}

extension FileListSource {
  /// A digest over classes, paths, sizes, and the first and last 4,096 bytes of each file: a change within the middle
  /// of a picture that keeps its size goes unseen.
  public var digest: String { files.digest }

  /// How many pictures a split holds.
  public func count(_ split: Split) -> Int { files.entries(split).count }

  /// The label of one picture.
  public func label(_ split: Split, _ index: Int) -> Int { files.entries(split)[index].label }

  /// One picture in its stored size.
  ///
  /// - Throws: `DatasetError.brokenPicture` where it does not decode.
  public func picture(_ split: Split, _ index: Int, side: Int) throws -> Picture {
    try files.picture(split, index)
  }
}
