import Images

/// One example of a data set: its pixels, its label, and what else is known of it.
public struct LabeledImage: Sendable {
  /// The pixels.
  public var image: Image
  /// The index of its class in the set's `classNames`; where several objects show, the class of the first of them.
  public var label: Int
  /// What it is called in captions and messages: a file's path, or `scenes/source/train/17`.
  public var name: String
  /// What is known of the objects in it, the one that the image is of first; empty where nothing is.
  public var objects: [ImageObject]
  /// What was varied, by name (scale, rotation, …), where that is known.
  public var nuisances: [String: Double]

  /// An image with its label and what else is known of it.
  public init(
    image: Image, label: Int, name: String, objects: [ImageObject] = [], nuisances: [String: Double] = [:]
  ) {
    self.image = image
    self.label = label
    self.name = name
    self.objects = objects
    self.nuisances = nuisances
  }

  /// The pixels that show any of the objects; nil where they are not known.
  public var mask: Mask? {
    let masks = objects.compactMap(\.mask)
    guard let first = masks.first else { return nil }
    return masks.dropFirst().reduce(first) { $0.union($1) }
  }

  /// The named parts of all objects, in pixels of `image`.
  public var parts: [Part] { objects.flatMap(\.parts) }

  /// The classes of which anything shows, in ascending order, each once.
  ///
  /// An object marked as difficult is left out: where a class has no other, the image counts neither for it nor
  /// against it, as in PASCAL VOC's classification task; see `difficultLabels`.
  public var presentLabels: [Int] {
    Set(objects.filter { $0.shows && !$0.isDifficult }.map(\.label)).sorted()
  }

  /// The classes that show in difficult objects alone, in ascending order.
  public var difficultLabels: [Int] {
    Set(objects.filter { $0.shows && $0.isDifficult }.map(\.label)).subtracting(presentLabels).sorted()
  }
}
