import Networks
import Datasets
import Images
import Tensors
import Inference
import Visualization

/// Occlusion maps of images of a cache by one network (section 4.2, Figure 7).
public struct OcclusionStudy {
  private let model: Model
  private let images: ImageCache
  private let layer: String

  /// A network, images at its stored side, and the layer whose strongest map is watched.
  public init(_ model: Model, _ images: ImageCache, layer: String) {
    self.model = model
    self.images = images
    self.layer = layer
  }

  /// The maps of the center crops of some images, with the probability of their true class.
  ///
  /// - Parameters:
  ///   - labels: the true class of each; nil computes no probabilities, only the watched map's response.
  ///   - body: called with each image's place in `indices` and its maps, in order.
  /// - Throws: `OneDNNError`, and what `body` throws.
  public func scan(
    _ indices: [Int], _ setting: OcclusionSetting, labels: [Int]?, body: (Int, OcclusionMap) throws -> Void
  ) throws {
    let side = model.graph.inputSide
    let occlusion = setting.occlusion(side: side)
    let engine = try OcclusionEngine(
      model.graph, model.parameters, occlusion: occlusion, watching: layer,
      includingLogits: labels != nil)
    for (place, index) in indices.enumerated() {
      let image = Tensor<Float>([3, side, side]) { target in
        model.preprocessing.writeCenters(of: [index], in: images, to: target)
      }
      let fill = occlusion.fill.image(
        for: image, square: occlusion.side, preprocessing: model.preprocessing)
      try body(place, try engine.maps(of: image, fill: fill, class: labels?[place]))
    }
  }

  /// What the maps of some images say, one an image.
  ///
  /// - Parameters:
  ///   - includingLogits: whether probabilities are computed, and with them what the maps say of the object.
  ///   - includingProjections: whether the watched map of each image is projected and compared with its response.
  ///   - progress: called with how many images are done.
  /// - Throws: `OneDNNError`, and what `progress` throws.
  public func evidence(
    _ indices: [Int], _ setting: OcclusionSetting, includingLogits: Bool = true,
    includingProjections: Bool = false, progress: (_ done: Int) throws -> Void = { _ in }
  ) throws -> [OcclusionEvidence] {
    let deconvnet = Deconvnet(model, options: DeconvnetOptions(seed: .wholeMap), batch: 8)
    var evidence: [OcclusionEvidence] = []
    try scan(indices, setting, labels: includingLogits ? indices.map { images.label($0) } : nil) {
      place, map in
      let index = indices[place]
      let projection =
        includingProjections
        ? try deconvnet.project(
          [Unit(image: index, channel: map.channel, row: 0, column: 0)], of: layer, images: images)[0] : nil
      evidence.append(
        OcclusionEvidence(map, mask: includingLogits ? mask(index) : nil, projection: projection))
      try progress(place + 1)
    }
    return evidence
  }

  /// The pixels of the object that an image is of, as the network sees them.
  private func mask(_ index: Int) -> Mask? {
    model.preprocessing.centerCrop(of: images.example(index)).objects.first?.mask
  }
}
