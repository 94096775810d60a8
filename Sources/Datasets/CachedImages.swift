import Files

/// Images that are already decoded, as a source: indices are those of the caches, from which broken images are gone,
/// and nothing is drawn or decoded a second time.
public struct CachedImages: ImageSource {
  private let caches: [Split: ImageCache]
  private let first: ImageCache

  /// The caches of a source's splits, or of the one that is needed; the classes must be the same.
  public init(training: ImageCache, validation: ImageCache? = nil) {
    precondition(
      validation.map { $0.classNames == training.classNames } ?? true, "caches of other classes")
    first = training
    var caches = [Split.train: training]
    if let validation { caches[.validation] = validation }
    self.caches = caches
  }

  /// The name of the source that the caches were made of.
  public var name: String { first.sourceName }

  /// The SHA-256 of the caches' contents.
  public var digest: String {
    let text = "cached " + Split.allCases.map { caches[$0]?.contentDigest ?? "none" }.joined(separator: " ")
    return ContentDigest.of(text)
  }

  /// The classes' names, in the order of the labels.
  public var classNames: [String] { first.classNames }
  /// How many images a split holds; none where its cache was not given.
  public func count(_ split: Split) -> Int { caches[split]?.count ?? 0 }
  /// The label of one image.
  public func label(_ split: Split, _ index: Int) -> Int { cache(split).label(index) }
  /// One image at the caches' side.
  public func example(_ split: Split, _ index: Int, side: Int) -> LabeledImage { cache(split).example(index) }

  private func cache(_ split: Split) -> ImageCache {
    guard let cache = caches[split] else { preconditionFailure("no cache of the \(split.rawValue) images") }
    return cache
  }
}
