import Foundation
import ModelFiles
import Networks
import Tensors
import Testing

@Suite struct ModelDigestTests {
  private static let fixture = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures/classic.onnx")

  @Test func theSameNetworkHasTheSameDigestFromEitherFile() throws {
    let model = try ONNXNetwork(contentsOf: Self.fixture).model(preprocessing: .imagenetTorch)
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "\(UUID().uuidString).safetensors")
    defer { try? FileManager.default.removeItem(at: url) }
    try ModelFile.write(model, to: url)
    #expect(try ModelFile.read(url).model.contentDigest == model.contentDigest)
    // What it and its classes are called decides nothing.
    let named = Model(
      graph: model.graph, parameters: model.parameters, preprocessing: model.preprocessing,
      classNames: (0..<model.graph.classes).map { "\($0)" }, origin: .init(title: "other", digest: "other"))
    #expect(named.contentDigest == model.contentDigest)
  }

  @Test func whatDecidesTheOutputDecidesTheDigest() throws {
    let network = try ONNXNetwork(contentsOf: Self.fixture)
    let model = try network.model(preprocessing: .imagenetTorch)
    var parameters = model.parameters
    let name = parameters.nodeNames[0]
    parameters[name].biases[0] += 0.5
    let others = [
      model, try network.model(preprocessing: .imagenetCaffe), model.with(parameters, as: "other"),
      try network.model(
        preprocessing: PreprocessingSettings(
          storedSide: model.inputSide, channelOrder: .rgb, mean: PreprocessingSettings.imagenetTorch.mean,
          scales: PreprocessingSettings.imagenetTorch.scales)),
    ]
    #expect(Set(others.map(\.contentDigest)).count == others.count)
  }

  @Test func aWayIsNamedOrInAFile() throws {
    #expect(try PreprocessingSettings(named: "imagenet-caffe") == .imagenetCaffe)
    #expect(throws: PreprocessingError.self) { try PreprocessingSettings(named: "none.json") }
  }
}
