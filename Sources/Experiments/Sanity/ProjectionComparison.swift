import Datasets
import Networks
import Tensors
import Inference
import Visualization

/// What a choice of the backward pass changes about the projections of the same units.
public struct ProjectionComparison: Codable, Sendable {
  /// The correlation of each unit's projection with its projection under the first choice, over all pixels and
  /// colors; 0 where one of them is zero everywhere.
  public let likeness: [Double]
  /// How far each projection follows the image's contours; 0 where it is zero everywhere.
  public let contours: [Double]

  /// Correlations, one a unit in each list.
  package init(likeness: [Double], contours: [Double]) {
    self.likeness = likeness
    self.contours = contours
  }

  /// Projects units under several choices and compares each with the first.
  ///
  /// - Parameters:
  ///   - units: places of the layer in images of the cache.
  ///   - layer: a convolution.
  ///   - options: the choices.
  ///   - progress: called with how many of the choices are done.
  /// - Returns: one comparison a choice; that of the first is with itself.
  /// - Throws: `OneDNNError`, and what `progress` throws.
  public static func measure(
    _ model: Model, units: [Unit], of layer: String, images: ImageCache,
    options: [DeconvnetOptions], progress: (_ done: Int) throws -> Void = { _ in }
  ) throws -> [ProjectionComparison] {
    let views = units.map { unit in
      model.preprocessing.centerCrop(of: LabeledImage(bare: images, unit.image)).image
    }
    let deconvnet = Deconvnet(model)
    var first: [Tensor<Float>] = []
    return try options.enumerated().map { place, choice in
      deconvnet.options = choice
      let projections = try deconvnet.project(units, of: layer, images: images)
      if place == 0 { first = projections }
      try progress(place + 1)
      return ProjectionComparison(
        likeness: zip(projections, first).map { Correlation.pearson($0, $1) ?? 0 },
        contours: units.indices.map { index in
          let box = model.graph.receptiveBox(
            of: layer, row: units[index].row, column: units[index].column)
          return ContourAgreement.between(projections[index], views[index], x: box.x, y: box.y) ?? 0
        })
    }
  }
}

extension LabeledImage {
  /// An image of a cache without what is known of its objects.
  fileprivate init(bare cache: ImageCache, _ index: Int) {
    self.init(image: cache.image(index), label: cache.label(index), name: cache.name(index))
  }
}
