import Datasets
import Networks
import SceneWorld

/// The few images that a figure of the visual chapters is made with.
public struct FigureImages {
  /// The cache that holds the images.
  public let cache: ImageCache
  /// The images' indices in the cache.
  public let indices: [Int]
  /// The images' names in the figure, in the same order.
  public let titles: [String]
  /// How they were chosen, a sentence for the caption.
  public let choice: String

  /// Scenes arranged for the figure where the network learned from the drawn world; where it learned from photographs, the
  /// validation images that it is surest of and right about, of as many classes drawn by the seed.
  ///
  /// - Throws: what opening the images throws; `OneDNNError`.
  public init(_ scenes: [NamedScene], for model: Model, _ session: Session) throws {
    if session.images.areDrawn, let source = try session.images.source(for: .figures) {
      cache = try session.images.cache(of: source, .validation, for: model)
      indices = scenes.compactMap { NamedScene.allCases.firstIndex(of: $0) }
      titles = scenes.map(\.title)
      choice = "The scenes were arranged for this figure and belong to no set that the network learned from."
      return
    }
    let cache = try session.images.cache(.validation, for: model)
    self.cache = cache
    indices = try session.results.confidence(of: model, on: cache).surest(
      ofClasses: scenes.count, seed: session.options.seed)
    titles = indices.map { cache.classNames[cache.label($0)] }
    choice =
      "Of \(indices.count) classes drawn by the seed, the validation image that the network is surest of and right about."
  }
}
