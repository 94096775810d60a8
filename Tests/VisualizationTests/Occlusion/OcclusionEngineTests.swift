import Foundation
import Kernels
import Networks
import TestSupport
import Tensors
import Testing
import Visualization

/// The incremental engine against the evaluation of every occluded image in full, and against maps known by hand.
@Suite(.serialized) struct OcclusionEngineTests {
  /// A network of the paper's shape with few maps, an image and what the square shows.
  private struct Setup {
    let graph: Graph
    let parameters: Parameters<Float>
    let image: Tensor<Float>
    let fill: Tensor<Float>

    init(_ kind: Architecture, _ side: Int) {
      // α as large as the standard recipe's, so that an error in the normalization shows.
      graph = kind.graph(input: side, width: 0.1, classes: 10, pixelScale: 1.0 / 64)
      var parameters = Parameters<Float>(zerosFor: graph)
      for (index, name) in parameters.nodeNames.enumerated() {
        let pair = parameters[name]
        let scale = (2 / Float(pair.weights.count / pair.weights.shape[0])).squareRoot()
        parameters[name].weights = randomTensor(pair.weights.shape, seed: UInt64(index)).map { $0 * scale }
        parameters[name].biases = randomTensor(pair.biases.shape, seed: UInt64(index + 100)).map { $0 * 0.1 }
      }
      self.parameters = parameters
      image = randomTensor([3, side, side], seed: 7)
      fill = randomTensor([3, side, side], seed: 8).map { $0 + 1 }
    }

    func incremental(
      _ occlusion: Occlusion, watching layer: String, logits: Bool = true, precision: Precision = .float32
    ) throws -> OcclusionMap {
      try OcclusionEngine(
        graph, parameters, occlusion: occlusion, watching: layer, includingLogits: logits,
        precision: precision, batch: 7
      ).maps(of: image, fill: fill)
    }

    func full(_ occlusion: Occlusion, watching layer: String) throws -> OcclusionMap {
      try FullOcclusion(graph, parameters, occlusion: occlusion, watching: layer, batch: 8)
        .maps(of: image, fill: fill)
    }
  }

  /// Sides whose windows overhang at several layers, squares that are cut at one edge and at both, of one pixel and
  /// larger than half the image.
  static let cases: [(Architecture, Int, Occlusion)] = [
    (.zfnet, 64, Occlusion(side: 16, stride: 16)),
    (.zfnet, 71, Occlusion(side: 9, stride: 14, coverage: .centered)),
    (.zfnet, 129, Occlusion(side: 20, stride: 31, coverage: .inside)),
    (.zfnet, 150, Occlusion(side: 1, stride: 37)),
    (.zfnetWide, 64, Occlusion(side: 40, stride: 13)),
    (.alexnet, 67, Occlusion(side: 12, stride: 17)),
    (.alexnet, 80, Occlusion(side: 10, stride: 19, coverage: .centered)),
    (.alexnet, 131, Occlusion(side: 16, stride: 33)),
  ]

  @Test(arguments: cases) func theMapsAreThoseOfFullEvaluation(
    _ kind: Architecture, _ side: Int, _ occlusion: Occlusion
  ) throws {
    let setup = Setup(kind, side)
    let expected = try setup.full(occlusion, watching: "conv5")
    let maps = try setup.incremental(occlusion, watching: "conv5")
    #expect(maps.rows == occlusion.ranges(along: side) && maps.columns == maps.rows)
    #expect(maps.channel == expected.channel && maps.classIndex == expected.classIndex)
    #expect(relativeError(maps.response, expected.response) < 1e-5)
    let (probability, expectedProbability) = (
      try #require(maps.probability), try #require(expected.probability)
    )
    #expect(relativeError(probability, expectedProbability) < 1e-5)
    #expect(maps.labels == expected.labels)
    // The square matters, or the comparison would say nothing.
    let unoccluded = Tensor<Float>(probability.shape) { $0.update(repeating: maps.unoccluded.probability!) }
    #expect(relativeError(probability, unoccluded) > 1e-3)
  }

  @Test(arguments: ["conv1", "pool1", "norm1", "conv2", "norm2", "conv4", "pool5"])
  func anyLayerCanBeWatched(_ layer: String) throws {
    for kind in [Architecture.zfnet, .alexnet] {
      let setup = Setup(kind, 83)
      let occlusion = Occlusion(side: 20, stride: 21)
      let expected = try setup.full(occlusion, watching: layer)
      let maps = try setup.incremental(occlusion, watching: layer, logits: false)
      #expect(maps.channel == expected.channel)
      #expect(relativeError(maps.response, expected.response) < 1e-5, "\(kind) \(layer)")
      #expect(maps.probability == nil && maps.labels == nil)
    }
  }

  /// A bf16 number has eight bits of significand: a response is off by a few roundings of 1/256.
  @Test(.enabled(if: Precision.isSupported(.bfloat16))) func bfloat16StaysWithinItsBound() throws {
    for kind in [Architecture.zfnet, .alexnet] {
      let setup = Setup(kind, 96)
      let occlusion = Occlusion(side: 24, stride: 12)
      let expected = try setup.full(occlusion, watching: "conv5")
      let maps = try setup.incremental(occlusion, watching: "conv5", precision: .bfloat16)
      #expect(relativeError(maps.response, expected.response) < 0.02)
      #expect(relativeError(maps.probability!, expected.probability!) < 0.05)
    }
  }

  @Test func theSameBitsTwice() throws {
    let setup = Setup(.zfnet, 96)
    let occlusion = Occlusion(side: 24, stride: 12)
    let engine = try OcclusionEngine(
      setup.graph, setup.parameters, occlusion: occlusion, watching: "conv5", batch: 7)
    let first = try engine.maps(of: setup.image, fill: setup.fill)
    // Another image in between leaves nothing behind.
    _ = try engine.maps(of: setup.fill, fill: setup.image)
    let second = try engine.maps(of: setup.image, fill: setup.fill)
    let again = try setup.incremental(occlusion, watching: "conv5")
    #expect(first == second)
    #expect(first == again)
  }

  /// One map that adds the channels up, and two classes: its sum, and a constant. An image of ones under a square of
  /// zeros loses three for every pixel that the square covers.
  @Test func aMapKnownByHand() throws {
    let side = 6
    let graph = Graph(
      inputShape: [3, side, side],
      chain: [
        (
          "conv1",
          .convolution(
            ConvolutionGeometry(inputs: 3, outputs: 1, window: WindowGeometry(kernel: 1, stride: 1)))
        ),
        ("relu1", .relu), ("fc2", .dense(inputs: side * side, outputs: 2)),
      ])
    var parameters = Parameters<Float>(zerosFor: graph)
    parameters["conv1"].weights = parameters["conv1"].weights.map { _ in 1 }
    for index in 0..<(side * side) { parameters["fc2"].weights[index] = 1.0 / 3 }
    parameters["fc2"].biases[1] = 25
    let image = Tensor<Float>([3, side, side]) { $0.update(repeating: 1) }
    let engine = try OcclusionEngine(
      graph, parameters, occlusion: Occlusion(side: 4, stride: 2, coverage: .centered),
      watching: "conv1", batch: 4)
    let maps = try engine.maps(of: image, fill: Tensor(zeros: image.shape), class: 0)
    // Centers 1, 3 and 5 pixels from the edge: squares from −1, 1 and 3, of which 3, 4 and 3 pixels are inside.
    let lengths = [3, 4, 3]
    #expect(maps.rows == [0..<3, 1..<5, 3..<6])
    #expect(maps.unoccluded.response == 108 && maps.unoccluded.label == 0)
    for (row, height) in lengths.enumerated() {
      for (column, width) in lengths.enumerated() {
        let left = Float(36 - height * width)
        #expect(maps.response[row * 3 + column] == 3 * left)
        // The logistic function of the two logits' difference, left − 25.
        let probability = 1 / (1 + exp(25 - Double(left)))
        #expect(abs(Double(maps.probability![row * 3 + column]) - probability) < 1e-6)
        #expect(maps.labels![row][column] == (left > 25 ? 0 : 1))
      }
    }
  }
}
