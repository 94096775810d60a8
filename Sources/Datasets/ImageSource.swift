/// The parts of a data set that never share an image.
public enum Split: String, Sendable, Codable, CaseIterable {
  /// Images to learn from.
  case train
  /// Images to judge by.
  case validation
}

/// Labeled images by split and index: a folder, a published data set, or the embedded, drawn world.
///
/// A source is a value that can be asked from several threads at once.
public protocol ImageSource: Sendable {
  /// What it is called in the report: `scenes`, `tiny-imagenet`, …
  var name: String { get }
  /// A digest (64 hexadecimal digits) of all that decides its images: parameters, or files' names, sizes and bytes.
  var digest: String { get }
  /// The classes' names, in the order of the labels.
  var classNames: [String] { get }
  /// How many images a split holds.
  func count(_ split: Split) -> Int
  /// The label of one image, without decoding it.
  func label(_ split: Split, _ index: Int) -> Int
  /// One image with a short side of at least `side` pixels where the source can choose its size (a drawn
  /// world draws at exactly `side`×`side`); stored images come in their own size.
  ///
  /// - Throws: `DatasetError` where the image cannot be had; the message names the file.
  func example(_ split: Split, _ index: Int, side: Int) throws -> LabeledImage
}
