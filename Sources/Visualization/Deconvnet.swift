import Datasets
import Kernels
import Networks
import Tensors
import Training

/// One activation of one picture: what a projection starts from.
public struct Unit: Hashable, Sendable {
  /// The picture's place in its cache.
  public let picture: Int
  /// The map.
  public let map: Int
  /// The row in the map.
  public let row: Int
  /// The column in the map.
  public let column: Int

  /// A unit of a map, in a picture.
  public init(picture: Int, map: Int, row: Int, column: Int) {
    self.picture = picture
    self.map = map
    self.row = row
    self.column = column
  }
}

/// The deconvnet of section 2.1 on the engine: backpropagation with the ReLU's rule replaced, many units at once.
///
/// `LiteralDeconvnet` is the paper's machine as it is written; a test holds the two together.
public final class Deconvnet {
  /// The choices that the paper leaves open.
  public let options: DeconvnetOptions
  private let network: TrainedNetwork
  private let engine: NetworkEngine
  private let reference: ReferenceNetwork<Float>?

  /// A deconvnet on a trained network; `batch` units are projected at once.
  public init(_ network: TrainedNetwork, options: DeconvnetOptions = DeconvnetOptions(), batch: Int = 32)
    throws
  {
    self.network = network
    self.options = options
    engine = try NetworkEngine(network.architecture, batch: batch, for: .visualization)
    try engine.load(network.parameters)
    // Only the sum of shared switches is a gradient; the engine has no other.
    reference =
      options.overlap == .sum
      ? nil : ReferenceNetwork(architecture: network.architecture, parameters: network.parameters)
  }

  /// Projects units of a layer down to the pixels of their pictures' centre crops.
  ///
  /// - Parameters:
  ///   - units: any number; each is projected by itself.
  ///   - layer: a convolution, such as `conv4`.
  ///   - progress: called with how many units are done.
  /// - Returns: one projection a unit, `[3, side, side]`.
  public func project(
    _ units: [Unit], of layer: String, pictures: PictureCache,
    progress: (_ done: Int) throws -> Void = { _ in }
  ) throws -> [Tensor<Float>] {
    let start = options.startLayer(of: layer, in: network.architecture)
    let shape = network.architecture.outputShapes[network.architecture.index(of: start)]
    var projections: [Tensor<Float>] = []
    for first in stride(from: 0, to: units.count, by: engine.batch) {
      let part = Array(units[first..<min(first + engine.batch, units.count)])
      network.preprocessing.writeCenters(of: part.map(\.picture), in: pictures, to: engine.inputPixels)
      try engine.forward()
      let values = try engine.activation(of: start)
      let signal = seed(part, values, shape)
      projections += try carry(signal, from: start, count: part.count)
      try progress(first + part.count)
    }
    return projections
  }

  /// Zeros but for the chosen units.
  private func seed(_ units: [Unit], _ values: Tensor<Float>, _ shape: Shape) -> Tensor<Float> {
    let plane = shape[1] * shape[2]
    return Tensor([units.count, shape[0], shape[1], shape[2]]) { target in
      values.withUnsafeBuffer { source in
        for (row, unit) in units.enumerated() {
          precondition(
            unit.map < shape[0] && unit.row < shape[1] && unit.column < shape[2],
            "unit \(unit) outside \(shape)")
          let map = (row * shape[0] + unit.map) * plane
          let at = map + unit.row * shape[2] + unit.column
          switch options.seed {
          case .activation: target[at] = source[at]
          case .one: target[at] = 1
          case .wholeMap: for index in map..<(map + plane) { target[index] = source[index] }
          }
        }
      }
    }
  }

  private func carry(_ signal: Tensor<Float>, from layer: String, count: Int) throws -> [Tensor<Float>] {
    let input = network.architecture.inputShape
    let pixels: Tensor<Float>
    if let reference {
      let batch = Tensor<Float>(Shape([engine.batch] + input.dimensions), engine.inputPixels).slice(0..<count)
      pixels = reference.backward(
        reference.forward(batch), from: layer, signal: signal, rule: options.rule,
        normalization: options.normalization, overlap: options.overlap)
    } else {
      pixels = try engine.project(
        signal, from: layer, rule: options.rule, normalization: options.normalization)
    }
    return (0..<count).map { index in
      options.finished(pixels.slice(index..<(index + 1)).reshaped(to: input))
    }
  }
}
