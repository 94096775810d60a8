import Kernels
import Networks
import SceneWorld
import Tensors
import Training

/// A network's size that is measured, under the name that rows begin with.
public struct BenchmarkSize: Sendable {
  /// What rows begin with: `zfnet224`, `quick`, `visualization`.
  public let name: String
  /// The network's graph, sizes and preprocessing.
  public let network: ModelSpec
  /// Images in a training step.
  public let batch: Int

  /// ZFNet at the paper's size: 224 pixels and full width.
  public static let paper = BenchmarkSize(
    name: "zfnet224",
    network: ModelSpec(.zfnet, .init(pixelScale: 1.0 / 64)), batch: 32)
  /// The networks that the quick profile compares: a test holds it to the profile.
  public static let quick = BenchmarkSize("quick", input: 96, width: 0.25)
  /// The network that the quick profile looks into, likewise.
  public static let visualization = BenchmarkSize("visualization", input: 160, width: 0.25)

  /// All that are measured.
  public static let all: [BenchmarkSize] = [.paper, .quick, .visualization]

  /// A quarter of ZFNet's width, as the quick profile's, for the classes and sides of a set of many files.
  static func streamed(input: Int, classes: Int, batch: Int) -> BenchmarkSize {
    BenchmarkSize(
      name: "data",
      network: ModelSpec(
        .zfnet, .init(input: input, width: 0.25, classes: classes, pixelScale: 1.0 / 64)), batch: batch)
  }

  private static let classes = SceneSource(
    role: .source, seed: 1, trainCount: 1, validationCount: 1, difficulty: 0
  ).classNames.count

  private init(name: String, network: ModelSpec, batch: Int) {
    self.name = name
    self.network = network
    self.batch = batch
  }

  /// A network of the quick profile, in batches of 64: the smallest that keep all of a large machine's units busy.
  private init(_ name: String, input: Int, width: Double) {
    self.init(
      name: name,
      network: ModelSpec(
        .zfnet, .init(input: input, width: width, classes: Self.classes, pixelScale: 1.0 / 64)),
      batch: 64)
  }

  /// A recipe of the size, with the standard recipe's descent but for the learning rate, which is so small that weights
  /// stay near their start however long is measured.
  var recipe: Recipe {
    Recipe(
      network: network, data: .init(source: "noise", digest: "", storedSide: storedSide),
      samples: batch,
      batch: batch, optimizer: .init(learningRate: 1e-4, momentum: 0.9, weightDecay: 5e-4),
      schedule: .warmupCosine(warmup: 0), initialization: .he, filterClip: 10, augmentation: .randomCrops,
      evaluations: 1, seed: 1)
  }

  /// In the paper's proportion of 256 to 224.
  var storedSide: Int { network.input * 8 / 7 }

  /// Parameters of the standard recipe's deviations, drawn evenly: the full network's are there in a second.
  var parameters: Parameters<Float> {
    let graph = network.graph
    let deviations = Initialization.he.deviations(for: graph)
    var parameters = Parameters<Float>(zerosFor: graph)
    for name in parameters.nodeNames {
      let scale = Float(12.0.squareRoot() * (deviations[name] ?? 0))
      parameters[name].weights.withUnsafeMutableBuffer { BenchmarkSize.fill($0, "weights \(name)", scale) }
    }
    return parameters
  }

  /// Even draws around zero, two from each word of the stream.
  static func fill(_ target: UnsafeMutableBufferPointer<Float>, _ domain: String, _ scale: Float) {
    var stream = RandomStream(seed: 1, domain: domain)
    for start in stride(from: 0, to: target.count, by: 2) {
      let word = stream.next()
      target[start] = (Float(word >> 40) * 0x1p-24 - 0.5) * scale
      if start + 1 < target.count {
        target[start + 1] = (Float((word >> 8) & 0xFF_FFFF) * 0x1p-24 - 0.5) * scale
      }
    }
  }

  /// An engine with parameters and a batch of noise of an image's size.
  func engine(_ purpose: NetworkEngine.Purpose, _ precision: Precision) throws -> NetworkEngine {
    let engine = try NetworkEngine(network.graph, batch: batch, for: purpose, precision: precision)
    try engine.load(parameters)
    Self.fill(engine.inputPixels, "pixels", 4)
    return engine
  }
}
