import Kernels
import Datasets
import Networks
import Tensors
import Visualization

/// Cascading randomization (Adebayo et al. 2018): the layers forget what they learned one after the other, from the top
/// down, and an image that is said to explain the network should change with them.
public struct RandomizationTest: Codable, Sendable {
  /// What is randomized together: one layer or, between those that stand for the paper's, several.
  public struct Stage: Codable, Hashable, Sendable {
    /// The layer's name, or `layer 3` for those that end in what stands for the paper's layer 3.
    public let title: String
    /// The nodes whose parameters are exchanged.
    public let nodes: [String]
    /// Whether they lie above the maps of layer 5.
    public let isAboveMaps: Bool

    package init(title: String, nodes: [String], isAboveMaps: Bool) {
      (self.title, self.nodes, self.isAboveMaps) = (title, nodes, isAboveMaps)
    }
  }

  /// What is randomized, in this order.
  public let stages: [Stage]
  /// By rule, in the order asked for, then by stage, then by unit: the correlation of the projection with the trained
  /// network's own. Stage 0 is the trained network; at stage n the first n of `stages` are random.
  public let likeness: [[[Double]]]

  /// What is randomized, in which order, and how alike the projections stayed: by rule, stage and unit.
  package init(stages: [Stage], likeness: [[[Double]]]) {
    self.stages = stages
    self.likeness = likeness
  }

  /// The stage at which all that lies above the maps of layer 5 is random, such as the dense layers, and nothing else is.
  public var stageAboveMaps: Int { stages.count { $0.isAboveMaps } }

  /// A network's layers from the top down, those together that end in what stands for one of the paper's layers.
  public static func stages(of graph: Graph, _ assignment: LayerAssignment) -> [Stage] {
    let ends = assignment.maps.map { graph.index(of: $0) }
    var stages: [Stage] = []
    for (place, node) in graph.nodes.enumerated() where graph.weightShape(of: node) != nil {
      let layer = ends.firstIndex { place <= $0 }
      let title = layer.map { "layer \($0 + 1)" } ?? node.name
      if let last = stages.last, layer != nil, last.title == title {
        stages[stages.count - 1] = Stage(title: title, nodes: last.nodes + [node.name], isAboveMaps: false)
      } else {
        stages.append(Stage(title: title, nodes: [node.name], isAboveMaps: layer == nil))
      }
    }
    return stages.reversed().map {
      $0.nodes.count > 1 ? $0 : Stage(title: $0.nodes[0], nodes: $0.nodes, isAboveMaps: $0.isAboveMaps)
    }
  }

  /// Parameters of which some nodes' are another network's.
  public static func randomized(
    _ parameters: Parameters<Float>, _ nodes: some Sequence<String>, from control: Parameters<Float>
  ) -> Parameters<Float> {
    var result = parameters
    for name in nodes { result[name] = control[name] }
    return result
  }

  /// Projects a logit of each image, that of its own class unless others are named, at every stage.
  ///
  /// - Parameters:
  ///   - assignment: which of the model's nodes stand for the paper's layers.
  ///   - control: the random weights.
  ///   - indices: the images; each image's unit is one logit, seeded with 1.
  ///   - classes: for each of them the class whose logit it is; nil takes the image's own.
  ///   - progress: called with how many stages are done.
  /// - Throws: `OneDNNError`, and what `progress` throws.
  public static func measure(
    _ model: Model, _ assignment: LayerAssignment, control: Parameters<Float>, images: ImageCache,
    indices: [Int], classes: [Int]? = nil, rules: [BackwardRule],
    progress: (_ done: Int, _ of: Int) throws -> Void = { _, _ in }
  ) throws -> RandomizationTest {
    let stages = stages(of: model.graph, assignment)
    let classes = classes ?? indices.map { images.label($0) }
    let units = zip(indices, classes).map { Unit(image: $0, channel: $1, row: 0, column: 0) }
    let deconvnet = Deconvnet(model, options: DeconvnetOptions(seed: .one))
    var own: [[Tensor<Float>]] = []
    var likeness = rules.map { _ in [[Double]]() }
    for stage in 0...stages.count {
      deconvnet.parameters = randomized(
        model.parameters, stages.prefix(stage).flatMap(\.nodes), from: control)
      for (place, rule) in rules.enumerated() {
        deconvnet.options.rule = rule
        let projections = try deconvnet.project(units, of: model.graph.logitsName, images: images)
        if stage == 0 { own.append(projections) }
        likeness[place].append(zip(projections, own[place]).map { Correlation.pearson($0, $1) ?? 0 })
      }
      try progress(stage + 1, stages.count + 1)
    }
    return RandomizationTest(stages: stages, likeness: likeness)
  }
}
