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
  /// - Parameter alternatives: further scenes, the first of which take the place of scenes that the network is wrong about; without
  ///   any, all scenes are shown, right or wrong.
  /// - Throws: what opening the images throws; `OneDNNError`.
  public init(
    _ scenes: [NamedScene], or alternatives: [NamedScene] = [], for model: Model, _ session: Session
  ) throws {
    if session.images.areDrawn, let source = try session.images.source(for: .figures) {
      cache = try session.images.cache(of: source, .validation, for: model)
      let all = scenes + alternatives
      let places = Dictionary(uniqueKeysWithValues: NamedScene.allCases.enumerated().map { ($1, $0) })
      var shown = scenes
      var rule = "."
      if !alternatives.isEmpty {
        let right = Set(try session.results.confidence(of: model, on: cache).correctlyClassified)
        let known = all.filter { places[$0].map(right.contains) ?? false }
        shown = Array((known + all.filter { !known.contains($0) }).prefix(scenes.count))
        rule = "; of \(all.count), those whose class the network names come first."
      }
      indices = shown.compactMap { places[$0] }
      titles = shown.map(\.title)
      choice =
        "The scenes were arranged for this figure and belong to no set that the network learned from"
        + rule
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
