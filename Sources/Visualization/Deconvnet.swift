import Datasets
import Kernels
import Networks
import Tensors
import Training

/// The deconvnet of section 2.1 on the engine: backpropagation with the ReLU's rule replaced, many units at once.
///
/// `LiteralDeconvnet` is the paper's machine as it is written; a test holds the two together. A unit is carried by way
/// of its receptive field alone where that is all it depends on and is smaller than the picture
/// (`ReceptiveFieldEngine`), and by way of the whole picture otherwise: for dense layers, for the seed `.wholeMap`, and
/// where shared switches are not summed. The two ways agree to 1e-5 in 32-bit numbers where their switches agree.
public final class Deconvnet {
  /// The choices that the paper leaves open.
  public let options: DeconvnetOptions
  private let architecture: Architecture
  private let parameters: Parameters<Float>
  private let preprocessing: Preprocessing?
  private let batch: Int
  private let precision: Precision
  private let reference: ReferenceNetwork<Float>?
  /// Compiled on first use.
  private var pictureEngine: NetworkEngine?
  /// That of the layer projected last.
  private var fieldEngine: (layer: String, engine: ReceptiveFieldEngine)?

  /// A deconvnet on a trained network; `batch` units are projected at once.
  public convenience init(
    _ network: TrainedNetwork, options: DeconvnetOptions = DeconvnetOptions(), batch: Int = 32,
    precision: Precision = .float32
  ) {
    self.init(
      network.architecture, network.parameters, preprocessing: network.preprocessing, options: options,
      batch: batch, precision: precision)
  }

  /// A deconvnet on a network's form and parameters.
  ///
  /// - Parameters:
  ///   - preprocessing: how a cache's pictures become the network's input; not needed for other pixels.
  ///   - options: the choices that the paper leaves open.
  ///   - batch: how many units are projected at once.
  ///   - precision: the width of the numbers that the engine multiplies.
  public init(
    _ architecture: Architecture, _ parameters: Parameters<Float>, preprocessing: Preprocessing? = nil,
    options: DeconvnetOptions = DeconvnetOptions(), batch: Int = 32, precision: Precision = .float32
  ) {
    self.architecture = architecture
    self.parameters = parameters
    self.preprocessing = preprocessing
    self.options = options
    self.batch = batch
    self.precision = precision
    // Only the sum of shared switches is a gradient; the engines have no other.
    reference =
      options.overlap == .sum ? nil : ReferenceNetwork(architecture: architecture, parameters: parameters)
  }

  /// Projects units of a layer down to the pixels of their pictures' centre crops.
  ///
  /// - Parameters:
  ///   - units: any number; each is projected by itself.
  ///   - layer: a convolution, such as `conv4`.
  ///   - progress: called with how many units are done.
  /// - Returns: one projection a unit, `[3, side, side]`.
  /// - Throws: `OneDNNError`, and what `progress` throws.
  public func project(
    _ units: [Unit], of layer: String, pictures: PictureCache,
    progress: (_ done: Int) throws -> Void = { _ in }
  ) throws -> [Tensor<Float>] {
    guard let preprocessing else {
      preconditionFailure("a deconvnet without preprocessing takes no pictures of a cache")
    }
    let pixels = CenterCrops(pictures, preprocessing)
    return try patches(units, of: layer, pixels: pixels, progress: progress).map {
      $0.picture(side: architecture.inputSide)
    }
  }

  /// Projects units of a layer down to the pixels, and keeps of each projection only the part that can differ from zero.
  ///
  /// - Parameters:
  ///   - units: any number; each is projected by itself.
  ///   - layer: a convolution, such as `conv4`.
  ///   - pixels: the units' pictures.
  ///   - progress: called with how many units are done.
  /// - Returns: one patch a unit: what of its receptive field lies in the picture, or the whole picture.
  /// - Throws: `OneDNNError`, and what `progress` throws.
  public func patches(
    _ units: [Unit], of layer: String, pixels: any PixelSource,
    progress: (_ done: Int) throws -> Void = { _ in }
  ) throws -> [PixelPatch] {
    let start = options.startLayer(of: layer, in: architecture)
    let shape = architecture.outputShapes[architecture.index(of: start)]
    for unit in units {
      precondition(
        unit.map < shape[0] && unit.row < shape[1] && unit.column < shape[2], "unit \(unit) outside \(shape)")
    }
    let fields = try fieldEngine(for: start)
    var patches: [PixelPatch] = []
    for first in stride(from: 0, to: units.count, by: batch) {
      let part = Array(units[first..<min(first + batch, units.count)])
      if let fields {
        patches += try throughFields(part, fields, pixels)
      } else {
        patches += try throughPictures(part, start, pixels)
      }
      try progress(first + part.count)
    }
    return patches
  }

  // MARK: By way of receptive fields

  private func fieldEngine(for start: String) throws -> ReceptiveFieldEngine? {
    if let fieldEngine, fieldEngine.layer == start { return fieldEngine.engine }
    guard options.seed != .wholeMap, options.overlap == .sum,
      let plan = ReceptiveFieldPlan(architecture, layer: start), plan.isSmallerThanPictures
    else { return nil }
    fieldEngine = nil
    let engine = try ReceptiveFieldEngine(plan, parameters: parameters, batch: batch, precision: precision)
    fieldEngine = (start, engine)
    return engine
  }

  private func throughFields(
    _ units: [Unit], _ engine: ReceptiveFieldEngine, _ pixels: any PixelSource
  ) throws -> [PixelPatch] {
    let activations = try engine.forward(
      units.map(\.position), pictures: units.map(\.picture), of: pixels)
    let signals = options.seed == .one ? activations.map { _ in 1 } : activations
    return try engine.project(signals, rule: options.rule, normalization: options.normalization).map {
      PixelPatch(pixels: options.finished($0.pixels), x: $0.x, y: $0.y)
    }
  }

  // MARK: By way of whole pictures

  private func throughPictures(
    _ units: [Unit], _ start: String, _ pixels: any PixelSource
  ) throws -> [PixelPatch] {
    let engine = try wholeEngine()
    let side = architecture.inputSide
    let whole = 0..<side
    for (row, unit) in units.enumerated() {
      let target = engine.inputPixels.baseAddress! + row * architecture.inputShape.count
      pixels.write(
        unit.picture, x: whole, y: whole,
        to: PixelTarget(base: target, rowStride: side, planeStride: side * side))
    }
    try engine.forward()
    let signal = seed(units, try engine.activation(of: start))
    let carried = try carry(signal, from: start, engine)
    return units.indices.map { row in
      let picture = carried.slice(row..<row + 1).reshaped(to: architecture.inputShape)
      return PixelPatch(pixels: options.finished(picture), x: whole, y: whole)
    }
  }

  private func wholeEngine() throws -> NetworkEngine {
    if let pictureEngine { return pictureEngine }
    let engine = try NetworkEngine(architecture, batch: batch, for: .visualization, precision: precision)
    try engine.load(parameters)
    pictureEngine = engine
    return engine
  }

  /// Zeros but for the chosen units.
  private func seed(_ units: [Unit], _ values: Tensor<Float>) -> Tensor<Float> {
    let extents = Array(values.shape.dimensions.dropFirst())
    let (height, width) = extents.count == 3 ? (extents[1], extents[2]) : (1, 1)
    let plane = height * width
    return Tensor(Shape([units.count, extents[0], height, width])) { target in
      values.withUnsafeBuffer { source in
        for (row, unit) in units.enumerated() {
          let map = (row * extents[0] + unit.map) * plane
          let at = map + unit.row * width + unit.column
          switch options.seed {
          case .activation: target[at] = source[at]
          case .one: target[at] = 1
          case .wholeMap: for index in map..<(map + plane) { target[index] = source[index] }
          }
        }
      }
    }
  }

  private func carry(
    _ signal: Tensor<Float>, from layer: String, _ engine: NetworkEngine
  ) throws -> Tensor<Float> {
    guard let reference else {
      return try engine.project(
        signal, from: layer, rule: options.rule, normalization: options.normalization)
    }
    let input = architecture.inputShape
    let batch = Tensor<Float>(Shape([engine.batch] + input.dimensions), engine.inputPixels).slice(
      0..<signal.shape[0])
    return reference.backward(
      reference.forward(batch), from: layer, signal: signal, rule: options.rule,
      normalization: options.normalization, overlap: options.overlap)
  }
}
