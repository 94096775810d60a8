import Foundation
import Kernels
import ModelFiles
import Networks
import Tensors

/// What PyTorch computes, in double precision, for a small graph with branches; `Fixtures/make_graph_fixtures.py` made it.
struct GraphFixture {
  /// The four graphs.
  static let names = ["residual", "fire", "inception", "windows"]

  /// What the file says of itself.
  private struct Description: Decodable {
    let graph: Graph
    let batch, classes: Int
    let units: [Unit]
    let occlusion: Occlusion
    let facts: [String: PyTorchFixture.Facts]
  }

  /// One projected unit of the first image.
  struct Unit: Decodable {
    let tensor, node: String
    let channel, row, column: Int
    let rule: BackwardRule
    let normalization: NormalizationRule
    let branches: BranchRule
  }

  /// The square of an occlusion map, the class whose probability it shows, and the channel that is watched.
  struct Occlusion: Decodable {
    let square, stride, label, channel: Int
    let watched: String
  }

  /// A batch normalization as it is trained: scales, shifts, means and variances.
  struct BatchStatistics {
    static let epsilon = 1e-3
    let gamma, beta, mean, variance: Tensor<Float>
  }

  let graph: Graph
  let parameters: Parameters<Float>
  let batchStatistics: [String: BatchStatistics]
  let units: [Unit]
  let occlusion: Occlusion
  let images: Tensor<Float>
  let classes: Int
  private let tensors: PyTorchFixture.StoredTensors

  init(_ name: String) throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/\(name).safetensors")
    let file = try WeightFile(contentsOf: url)
    let description = try JSONDecoder().decode(
      Description.self, from: Data((file.metadata["description"] ?? "").utf8))
    graph = description.graph
    (units, occlusion, classes) = (description.units, description.occlusion, description.classes)
    tensors = PyTorchFixture.StoredTensors(file: file, facts: description.facts)
    images = PyTorchFixture.draws(
      seed: 10, Shape([description.batch] + graph.inputShape.dimensions), deviation: 1)
    (parameters, batchStatistics) = Self.drawn(for: description.graph)
  }

  /// The parameters by the formula, and the statistics that those of batch normalization follow from.
  private static func drawn(for graph: Graph) -> (Parameters<Float>, [String: BatchStatistics]) {
    var parameters = Parameters<Float>(zerosFor: graph)
    var statistics: [String: BatchStatistics] = [:]
    for (place, name) in parameters.nodeNames.enumerated() {
      let shape = parameters[name].weights.shape
      func drawn(_ seed: Int, _ shape: Shape, _ deviation: Double) -> Tensor<Float> {
        PyTorchFixture.draws(seed: seed + place, shape, deviation: deviation)
      }
      switch graph[name].operation {
      case .batchNormalization:
        let batch = BatchStatistics(
          gamma: drawn(1000, shape, 0.2).map { 1 + $0 }, beta: drawn(2000, shape, 0.1),
          mean: drawn(3000, shape, 0.3), variance: drawn(4000, shape, 0.2).map { 1 + $0 })
        statistics[name] = batch
        parameters[name] = .init(
          gamma: batch.gamma, beta: batch.beta, mean: batch.mean, variance: batch.variance,
          epsilon: BatchStatistics.epsilon)
      case .activation:
        parameters[name].weights = drawn(1000, shape, 0.2)
      default:
        parameters[name].weights = drawn(
          1000, shape, (2 * Double(shape[0]) / Double(shape.count)).squareRoot())
        parameters[name].biases = drawn(2000, [shape[0]], 0.1)
      }
    }
    return (parameters, statistics)
  }

  /// The names of the stored tensors that start with a word, without it.
  func names(_ word: String) -> [String] { tensors.names(word) }

  /// See `PyTorchFixture.StoredTensors.error`.
  func error<Scalar>(_ tensor: Tensor<Scalar>, _ name: String) -> Double { tensors.error(tensor, name) }

  /// An engine with the fixture's parameters and images.
  func engine(_ purpose: NetworkEngine.Purpose) throws -> NetworkEngine {
    let engine = try NetworkEngine(graph, batch: images.shape[0], for: purpose)
    try engine.load(parameters)
    engine.setPixels(images)
    return engine
  }

  /// The reference with the fixture's parameters.
  var reference: ReferenceNetwork<Float> { ReferenceNetwork(graph: graph, parameters: parameters) }

  /// The model, with preprocessing that leaves images as they are.
  var model: Model {
    Model(
      graph: graph, parameters: parameters,
      preprocessing: Preprocessing(
        storedSide: graph.inputSide, inputSide: graph.inputSide, mean: .channels([0, 0, 0]),
        scales: [1, 1, 1]),
      classNames: [], origin: .init(title: "fixture", digest: "fixture"))
  }
}
