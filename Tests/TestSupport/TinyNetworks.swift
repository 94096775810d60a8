import Kernels
import Networks
import Tensors

/// Networks of the paper's shapes with a few maps, small enough for gradient checks in `Double`.
public enum TinyNetworks {
  /// ZFNet's kernels, strides and order of layers at 60 pixels, the smallest side at which its last pooling fits.
  public static let zfnet = Graph(
    inputShape: [3, 60, 60],
    chain: [
      convolution("conv1", 3, 2, WindowGeometry(kernel: 7, stride: 2)), ("relu1", .relu),
      pooling("pool1"), normalization("norm1"),
      convolution("conv2", 2, 4, WindowGeometry(kernel: 5, stride: 2)), ("relu2", .relu),
      pooling("pool2"), normalization("norm2"),
      convolution("conv3", 4, 3, WindowGeometry(kernel: 3, stride: 1, pad: 1)), ("relu3", .relu),
      convolution("conv4", 3, 4, WindowGeometry(kernel: 3, stride: 1, pad: 1)), ("relu4", .relu),
      convolution("conv5", 4, 3, WindowGeometry(kernel: 3, stride: 1, pad: 1)), ("relu5", .relu),
      pooling("pool5"),
      ("fc6", .dense(inputs: 3, outputs: 5)), ("relu6", .relu),
      ("drop6", .dropout(probability: 0.5)),
      ("fc7", .dense(inputs: 5, outputs: 4)), ("relu7", .relu),
      ("drop7", .dropout(probability: 0.5)),
      ("fc8", .dense(inputs: 4, outputs: 3)),
    ])

  /// AlexNet's, with its groups and its normalization before the pooling, at 58 pixels.
  public static let alexnet = Graph(
    inputShape: [3, 58, 58],
    chain: [
      convolution("conv1", 3, 2, WindowGeometry(kernel: 11, stride: 4)), ("relu1", .relu),
      normalization("norm1"), pooling("pool1"),
      convolution("conv2", 2, 4, WindowGeometry(kernel: 5, stride: 1, pad: 2), groups: 2),
      ("relu2", .relu),
      normalization("norm2"), pooling("pool2"),
      convolution("conv3", 4, 4, WindowGeometry(kernel: 3, stride: 1, pad: 1)), ("relu3", .relu),
      convolution("conv4", 4, 4, WindowGeometry(kernel: 3, stride: 1, pad: 1), groups: 2),
      ("relu4", .relu),
      convolution("conv5", 4, 2, WindowGeometry(kernel: 3, stride: 1, pad: 1), groups: 2),
      ("relu5", .relu),
      pooling("pool5"),
      ("fc6", .dense(inputs: 2, outputs: 4)), ("relu6", .relu),
      ("drop6", .dropout(probability: 0.5)),
      ("fc7", .dense(inputs: 4, outputs: 3)),
    ])

  /// Normal weights that keep the signal's size through the rectifiers, and small positive biases.
  public static func parameters(_ graph: Graph, seed: UInt64) -> Parameters<Double> {
    var parameters = Parameters<Double>(zerosFor: graph)
    for (index, layer) in graph.nodes.enumerated() {
      guard let shape = layer.weightShape, let fanIn = layer.fanIn else { continue }
      let deviation = (2 / Double(fanIn)).squareRoot()
      let salt = seed &* 1000 &+ UInt64(index)
      parameters[layer.name].weights = randomTensor(shape, seed: salt, of: Double.self).map { $0 * deviation }
      parameters[layer.name].biases = randomTensor([shape[0]], seed: salt + 500, of: Double.self).map {
        0.1 + 0.05 * $0
      }
    }
    return parameters
  }

  /// The same numbers in 32 bits, as the engine takes them.
  public static func single(_ parameters: Parameters<Double>, _ graph: Graph) -> Parameters<Float> {
    var result = Parameters<Float>(zerosFor: graph)
    for name in parameters.nodeNames {
      result[name] = .init(
        weights: parameters[name].weights.converted(), biases: parameters[name].biases.converted())
    }
    return result
  }

  private static func convolution(
    _ name: String, _ inputs: Int, _ outputs: Int, _ window: WindowGeometry, groups: Int = 1
  ) -> (name: String, operation: Node.Operation) {
    (
      name,
      .convolution(ConvolutionGeometry(inputs: inputs, outputs: outputs, window: window, groups: groups))
    )
  }

  private static func pooling(_ name: String) -> (name: String, operation: Node.Operation) {
    (name, .maxPooling(WindowGeometry(kernel: 3, stride: 2)))
  }

  /// A strength at which normalization matters: with AlexNet's constants and values around 1 it would hardly act.
  private static func normalization(_ name: String) -> (name: String, operation: Node.Operation) {
    (name, .responseNormalization(ResponseNormalization(size: 3, alpha: 1.5)))
  }
}
