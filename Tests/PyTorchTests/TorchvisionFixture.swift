import Foundation
import Kernels
import ModelFiles
import Networks
import Tensors

/// What PyTorch computes, in double precision, for narrow networks of torchvision's; `Fixtures/make_torchvision_fixtures.py` made it.
struct TorchvisionFixture {
  /// All architectures, as state dictionaries.
  static let names = [
    "alexnet", "vgg11", "vgg13", "vgg16", "vgg19", "vgg11_bn", "vgg13_bn", "vgg16_bn", "vgg19_bn",
    "resnet18", "resnet34", "resnet50", "squeezenet1_0", "squeezenet1_1",
  ]
  /// Those that there are as ONNX files, too.
  static let exportedNames = ["alexnet", "vgg11", "resnet18"]

  /// What the file says of itself.
  private struct Description: Decodable {
    let side, images, classes: Int
    let networks: [String: [String: [Int]]]
    let exported: [String: Exported]
    let facts: [String: PyTorchFixture.Facts]
  }

  /// What was computed of a network in an ONNX file.
  struct Exported: Decodable {
    let file: String
    let units: [Unit]
    let occlusion: Occlusion
  }

  /// One projected unit of the first image, of the n-th convolution.
  struct Unit: Decodable {
    let tensor: String
    let convolution, channel, row, column: Int
    let rule: BackwardRule
  }

  /// The square of an occlusion map, the class whose probability it shows, and the watched channel of the n-th convolution.
  struct Occlusion: Decodable {
    let square, stride, label, channel, convolution: Int
  }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

  let images: Tensor<Float>
  private let description: Description
  private let tensors: PyTorchFixture.StoredTensors

  init() throws {
    let file = try WeightFile(contentsOf: Self.folder.appending(path: "torchvision.safetensors"))
    description = try JSONDecoder().decode(
      Description.self, from: Data((file.metadata["description"] ?? "").utf8))
    tensors = .init(file: file, facts: description.facts)
    images = PyTorchFixture.draws(
      seed: 10, [description.images, 3, description.side, description.side], deviation: 1)
  }

  /// See `PyTorchFixture.StoredTensors.error`.
  func error<Scalar>(_ tensor: Tensor<Scalar>, _ name: String) -> Double { tensors.error(tensor, name) }

  /// What was computed of an exported network.
  func exported(_ name: String) throws -> Exported {
    guard let exported = description.exported[name] else { throw Missing(name: name) }
    return exported
  }

  /// Nothing is stored under a name.
  struct Missing: Error { let name: String }

  /// The state dictionary of an architecture, its numbers drawn by the formula.
  func stateDictionary(_ name: String) throws -> WeightFile {
    guard let shapes = description.networks[name] else { throw Missing(name: name) }
    let tensors = shapes.keys.sorted().enumerated().map { place, key in
      (key, Self.drawn(key, Shape(shapes[key] ?? []), seed: 1000 + place))
    }
    return WeightFile(tensors: tensors, metadata: ["format": "pt"])
  }

  private static func drawn(_ name: String, _ shape: Shape, seed: Int) -> Tensor<Float> {
    func draws(_ deviation: Double) -> Tensor<Float> {
      PyTorchFixture.draws(seed: seed, shape, deviation: deviation)
    }
    if name.hasSuffix("running_var") { return draws(0.2).map { 1 + $0 } }
    if name.hasSuffix("running_mean") { return draws(0.3) }
    if name.hasSuffix("bias") { return draws(0.1) }
    if shape.rank == 1 { return draws(0.2).map { 1 + $0 } }
    return draws((2 * Double(shape[0]) / Double(shape.count)).squareRoot())
  }

  /// The logits of the images, `[images, classes]`.
  func logits(_ network: any ForeignNetwork) throws -> Tensor<Float> {
    let engine = try NetworkEngine(network.graph, batch: images.shape[0], for: .inference)
    try engine.load(network.parameters)
    return try engine.logits(of: images)
  }
}
