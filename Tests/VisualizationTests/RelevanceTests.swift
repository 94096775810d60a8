import Datasets
import Kernels
import Networks
import TestSupport
import Tensors
import Testing
import Visualization

/// How much maps count for a logit, against finite differences. Where a ReLU follows, a map is scaled by scaling its weights and its
/// bias; the derivative of the logit by that scale, at 1, is the sum of activations times gradients over the map.
@Suite(.serialized) struct RelevanceTests {
  private let caches: StripeCaches

  init() throws { caches = try StripeCaches() }

  private static func model(_ graph: Graph, seed: UInt64) -> Model {
    Model(
      graph: graph, parameters: TinyNetworks.single(TinyNetworks.parameters(graph, seed: seed), graph),
      preprocessing: Preprocessing(
        storedSide: StripeCaches.storedSide, inputSide: graph.inputSide, mean: .channels([128, 128, 128]),
        scales: [1 / 64, 1 / 64, 1 / 64]),
      classNames: [], origin: .init(title: "tiny", digest: "tiny"))
  }

  /// A chain with normalizations, poolings and dense layers.
  private static let chain = TinyNetworks.zfnet

  /// Branches that are added and joined, below a mean.
  private static let branches: Graph = {
    var graph = GraphBuilder(inputShape: [3, 20, 20])
    let stem = graph.add(
      "stem.relu", .relu, graph.convolution("stem", of: Graph.inputName, channels: 4, kernel: 5, stride: 2))
    let left = graph.add(
      "left.relu", .relu, graph.convolution("left", of: stem, channels: 4, kernel: 3, pad: 1))
    let sum = graph.add("sum", .add, left, stem)
    let joined = graph.add("joined", .concatenation, sum, stem)
    let pooled = graph.add("pooled", .maxPooling(WindowGeometry(kernel: 2, stride: 2)), joined)
    let head = graph.add("head.relu", .relu, graph.convolution("head", of: pooled, channels: 6, kernel: 1))
    graph.dense("scores", of: graph.add("mean", .globalAveragePooling, head), units: 5)
    return graph.graph
  }()

  /// The logits of an image by the reference, with a map scaled.
  private func logits(
    _ model: Model, _ image: Int, layer: String, map: Int, scale: Double
  ) -> [Double] {
    var parameters = Parameters<Double>(zerosFor: model.graph)
    for name in parameters.nodeNames {
      let pair = model.parameters[name]
      parameters[name] = .init(weights: pair.weights.converted(), biases: pair.biases.converted())
    }
    let length = parameters[layer].weights.count / parameters[layer].weights.shape[0]
    for place in map * length..<(map + 1) * length { parameters[layer].weights[place] *= scale }
    parameters[layer].biases[map] *= scale
    let side = model.graph.inputSide
    let pixels = model.preprocessing.centerPixels(of: image, in: caches.validation)
      .reshaped(to: [1, 3, side, side])
    return ReferenceNetwork(graph: model.graph, parameters: parameters).forward(pixels.converted()).logits
      .scalars
  }

  /// A map's relevance in an image by central differences.
  private func relevance(_ model: Model, _ image: Int, layer: String, map: Int, label: Int?) -> Double {
    let step = 1e-5
    let label = label ?? logits(model, image, layer: layer, map: map, scale: 1).indexOfMaximum!
    let ends = [1 - step, 1 + step].map { logits(model, image, layer: layer, map: map, scale: $0)[label] }
    return (ends[1] - ends[0]) / (2 * step)
  }

  @Test func productsAreDerivativesInAChain() throws {
    try expectDerivatives(Self.chain, ["conv1", "conv2", "conv5"])
  }

  @Test func productsAreDerivativesWhereNetworksBranch() throws {
    try expectDerivatives(Self.branches, ["stem", "left", "head"])
  }

  private func expectDerivatives(_ graph: Graph, _ layers: [String]) throws {
    let model = Self.model(graph, seed: 5)
    // More images than a batch, so that rows past the last are met.
    let indices = [3, 7, 11]
    for target in [Ranking.Target.predicted, .label(2)] {
      try LayerRelevances.visit(
        model, layers: layers, images: caches.validation, indices: indices, of: target, batch: 2
      ) { part, values, products in
        for (layer, products) in zip(layers, products) {
          let maps = products.shape[1]
          let area = products.shape[2] * products.shape[3]
          for (row, image) in part.enumerated() {
            var found: [Double] = []
            var expected: [Double] = []
            for map in 0..<maps {
              let start = (row * maps + map) * area
              found.append(products.scalars[start..<start + area].reduce(0) { $0 + Double($1) })
              expected.append(
                relevance(model, image, layer: layer, map: map, label: target == .predicted ? nil : 2))
            }
            let largest = expected.map(abs).max() ?? 0
            #expect(largest > 0, "\(layer) counts for nothing")
            for (found, expected) in zip(found, expected) {
              #expect(abs(found - expected) < 2e-4 * largest, "\(layer) of image \(image)")
            }
          }
        }
      }
    }
  }

  @Test func imagesAreRankedByTheRelevanceOfEachMap() throws {
    let model = Self.model(Self.branches, seed: 6)
    let indices = Array(0..<24)
    let top = try TopActivations.search(
      model, layers: ["left", "head"], by: .relevance(.predicted), images: caches.validation,
      indices: indices,
      count: 5)
    var ranked = 0
    for layer in top {
      for (map, hits) in layer.hits.enumerated() {
        let all = indices.map { relevance(model, $0, layer: layer.layer, map: map, label: nil) }
        let largest = max(all.map(abs).max() ?? 0, 1e-9)
        let expected = all.filter { $0 > 1e-4 * largest }.sorted(by: >).prefix(5)
        #expect(hits.count >= expected.count)
        for (hit, value) in zip(hits, expected) {
          let own = Double(try #require(hit.relevance))
          #expect(abs(own - value) < 1e-3 * largest && abs(own - all[hit.image]) < 1e-3 * largest)
          ranked += 1
        }
      }
    }
    #expect(ranked > 20)
  }

  /// Ranked by relevance, a place has the activation that the layer has there, and is the one that contributes most.
  @Test func theShownPlaceContributesMost() throws {
    let model = Self.model(Self.branches, seed: 7)
    let top = try TopActivations.search(
      model, layers: ["stem"], by: .relevance(.label(1)), images: caches.validation, indices: [0, 1, 2, 3])[0]
    var places = 0
    try LayerRelevances.visit(
      model, layers: ["stem"], images: caches.validation, indices: [0, 1, 2, 3], of: .label(1)
    ) { part, values, products in
      for (map, hits) in top.hits.enumerated() {
        for hit in hits {
          let row = try #require(part.firstIndex(of: hit.image))
          #expect(values[0][row, map, hit.row, hit.column] == hit.value && hit.value > 0)
          let shape = products[0].shape
          let all = (0..<shape[2]).flatMap { y in (0..<shape[3]).map { products[0][row, map, y, $0] } }
          #expect(products[0][row, map, hit.row, hit.column] == all.max())
          places += 1
        }
      }
    }
    #expect(places > 4)
  }
}
