/// How much of a data set to take: the first classes, and the first training images of each.
public struct DatasetLimits: Sendable, Hashable {
  /// How many classes, from the first; nil takes all.
  public var classes: Int?
  /// How many training images of each class, from the first; nil takes all. Validation images are never left out.
  public var imagesPerClass: Int?
  /// Whether all are taken where there are fewer than asked for; otherwise that is an error.
  public var takesFewer: Bool

  /// Limits of either kind; nil sets none.
  public init(classes: Int? = nil, imagesPerClass: Int? = nil, takesFewer: Bool = false) {
    self.classes = classes
    self.imagesPerClass = imagesPerClass
    self.takesFewer = takesFewer
  }

  /// The whole data set.
  public static let none = DatasetLimits()

  /// How many of the classes that are there to take.
  ///
  /// - Throws: `DatasetError.malformed` about `path` where there are not as many as asked for, or none is asked for.
  func classes(of available: Int, at path: String) throws(DatasetError) -> Int {
    try count(classes, of: available, "classes are asked for, \(available) are there", at: path)
  }

  /// How many of the training images of a class to take.
  ///
  /// - Throws: `DatasetError.malformed` about `path` where there are not as many as asked for, or none is asked for.
  func images(of available: Int, inClass name: String, at path: String) throws(DatasetError) -> Int {
    try count(
      imagesPerClass, of: available, "training images a class are asked for, \(name) has \(available)",
      at: path)
  }

  private func count(
    _ wanted: Int?, of available: Int, _ shortage: String, at path: String
  ) throws(DatasetError) -> Int {
    guard let wanted else { return available }
    if wanted > available, takesFewer { return available }
    guard 1...max(available, 1) ~= wanted, available > 0 else {
      throw .malformed(
        path: path, cause: "\(wanted) \(shortage)",
        hint: available > 0 ? "ask for 1 to \(available)" : "take this set without a limit")
    }
    return wanted
  }
}
