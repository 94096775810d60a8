import Datasets
import Experiments
import SceneWorld
import Training

/// The few images that a figure of the visual chapters is made with.
public struct FigureImages {
  /// Where they are.
  public let cache: ImageCache
  /// Their places there.
  public let indices: [Int]
  /// What each is called in the figure.
  public let titles: [String]
  /// How they were chosen, a sentence for the caption.
  public let choice: String
}

extension Session {
  /// How sure a network is of the images of a cache.
  ///
  /// - Throws: `OneDNNError`, `FileError`.
  public func confidence(of network: TrainedNetwork, on images: ImageCache) throws -> Confidence {
    try result("confidence", of: [network.digest, images.contentDigest]) {
      Confidence(try Classification.evaluate(network, on: images))
    }
  }

  /// The images of a figure: scenes arranged for it where the network learned from the drawn world; where it learned from
  /// photographs, the validation images that it is surest of and right about, of as many classes drawn by the seed.
  ///
  /// - Throws: what opening the images throws; `OneDNNError`.
  public func figureImages(_ scenes: [NamedScene], for network: TrainedNetwork) throws -> FigureImages {
    let input = network.recipe.network.input
    if choice.isDrawn, let source = try images(for: .figures) {
      return FigureImages(
        cache: try images(of: source, .validation, input: input),
        indices: scenes.compactMap { NamedScene.allCases.firstIndex(of: $0) }, titles: scenes.map(\.title),
        choice: "The scenes were arranged for this figure and belong to no set that the network learned from."
      )
    }
    let cache = try images(.validation, input: input)
    let indices = try confidence(of: network, on: cache).surest(ofClasses: scenes.count, seed: options.seed)
    return FigureImages(
      cache: cache, indices: indices, titles: indices.map { cache.classNames[cache.label($0)] },
      choice:
        "Of \(indices.count) classes drawn by the seed, the validation image that the network is surest of and right about."
    )
  }
}
