/// The parts of a data set that never share an image.
public enum Split: String, Sendable, Codable, CaseIterable {
  /// Images to learn from.
  case train
  /// Images to judge by.
  case validation
}

/// Labeled images by split and index: a folder, a published data set, or the embedded, drawn world.
///
/// A source is a value that several threads may use at once.
public protocol ImageSource: Sendable {
  /// Its name in the report: `scenes`, `tiny-imagenet`, …
  var name: String { get }
  /// A digest (64 hexadecimal digits) of all that decides its images: parameters, or files' names, sizes and bytes.
  var digest: String { get }
  /// The classes' names, in the order of the labels.
  var classNames: [String] { get }
  /// How many images a split holds.
  func count(_ split: Split) -> Int
  /// The folders whose files are its images; none unless it says otherwise.
  var folders: [String] { get }
  /// What lies in the data set, or is listed there, and is no part of its images; nothing unless it says otherwise.
  var omissions: [Omission] { get }
  /// Reads the files that the digest is over, so that asking for it takes no time afterwards.
  ///
  /// - Returns: the paths of files that have other bytes than an index knew of, although they have the stamps of then; none unless
  ///   the source says otherwise.
  /// - Throws: `FileError` where the index cannot be written; what the reading's progress throws.
  @discardableResult func readFiles(_ reading: FileDigests.Reading) throws -> [String]
  /// The file of one image, where it is one, and its path is text; nil unless the source says otherwise.
  func file(_ split: Split, _ index: Int) -> String?
  /// The label of one image, without decoding it.
  func label(_ split: Split, _ index: Int) -> Int
  /// One image with a short side of at least `side` pixels where the source can choose its size (a drawn
  /// world draws at exactly `side`×`side`); stored images come in their own size.
  ///
  /// - Throws: `DatasetError`, which names the file, where the image cannot be read or drawn.
  func example(_ split: Split, _ index: Int, side: Int) throws -> LabeledImage
}

extension ImageSource {
  /// Nothing: for sources that take all there is.
  public var omissions: [Omission] { [] }
  /// None: for sources that are not on the disk.
  public var folders: [String] { [] }
  /// Reads nothing: for sources that are not on the disk.
  ///
  /// - Throws: nothing.
  public func readFiles(_ reading: FileDigests.Reading) throws -> [String] { [] }
  /// None: for sources whose images are no files.
  public func file(_ split: Split, _ index: Int) -> String? { nil }
}
