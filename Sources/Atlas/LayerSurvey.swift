import Datasets
import Networks
import Visualization

/// What images excite the maps of a layer, found in one pass over them: the nine strongest places of each map (section 4), and what
/// those leave out, how the map answers to all the others.
public struct LayerSurvey: Sendable {
  /// The nine strongest, or most relevant, places of each map, at most one an image.
  public let top: TopActivations
  /// How each map answers to all images.
  public let answers: [MapAnswers]

  /// The name of the layer.
  public var layer: String { top.layer }

  /// Looks at images by their center crops, and at the layers' values after the ReLU.
  ///
  /// - Parameters:
  ///   - indices: which of the images are looked at; nil takes all.
  ///   - ranking: by what the nine are chosen.
  ///   - progress: called with how many images are done.
  /// - Throws: `OneDNNError`, and what `progress` throws.
  public static func measure(
    _ model: Model, layers: [String], images: ImageCache, indices: [Int]? = nil,
    by ranking: Ranking = .activation,
    progress: (_ done: Int) throws -> Void = { _ in }
  ) throws -> [LayerSurvey] {
    var answers = layers.map { layer in
      [MapAnswers](
        repeating: MapAnswers(classes: images.classNames.count), count: model.graph.shape(of: layer)[0])
    }
    let top = try TopActivations.search(
      model, layers: layers, by: ranking, images: images, indices: indices ?? Array(0..<images.count),
      observing: { layer, map, image, peak in
        answers[layer][map].add(peak, label: images.label(image))
      }, progress: progress)
    return zip(top, answers).map { LayerSurvey(top: $0, answers: $1) }
  }
}
