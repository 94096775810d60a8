import Foundation
import Kernels
import ModelFiles
import Networks
import Tensors
import Testing
import Visualization

/// Networks of torchvision's, as state dictionaries and as PyTorch's two exporters write them, against PyTorch, whose deconvnet
/// Captum's has confirmed.
@Suite(.serialized) struct TorchvisionAgreementTests {
  private static let tolerance = 1e-4

  private func read(_ file: WeightFile, side: Int? = nil) throws -> TorchvisionNetwork {
    try TorchvisionNetwork(
      data: file.encoded(), url: URL(filePath: "/nowhere/net.safetensors"), side: side)
  }

  @Test(arguments: TorchvisionFixture.names) func stateDictionariesAreToldApartAndAgree(
    _ name: String
  ) throws {
    let fixture = try TorchvisionFixture()
    let network = try read(fixture.stateDictionary(name))
    #expect(network.architecture == name)
    #expect(
      !network.graph.nodes.contains { if case .batchNormalization = $0.operation { true } else { false } })
    #expect(fixture.error(try fixture.logits(network), "\(name) logits") < Self.tolerance)
  }

  /// From a state dictionary to ONNX and to a state dictionary again.
  @Test(arguments: TorchvisionFixture.names) func whatIsExportedIsTheSameNetwork(_ name: String) throws {
    let fixture = try TorchvisionFixture()
    let file = try fixture.stateDictionary(name)
    let model = try read(file).model(preprocessing: .imagenetTorch)
    let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).safetensors")
    defer { try? FileManager.default.removeItem(at: url) }

    let onnx = try ONNXNetwork(data: ONNXExport.encoded(model, path: "net.onnx"), url: url)
    #expect(fixture.error(try fixture.logits(onnx), "\(name) logits") < Self.tolerance)
    #expect(try onnx.difference(from: model) <= 1e-6)
    // With its normalization folded, VGG is the one without. Named by another program, a network is recognized by its structure.
    let plain = name.replacing("_bn", with: "")
    let renamed = try onnx.model(preprocessing: .imagenetTorch)
    for exported in [model, renamed] {
      #expect(try TorchvisionExport.write(exported, to: url) == .architecture(plain))
      let again = try TorchvisionNetwork(contentsOf: url)
      #expect(
        again.architecture == plain
          && again.notes.preprocessing?.mean == PreprocessingSettings.imagenetTorch.mean)
      #expect(fixture.error(try fixture.logits(again), "\(name) logits") < Self.tolerance)
      // The very tensors that PyTorch looks for, and weights that nothing was folded into stand as they were.
      let written = try WeightFile(contentsOf: url)
      guard plain == name else { continue }
      #expect(Set(written.tensors.map(\.0)) == Set(file.tensors.map(\.0)))
      if !name.hasPrefix("resnet") {
        for (key, tensor) in file.tensors { #expect(written[key] == tensor, "\(key)") }
      }
    }
  }

  @Test(arguments: TorchvisionFixture.exportedNames) func exportedNetworksAgree(_ name: String) throws {
    let fixture = try TorchvisionFixture()
    let network = try ONNXNetwork(
      contentsOf: TorchvisionFixture.folder.appending(path: fixture.exported(name).file))
    #expect(fixture.error(try fixture.logits(network), "\(name).onnx logits") < Self.tolerance)
  }

  @Test(arguments: TorchvisionFixture.exportedNames) func projectionsOfUnitsAgree(_ name: String) throws {
    let fixture = try TorchvisionFixture()
    let exported = try fixture.exported(name)
    let network = try ONNXNetwork(contentsOf: TorchvisionFixture.folder.appending(path: exported.file))
    let settings = PreprocessingSettings(
      storedSide: network.graph.inputSide, mean: [0, 0, 0], scales: [1, 1, 1])
    let model = try network.model(preprocessing: settings)
    let engine = try NetworkEngine(model.graph, batch: 1, for: .visualization)
    try engine.load(model.parameters)
    engine.setPixels(fixture.images.slice(0..<1))
    try engine.forward()
    let pixels = PreparedPixels(fixture.images.slice(0..<1))
    let names = model.graph.convolutionNames
    #expect(Set(exported.units.map(\.convolution)).count >= 4)
    for unit in exported.units {
      let node = names[unit.convolution]
      var signal = Tensor<Float>(
        zeros: Shape([1] + model.graph.shape(of: node).dimensions))
      signal[0, unit.channel, unit.row, unit.column] = 1
      let whole = try engine.project(signal, from: node, .init(unit.rule))
      #expect(fixture.error(whole, unit.tensor) < Self.tolerance, "\(unit)")
      // Through the receptive field alone.
      let patch = try Deconvnet(model, options: DeconvnetOptions(seed: .one, rule: unit.rule)).patches(
        [Unit(image: 0, channel: unit.channel, row: unit.row, column: unit.column)], of: node, pixels: pixels)[
          0]
      let image = patch.image(side: model.graph.inputSide)
      #expect(fixture.error(image, unit.tensor) < Self.tolerance, "\(unit) by its receptive field")
    }
  }

  @Test(arguments: TorchvisionFixture.exportedNames) func theOcclusionMapAgrees(_ name: String) throws {
    let fixture = try TorchvisionFixture()
    let exported = try fixture.exported(name)
    let network = try ONNXNetwork(contentsOf: TorchvisionFixture.folder.appending(path: exported.file))
    let setting = exported.occlusion
    let engine = try OcclusionEngine(
      network.graph, network.parameters,
      occlusion: Occlusion(side: setting.square, stride: setting.stride, coverage: .inside),
      watching: network.graph.convolutionNames[setting.convolution])
    let image = fixture.images.slice(0..<1).reshaped(to: network.graph.inputShape)
    let map = try engine.maps(of: image, fill: Tensor(zeros: image.shape), class: setting.label)
    #expect(map.channel == setting.channel && map.unoccluded.label == setting.label)
    #expect(
      fixture.error(try #require(map.probability), "\(name).onnx occlusion probability") < Self.tolerance)
    #expect(fixture.error(map.response, "\(name).onnx occlusion response") < Self.tolerance)
  }

  /// A state dictionary with one change, and what the error says.
  private func refusal(
    _ name: String, side: Int? = nil, _ change: (inout [(String, Tensor<Float>)]) -> Void
  ) throws -> WeightFileError? {
    var tensors = try TorchvisionFixture().stateDictionary(name).tensors
    change(&tensors)
    do {
      _ = try read(WeightFile(tensors: tensors, metadata: [:]), side: side)
      return nil
    } catch let error as WeightFileError {
      return error
    }
  }

  @Test func otherNetworksAreRefusedWithTheNearest() throws {
    let lacking = try #require(try refusal("resnet18") { $0.removeAll { $0.0 == "layer4.1.conv2.weight" } })
    #expect(lacking.cause == "nearest is resnet18, of which it lacks layer4.1.conv2.weight")
    #expect(lacking.hint.contains("alexnet, vgg11") && lacking.hint.contains("squeezenet1_1"))
    let strange = try #require(try refusal("alexnet") { $0.append(("extra.weight", Tensor(zeros: [2]))) })
    #expect(strange.cause == "nearest is alexnet, of which it also has extra.weight")
    let unknown = try #require(
      try refusal("alexnet") { $0 = [("encoder.weight", Tensor(zeros: [2, 2]))] })
    #expect(unknown.cause.contains("no network of torchvision's that is known has its 1 tensors"))
  }

  @Test func shapesThatDoNotFitAreNamed() throws {
    func replace(
      _ name: String, _ tensor: Tensor<Float>
    ) -> (inout [(String, Tensor<Float>)]) -> Void {
      { tensors in tensors = tensors.map { $0.0 == name ? (name, tensor) : $0 } }
    }
    let stem = try #require(try refusal("resnet18", replace("conv1.weight", Tensor(zeros: [4, 3, 3, 3]))))
    #expect(stem.cause.contains("conv1.weight is 4×3×3×3 and not n×3×7×7"), "\(stem)")
    let bias = try #require(try refusal("alexnet", replace("features.3.bias", Tensor(zeros: [5]))))
    #expect(bias.cause.contains("features.3.bias is 5 and not 12"), "\(bias)")
    let sum = try #require(
      try refusal("resnet18") { tensors in
        tensors = tensors.map { name, tensor in
          let isLast = name.hasPrefix("layer1.1.conv2") || name.hasPrefix("layer1.1.bn2")
          return (name, isLast ? tensor.slice(0..<2) : tensor)
        }
      })
    #expect(sum.cause.contains("layer1.1.add"), "\(sum)")
    let negative = try #require(
      try refusal("resnet18", replace("bn1.running_var", Tensor([4], [1, 1, -1, 1]))))
    #expect(negative.cause.contains("variances of bn1"), "\(negative)")
    let nan = try #require(
      try refusal("alexnet", replace("features.3.bias", Tensor(zeros: [12]).map { _ in .nan })))
    #expect(nan.cause.contains("features.3.bias holds a number that is not finite"), "\(nan)")
    // Maps of 2×2 positions cannot be the 6×6 that the dense layer takes.
    let small = try #require(try refusal("alexnet", side: 96) { _ in })
    #expect(small.cause.contains("do not divide into the 6"), "\(small)")
  }

  /// At twice the side, adaptive pooling takes the means of four positions.
  @Test func largerImagesArePooledToWhatTheDenseLayerTakes() throws {
    let network = try read(TorchvisionFixture().stateDictionary("vgg11"), side: 448)
    #expect(network.graph["avgpool"].operation.window?.kernel == 2)
    #expect(network.graph.inputSide == 448 && network.graph.classes == 7)
  }

  /// Counters of batches are 64-bit integers.
  @Test func countersOfBatchesAreLeftOut() throws {
    let file = try TorchvisionFixture().stateDictionary("vgg11_bn")
    let data = file.encoded()
    let length = data.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    var header = String(decoding: data[8..<8 + length], as: UTF8.self)
    let end = data.count - 8 - length
    header =
      String(header.trimmingCharacters(in: .whitespaces).dropLast())
      + #","features.1.num_batches_tracked":{"dtype":"I64","shape":[],"data_offsets":[\#(end),\#(end + 8)]}}"#
    // Without its checksum, as files of other programs are.
    for key in ["checksum", "sha256"] { header = header.replacing("\"\(key)\":", with: "\"x\(key)\":") }
    let text = Data(header.utf8)
    let start = Data((0..<8).map { UInt8(truncatingIfNeeded: text.count >> ($0 * 8)) })
    let network = try TorchvisionNetwork(
      data: start + text + data.dropFirst(8 + length) + Data(count: 8),
      url: URL(filePath: "/nowhere/net.safetensors"))
    #expect(network.architecture == "vgg11_bn")
  }
}
