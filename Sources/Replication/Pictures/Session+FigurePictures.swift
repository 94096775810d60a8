import Datasets
import Experiments
import SceneWorld
import Training

/// The few pictures that a figure of the visual chapters is made with.
public struct FigurePictures {
  /// Where they are.
  public let cache: PictureCache
  /// Their places there.
  public let indices: [Int]
  /// What each is called in the figure.
  public let titles: [String]
  /// How they were chosen, a sentence for the caption.
  public let choice: String
}

extension Session {
  /// How sure a network is of the pictures of a cache.
  ///
  /// - Throws: `OneDNNError`, `FileError`.
  public func certainty(of network: TrainedNetwork, on pictures: PictureCache) throws -> Certainty {
    try result("certainty", of: [network.digest, pictures.contentDigest]) {
      Certainty(try Classification.evaluate(network, on: pictures))
    }
  }

  /// The pictures of a figure: scenes arranged for it where the network learned from the drawn world; where it learned from
  /// photographs, the validation pictures that it is surest of and right about, of as many classes drawn by the seed.
  ///
  /// - Throws: what opening the pictures throws; `OneDNNError`.
  public func figurePictures(_ scenes: [NamedScene], for network: TrainedNetwork) throws -> FigurePictures {
    let input = network.recipe.network.input
    if choice.isDrawn, let source = try pictures(for: .figures) {
      return FigurePictures(
        cache: try pictures(of: source, .validation, input: input),
        indices: scenes.compactMap { NamedScene.allCases.firstIndex(of: $0) }, titles: scenes.map(\.title),
        choice: "The scenes were arranged for this figure and belong to no set that the network learned from."
      )
    }
    let cache = try pictures(.validation, input: input)
    let indices = try certainty(of: network, on: cache).surest(ofClasses: scenes.count, seed: options.seed)
    return FigurePictures(
      cache: cache, indices: indices, titles: indices.map { cache.classNames[cache.label($0)] },
      choice:
        "Of \(indices.count) classes drawn by the seed, the validation picture that the network is surest of and right about."
    )
  }
}
