import Kernels

/// What of each layer's map one unit depends on: a square, of one size for all units of a layer.
///
/// In the backward pass from a unit, `n` positions in a row need `(n − 1) · stride + kernel` positions of the map below, and
/// the first of them moves to `origin · stride − pad`. Near an edge the squares overhang the map. What lies outside the
/// map is no number of the network's: a convolution reads it as zero at every layer (not only at the pixels), max
/// pooling never takes it, and no signal comes down there.
public struct ReceptiveFieldPlan: Sendable {
  /// Positions in a row or a column of a map.
  public struct Span: Hashable, Sendable {
    /// The first position; negative where the span begins before the map.
    public let origin: Int
    /// How many positions.
    public let count: Int
    /// Those of them that lie in the map, counted from the span's first.
    public let inside: Range<Int>

    /// Whether some lie outside.
    public var overhangs: Bool { inside.count < count }
    /// Those in the map, counted from the map's first.
    public var positions: Range<Int> { origin + inside.lowerBound..<origin + inside.upperBound }
  }

  /// The network's architecture.
  public let architecture: Architecture
  /// The place of the layer at whose output the units stand.
  public let last: Int
  /// The square's side in the input of each layer up to `last`, and 1 at its output.
  public let sides: [Int]

  /// The plan for the units at a layer's output; nil where a dense layer is among those below, which sees whole maps.
  public init?(_ architecture: Architecture, layer: String) {
    self.architecture = architecture
    last = architecture.index(of: layer)
    var sides = [1]
    for layer in architecture.layers[...last].reversed() {
      if case .dense = layer.kind { return nil }
      let side = sides[sides.count - 1]
      sides.append(layer.window.map { (side - 1) * $0.stride + $0.kernel } ?? side)
    }
    self.sides = sides.reversed()
  }

  /// A row's or a column's backward pass: where the square of a unit lies in each layer's input, and the unit at its end.
  public func spans(at position: Int) -> [Span] {
    var spans: [Span] = []
    var origin = position
    for index in stride(from: last + 1, through: 0, by: -1) {
      if index <= last, let window = architecture.layers[index].window {
        origin = origin * window.stride - window.pad
      }
      let map = architecture.inputShape(ofLayerAt: index)[1]
      let first = min(max(0, -origin), sides[index])
      let end = max(first, min(sides[index], map - origin))
      spans.append(Span(origin: origin, count: sides[index], inside: first..<end))
    }
    return spans.reversed()
  }

  /// Whether squares cost less than whole images, in multiplications up and down. Near the images' own size,
  /// squares that overhang cost more.
  public var isSmallerThanImages: Bool {
    var squares = 0
    var images = 0
    for (index, layer) in architecture.layers.enumerated() {
      guard let shape = layer.weightShape else { continue }
      let output = architecture.outputShapes[index]
      // The layer of the units takes one filter at one position.
      if index < last { squares += 2 * shape.count * sides[index + 1] * sides[index + 1] }
      images += shape.count * output[1] * output[2] * (index <= last ? 2 : 1)
    }
    return squares < images
  }
}

extension ReceptiveFieldPlan {
  /// The layers up to and without `end` as a network of its own: its input is the square of pixels, and no window of it
  /// reaches beyond a square.
  func chain(upTo end: Int) -> Architecture {
    let layers = architecture.layers[..<end].map { layer in
      switch layer.kind {
      case .convolution(let geometry):
        Layer(
          layer.name,
          .convolution(
            ConvolutionGeometry(
              inputs: geometry.inputs, outputs: geometry.outputs, window: geometry.window.unpadded,
              groups: geometry.groups)))
      case .maxPooling(let window): Layer(layer.name, .maxPooling(window.unpadded))
      case .relu, .normalization, .dense, .dropout: layer
      }
    }
    return Architecture(
      name: "\(architecture.name), one field", inputShape: [architecture.inputShape[0], sides[0], sides[0]],
      layers: layers)
  }

  /// What stands outside the map in a layer's input: a number that never is a maximum where pooling reads it, and zero
  /// elsewhere. It is a number of every floating-point format in use.
  func valueOutside(inputOfLayerAt index: Int) -> Float {
    guard index <= last, case .maxPooling = architecture.layers[index].kind else { return 0 }
    return -Float(bitPattern: 0x7F7F_0000)
  }
}

extension WindowGeometry {
  fileprivate var unpadded: WindowGeometry { WindowGeometry(kernel: kernel, stride: stride) }
}
