import Kernels
import Networks
import Tensors

/// What a network answers to an image that anybody can make again, and how it comes to that: stored with the network, it tells
/// whether the network still computes the same, in another copy, by another version, or on another machine.
///
/// ```swift
/// let answer = try KnownAnswer(of: model)
/// let finding = try answer.compared(with: model)
/// ```
/// The image is one of bytes and goes through the model's preprocessing, so that a change of that is found as well.
public struct KnownAnswer: Sendable, Equatable {
  /// The largest difference that rounding explains, as a share of the largest magnitude: kernels of other processors add in
  /// another order.
  public static let tolerance: Float = 1e-4

  /// The seed that the image is made from.
  public let seed: UInt64
  /// The means of the network's three input planes, in the planes' order.
  public let planes: [Float]
  /// The root mean square of each measured node's values, in the order of `measuredNodes`.
  public let layers: [Float]
  /// The logits in 32-bit floats, or, of a network that ends in maps, their values.
  public let logits: [Float]

  /// An answer as it was stored.
  init(seed: UInt64, planes: [Float], layers: [Float], logits: [Float]) {
    self.seed = seed
    self.planes = planes
    self.layers = layers
    self.logits = logits
  }

  /// Has a network answer to the image of a seed, in 32-bit floats.
  ///
  /// - Throws: `OneDNNError` where a primitive cannot be made or fails.
  public init(of model: Model, seed: UInt64 = 1311) throws(OneDNNError) {
    let engine = try NetworkEngine(model.graph, batch: 1, for: .inference)
    try engine.load(model.parameters)
    let preprocessing = model.preprocessing
    Self.image(seed: seed, side: preprocessing.storedSide).withUnsafeBytes {
      preprocessing.write($0, .center(margin: preprocessing.margin), to: engine.inputPixels)
    }
    let area = preprocessing.inputSide * preprocessing.inputSide
    let pixels = engine.inputPixels
    planes = (0..<3).map { plane in
      Float(pixels[(plane * area)..<((plane + 1) * area)].reduce(0.0) { $0 + Double($1) } / Double(area))
    }
    logits = Array(try engine.forward())
    var layers: [Float] = []
    for name in Self.measuredNodes(of: model.graph) {
      let values = try engine.activation(of: name)
      let energy = values.withUnsafeBuffer { $0.reduce(0.0) { $0 + Double($1) * Double($1) } }
      layers.append(Float((energy / Double(max(values.count, 1))).squareRoot()))
    }
    self.layers = layers
    self.seed = seed
  }

  /// The nodes whose values are measured: all but those whose ReLU the engine computes with them.
  public static func measuredNodes(of graph: Graph) -> [String] {
    graph.nodes.map(\.name).filter { graph[$0].fanIn == nil || graph.fusedActivation(of: $0) == nil }
  }

  /// The image of a seed: squares of 8 pixels in random colors from 0 to 191, and noise from 0 to 63 on each pixel.
  ///
  /// The squares' colors are the high eight bits of the counter-based generator's words, times 3/4, row by row, red, green and
  /// blue; the noise is the high six bits of those of another stream.
  ///
  /// - Returns: `side × side × 3` bytes, interleaved.
  public static func image(seed: UInt64, side: Int) -> [UInt8] {
    let cells = (side + 7) / 8
    var squares = RandomStream(seed: seed, domain: "known-answer squares")
    let colors = (0..<cells * cells * 3).map { _ in UInt8((squares.next() >> 56) * 3 / 4) }
    var noise = RandomStream(seed: seed, domain: "known-answer noise")
    var pixels: [UInt8] = []
    pixels.reserveCapacity(side * side * 3)
    for y in 0..<side {
      for x in 0..<side {
        for color in 0..<3 {
          pixels.append(colors[((y / 8) * cells + x / 8) * 3 + color] + UInt8(noise.next() >> 58))
        }
      }
    }
    return pixels
  }
}
