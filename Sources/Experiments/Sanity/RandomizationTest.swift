import Kernels
import Datasets
import Networks
import Tensors
import Visualization

/// Cascading randomization (Adebayo et al. 2018): the layers forget what they learned one after the other, from the top
/// down, and an image that is said to explain the network should change with them.
public struct RandomizationTest: Codable, Sendable {
  /// The layers in the order in which they are randomized.
  public let layers: [String]
  /// By rule, in the order asked for, then by stage, then by unit: the correlation of the projection with the trained
  /// network's own. Stage 0 is the trained network; at stage n the first n layers are random.
  public let likeness: [[[Double]]]

  /// Which layers, in which order, and how alike the projections stayed: by rule, stage and unit.
  package init(layers: [String], likeness: [[[Double]]]) {
    self.layers = layers
    self.likeness = likeness
  }

  /// The stage at which all dense layers are random, and no convolution is.
  public var denseStage: Int { layers.count { $0.hasPrefix("fc") } }

  /// Parameters whose uppermost layers are another network's.
  ///
  /// - Parameter count: how many layers with parameters, from the top.
  public static func randomized(
    _ parameters: Parameters<Float>, top count: Int, from control: Parameters<Float>
  ) -> Parameters<Float> {
    var result = parameters
    for name in parameters.nodeNames.suffix(count) { result[name] = control[name] }
    return result
  }

  /// Projects the logits of images' own classes at every stage.
  ///
  /// - Parameters:
  ///   - control: the random weights.
  ///   - indices: the images; each image's unit is the logit of its class, seeded with 1.
  ///   - progress: called with how many stages are done.
  /// - Throws: `OneDNNError`, and what `progress` throws.
  public static func measure(
    _ model: Model, control: Parameters<Float>, images: ImageCache, indices: [Int],
    rules: [BackwardRule], progress: (_ done: Int, _ of: Int) throws -> Void = { _, _ in }
  ) throws -> RandomizationTest {
    let layers = Array(model.parameters.nodeNames.reversed())
    let units = indices.map { Unit(image: $0, channel: images.label($0), row: 0, column: 0) }
    let deconvnet = Deconvnet(model, options: DeconvnetOptions(seed: .one))
    var own: [[Tensor<Float>]] = []
    var likeness = rules.map { _ in [[Double]]() }
    for stage in 0...layers.count {
      deconvnet.parameters = randomized(model.parameters, top: stage, from: control)
      for (place, rule) in rules.enumerated() {
        deconvnet.options.rule = rule
        let projections = try deconvnet.project(units, of: layers[0], images: images)
        if stage == 0 { own.append(projections) }
        likeness[place].append(zip(projections, own[place]).map { Correlation.pearson($0, $1) ?? 0 })
      }
      try progress(stage + 1, layers.count + 1)
    }
    return RandomizationTest(layers: layers, likeness: likeness)
  }
}
