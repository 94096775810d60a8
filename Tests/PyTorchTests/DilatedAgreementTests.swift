import Foundation
import Kernels
import ModelFiles
import Networks
import Tensors
import Testing
import Visualization

/// A network whose convolutions have gaps, as PyTorch's exporter writes it, against PyTorch: forward, and the projections of units.
@Suite struct DilatedAgreementTests {
  private static let tolerance: Float = 1e-4

  /// One projected unit of the first image, of the n-th convolution.
  private struct Unit: Decodable {
    let tensor: String
    let convolution, channel, row, column: Int
    let rule: BackwardRule
  }

  private let network: ONNXNetwork
  private let file: WeightFile
  private let images = PyTorchFixture.draws(seed: 10, [2, 3, 24, 24], deviation: 1)

  init() throws {
    let folder = TorchvisionFixture.folder
    network = try ONNXNetwork(contentsOf: folder.appending(path: "torch-dilated.onnx"))
    file = try WeightFile(contentsOf: folder.appending(path: "dilated.safetensors"))
  }

  /// How far values are from stored ones, as a share of the largest of these.
  private func error(_ values: Tensor<Float>, _ name: String) throws -> Float {
    let expected = try #require(file[name])
    try #require(values.count == expected.count)
    let largest = expected.scalars.map(abs).max() ?? 0
    #expect(largest > 0, "\(name)")
    return (zip(values.scalars, expected.scalars).map { abs($0 - $1) }.max() ?? 0) / largest
  }

  @Test func theLogitsAgree() throws {
    let sides = network.graph.convolutionNames.map {
      network.parameters[$0].weights.shape.dimensions.suffix(2)
    }
    #expect(sides.map(Array.init) == [[5, 5], [3, 7], [7, 7]])
    let reference = ReferenceNetwork(graph: network.graph, parameters: network.parameters)
    #expect(try error(reference.forward(images).logits, "logits") < Self.tolerance)
    for purpose in [NetworkEngine.Purpose.inference, .visualization, .training] {
      let engine = try NetworkEngine(network.graph, batch: 2, for: purpose)
      try engine.load(network.parameters)
      engine.setPixels(images)
      let logits = try engine.forward()
      #expect(try error(Tensor([2, 5], Array(logits)), "logits") < Self.tolerance, "\(purpose)")
    }
  }

  @Test func theProjectionsOfUnitsAgree() throws {
    let units = try JSONDecoder().decode([Unit].self, from: Data((file.metadata["units"] ?? "").utf8))
    #expect(units.count == 9)
    let settings = PreprocessingSettings(
      storedSide: network.graph.inputSide, mean: [0, 0, 0], scales: [1, 1, 1])
    let model = try network.model(preprocessing: settings)
    let engine = try NetworkEngine(model.graph, batch: 1, for: .visualization)
    try engine.load(model.parameters)
    engine.setPixels(images.slice(0..<1))
    try engine.forward()
    let pixels = PreparedPixels(images.slice(0..<1))
    for unit in units {
      let node = model.graph.convolutionNames[unit.convolution]
      var signal = Tensor<Float>(zeros: Shape([1] + model.graph.shape(of: node).dimensions))
      signal[0, unit.channel, unit.row, unit.column] = 1
      let whole = try engine.project(signal, from: node, .init(unit.rule))
      #expect(try error(whole, unit.tensor) < Self.tolerance, "\(unit)")
      // Through the receptive field alone.
      let patch = try Deconvnet(model, options: DeconvnetOptions(seed: .one, rule: unit.rule)).patches(
        [
          Visualization.Unit(image: 0, channel: unit.channel, row: unit.row, column: unit.column)
        ], of: node, pixels: pixels)[0]
      let image = patch.image(side: model.graph.inputSide)
      #expect(try error(image, unit.tensor) < Self.tolerance, "\(unit) by its receptive field")
    }
  }
}
