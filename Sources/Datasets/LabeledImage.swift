import Images

/// One example of a data set: its pixels, its label, and its annotations.
public struct LabeledImage: Sendable {
  /// The pixels, at whatever size the source gave them.
  public var image: Image
  /// The index of its class in the set's `classNames`; where several objects show, the class of the first of them.
  public var label: Int
  /// Its name in captions and messages: a file's path, or `scenes/source/train/17`.
  public var name: String
  /// The annotated objects in it, the one that its label names first; empty where there are no annotations.
  public var objects: [ImageObject]
  /// The values of the nuisances (scale, rotation, …) by name, where they are known.
  public var nuisances: [String: Double]

  /// An image with its label and its annotations.
  public init(
    image: Image, label: Int, name: String, objects: [ImageObject] = [], nuisances: [String: Double] = [:]
  ) {
    self.image = image
    self.label = label
    self.name = name
    self.objects = objects
    self.nuisances = nuisances
  }

  /// The pixels of all objects together; nil where no object has a mask.
  public var mask: Mask? {
    let masks = objects.compactMap(\.mask)
    guard let first = masks.first else { return nil }
    return masks.dropFirst().reduce(first) { $0.union($1) }
  }

  /// The named parts of all objects, in pixels of `image`.
  public var parts: [Part] { objects.flatMap(\.parts) }

  /// The labels of the visible objects, in ascending order, each once.
  ///
  /// An object marked as difficult is left out: where a class has no other, the image counts neither for it nor
  /// against it, as in PASCAL VOC's classification task; see `difficultLabels`.
  public var presentLabels: [Int] {
    Set(objects.filter { $0.shows && !$0.isDifficult }.map(\.label)).sorted()
  }

  /// The labels that only difficult objects have, in ascending order.
  public var difficultLabels: [Int] {
    Set(objects.filter { $0.shows && $0.isDifficult }.map(\.label)).subtracting(presentLabels).sorted()
  }
}
