import Files

/// Some images of another source, divided anew into training and validation images.
public struct SubsetSource: ImageSource {
  /// One image of the other source.
  public struct Place: Hashable, Sendable {
    /// The split of the other source that it is in.
    public let split: Split
    /// Its index in that split.
    public let index: Int

    /// The image at an index of a split.
    public init(_ split: Split, _ index: Int) {
      self.split = split
      self.index = index
    }
  }

  private let base: any ImageSource
  private let training: [Place]
  private let validation: [Place]

  /// The given images of a source, in this order.
  public init(of base: any ImageSource, training: [Place], validation: [Place]) {
    for place in training + validation {
      precondition(
        0..<base.count(place.split) ~= place.index,
        "image \(place.index) of \(base.count(place.split)) in \(place.split)")
    }
    precondition(
      Set(training).isDisjoint(with: validation), "an image to learn from is among those to judge by")
    self.base = base
    self.training = training
    self.validation = validation
  }

  /// The other source's name.
  public var name: String { base.name }

  /// What the other source left out.
  public var omissions: [Omission] { base.omissions }

  /// The other source's folders.
  public var folders: [String] { base.folders }

  /// Reads the other source's files.
  ///
  /// - Throws: what the other source throws.
  public func readFiles(_ reading: FileDigests.Reading) throws -> [String] { try base.readFiles(reading) }

  /// The file of one image, where the other source knows it.
  public func file(_ split: Split, _ index: Int) -> String? {
    let place = places(split)[index]
    return base.file(place.split, place.index)
  }

  /// The SHA-256 of the other source's digest and the places.
  public var digest: String {
    var text = "subset of \(base.digest)"
    for place in training { text += " t\(place.split.rawValue)\(place.index)" }
    for place in validation { text += " v\(place.split.rawValue)\(place.index)" }
    return ContentDigest.of(text)
  }

  /// The other source's classes, whether or not any of the images is of them.
  public var classNames: [String] { base.classNames }

  /// How many images a split holds.
  public func count(_ split: Split) -> Int { places(split).count }

  /// The label of one image.
  public func label(_ split: Split, _ index: Int) -> Int {
    let place = places(split)[index]
    return base.label(place.split, place.index)
  }

  /// One image, as the other source gives it.
  ///
  /// - Throws: what the other source throws.
  public func example(_ split: Split, _ index: Int, side: Int) throws -> LabeledImage {
    let place = places(split)[index]
    return try base.example(place.split, place.index, side: side)
  }

  private func places(_ split: Split) -> [Place] { split == .train ? training : validation }
}
