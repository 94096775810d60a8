import ModelFiles
import Foundation
import Kernels
import Networks
import Tensors
import Training

/// What PyTorch computes, in double precision, for a narrow network of the paper's shape; `Fixtures/make_fixtures.py` made it.
///
/// Parameters and images come from a formula that both sides know. Large tensors are stored thinned: every n-th
/// value, with the largest magnitude and the sum of squares of all.
struct PyTorchFixture {
  /// What the file says of itself.
  struct Description: Decodable {
    let side, batch, classes, steps: Int
    let width, pixelScale, learningRate, momentum, weightDecay: Double
    let units: [Unit]
    let occlusion: Occlusion
    let facts: [String: Facts]
  }

  /// One projected unit of the first image: where it is, how its signal went down, and where its pixels begin.
  struct Unit: Decodable {
    let tensor, layer: String
    let map, row, column, top, left: Int
    let rule: BackwardRule
    let normalization: NormalizationRule
  }

  /// The square of an occlusion map, the class whose probability it shows, and the conv5 map that is watched.
  struct Occlusion: Decodable {
    let square, stride, label, map: Int
  }

  /// What is known of a stored tensor: its whole shape, which values are kept, and two numbers over all of them.
  struct Facts: Decodable {
    let shape: Shape
    let every: Int
    let peak, energy: Double
  }

  let kind: Architecture
  let description: Description
  let graph: Graph
  let parameters: Parameters<Float>
  private let tensors: StoredTensors

  init(_ kind: Architecture) throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/\(kind.name).safetensors")
    let file = try WeightFile(contentsOf: url)
    let text = Data((file.metadata["description"] ?? "").utf8)
    description = try JSONDecoder().decode(Description.self, from: text)
    tensors = StoredTensors(file: file, facts: description.facts)
    self.kind = kind
    graph = kind.graph(
      input: description.side, width: description.width, classes: description.classes,
      pixelScale: description.pixelScale)
    var parameters = Parameters<Float>(zerosFor: graph)
    for (place, name) in parameters.nodeNames.enumerated() {
      let shape = parameters[name].weights.shape
      let fanIn = shape.count / shape[0]
      parameters[name].weights = Self.draws(
        seed: 1000 + place, shape, deviation: (2 / Double(fanIn)).squareRoot())
      parameters[name].biases = Self.draws(seed: 2000 + place, [shape[0]], deviation: 0.1)
    }
    self.parameters = parameters
  }

  /// Uniform draws around zero from a linear congruential generator (Knuth's MMIX constants).
  static func draws(seed: Int, _ shape: Shape, deviation: Double) -> Tensor<Float> {
    var state = UInt64(seed)
    let scale = 12.0.squareRoot() * deviation
    return Tensor(shape) { target in
      for index in target.indices {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        target[index] = Float((Double(state >> 40) / 16_777_216 - 0.5) * scale)
      }
    }
  }

  /// The images of a training step; those of step 0 serve everywhere else.
  func images(step: Int = 0) -> Tensor<Float> {
    Self.draws(
      seed: 10 + step, Shape([description.batch] + graph.inputShape.dimensions), deviation: 1)
  }

  /// The labels of a training step.
  func labels(step: Int) -> [Int] {
    (0..<description.batch).map { (step + $0) % description.classes }
  }

  /// The names of the stored tensors that start with a word, without it.
  func names(_ word: String) -> [String] { tensors.names(word) }

  /// See `StoredTensors.error`.
  func error<Scalar>(_ tensor: Tensor<Scalar>, _ name: String) -> Double { tensors.error(tensor, name) }

  /// An engine with the fixture's parameters and images.
  func engine(_ purpose: NetworkEngine.Purpose) throws -> NetworkEngine {
    let engine = try NetworkEngine(graph, batch: description.batch, for: purpose)
    try engine.load(parameters)
    engine.setPixels(images())
    return engine
  }

  /// The reference with the fixture's parameters.
  var reference: ReferenceNetwork<Float> {
    ReferenceNetwork(graph: graph, parameters: parameters)
  }

  /// Where the reference has what the engine has under a layer's name: after the ReLU that is fused with it.
  func rectified(_ layer: String) -> String {
    let next = graph.index(of: layer) + 1
    guard next < graph.nodes.count, graph.nodes[next].operation == .relu else { return layer }
    return graph.nodes[next].name
  }
}

extension PyTorchFixture {
  /// The tensors of a file, thinned, and what is known of each.
  struct StoredTensors {
    let file: WeightFile
    let facts: [String: Facts]

    /// The names of the stored tensors that start with a word, without it.
    func names(_ word: String) -> [String] {
      facts.keys.filter { $0.hasPrefix(word + " ") }.map { String($0.dropFirst(word.count + 1)) }
        .sorted()
    }

    /// The largest error of a tensor as a share of the largest magnitude, max|a−b| / max|b|, over the values that are
    /// kept; or, where that is larger, the difference of the whole tensors' norms against the same bound.
    func error<Scalar>(_ tensor: Tensor<Scalar>, _ name: String) -> Double {
      guard let facts = facts[name], let kept = file[name], tensor.count == facts.shape.count,
        kept.count == (tensor.count + facts.every - 1) / facts.every, facts.peak > 0
      else { return .infinity }
      var largest = 0.0
      var energy = 0.0
      for index in 0..<tensor.count {
        let value = Double(tensor[index])
        guard value.isFinite else { return .infinity }
        energy += value * value
        if index % facts.every == 0 { largest = max(largest, abs(value - Double(kept[index / facts.every]))) }
      }
      let norms = abs(energy.squareRoot() - facts.energy.squareRoot()) / Double(tensor.count).squareRoot()
      return max(largest, norms) / facts.peak
    }
  }
}
