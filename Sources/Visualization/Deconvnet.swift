import Datasets
import Inference
import Kernels
import Networks
import Tensors

/// The deconvnet of section 2.1 on the engine: backpropagation with the ReLU's rule replaced, many units at once.
///
/// `LiteralDeconvnet` is the paper's machine as it is written; a test holds the two together. A unit is carried by way
/// of its receptive field alone where that is all it depends on and is smaller than the image
/// (`ReceptiveFieldEngine`), and by way of the whole image otherwise: for dense layers, for the seed `.wholeMap`,
/// where shared switches are not summed, and where switches are not the image's own. The two ways agree to 1e-5 in 32-bit numbers where their switches agree.
public final class Deconvnet {
  /// The choices that the paper leaves open.
  public var options: DeconvnetOptions
  /// The network's parameters; others of the same architecture may take their place.
  public var parameters: Parameters<Float> { didSet { parametersChanged() } }
  private let graph: Graph
  private let preprocessing: Preprocessing?
  private let batch: Int
  private let precision: Precision
  /// Compiled on first use.
  private var imageEngine: NetworkEngine?
  /// Whether that has yet to take the parameters over.
  private var loadsParameters = false
  /// That of the layer projected last.
  private var fieldEngine: (layer: String, engine: ReceptiveFieldEngine)?

  /// A deconvnet on a model; `batch` units are projected at once.
  public convenience init(
    _ model: Model, options: DeconvnetOptions = DeconvnetOptions(), batch: Int = 32,
    precision: Precision = .float32
  ) {
    self.init(
      model.graph, model.parameters, preprocessing: model.preprocessing, options: options, batch: batch,
      precision: precision)
  }

  /// A deconvnet on a graph and its parameters.
  ///
  /// - Parameters:
  ///   - preprocessing: how a cache's images become the network's input; not needed for other pixels.
  ///   - options: the choices that the paper leaves open.
  ///   - batch: how many units are projected at once.
  ///   - precision: the data type that the engine multiplies.
  public init(
    _ graph: Graph, _ parameters: Parameters<Float>, preprocessing: Preprocessing? = nil,
    options: DeconvnetOptions = DeconvnetOptions(), batch: Int = 32, precision: Precision = .float32
  ) {
    self.graph = graph
    self.parameters = parameters
    self.preprocessing = preprocessing
    self.options = options
    self.batch = batch
    self.precision = precision
  }

  /// Projects units of a layer back to the pixels of their images' center crops.
  ///
  /// - Parameters:
  ///   - units: any number; each is projected by itself.
  ///   - layer: a convolution, such as `conv4`.
  ///   - progress: called with how many units are done.
  /// - Returns: one projection per unit, `[3, side, side]`.
  /// - Throws: `OneDNNError`, and what `progress` throws.
  public func project(
    _ units: [Unit], of layer: String, images: ImageCache,
    progress: (_ done: Int) throws -> Void = { _ in }
  ) throws -> [Tensor<Float>] {
    guard let preprocessing else {
      preconditionFailure("a deconvnet without preprocessing takes no images of a cache")
    }
    let pixels = CenterCrops(images, preprocessing)
    return try patches(units, of: layer, pixels: pixels, progress: progress).map {
      $0.image(side: graph.inputSide)
    }
  }

  /// Projects units of a layer back to the pixels, and keeps of each projection only the part that can differ from zero.
  ///
  /// - Parameters:
  ///   - units: any number; each is projected by itself.
  ///   - layer: a convolution, such as `conv4`.
  ///   - pixels: the units' images.
  ///   - progress: called with how many units are done.
  /// - Returns: one patch per unit: what of its receptive field lies in the image, or the whole image.
  /// - Throws: `OneDNNError`, and what `progress` throws.
  public func patches(
    _ units: [Unit], of layer: String, pixels: any PixelSource,
    progress: (_ done: Int) throws -> Void = { _ in }
  ) throws -> [PixelPatch] {
    let start = options.startNode(of: layer, in: graph)
    let shape = graph.shape(of: start)
    for unit in units {
      precondition(
        unit.channel < shape[0] && unit.row < shape[1] && unit.column < shape[2],
        "unit \(unit) outside \(shape)")
    }
    let fields = try fieldEngine(for: start)
    var patches: [PixelPatch] = []
    for first in stride(from: 0, to: units.count, by: batch) {
      let part = Array(units[first..<min(first + batch, units.count)])
      if let fields {
        patches += try throughFields(part, fields, pixels)
      } else {
        patches += try throughImages(part, start, pixels)
      }
      try progress(first + part.count)
    }
    return patches
  }

  // MARK: By way of receptive fields

  private func fieldEngine(for start: String) throws -> ReceptiveFieldEngine? {
    guard options.seed != .wholeMap, options.overlap == .sum, options.switches == .recorded,
      let plan = ReceptiveFieldPlan(graph, node: start), plan.isSmallerThanImages
    else { return nil }
    if let fieldEngine, fieldEngine.layer == start { return fieldEngine.engine }
    fieldEngine = nil
    let engine = try ReceptiveFieldEngine(plan, parameters: parameters, batch: batch, precision: precision)
    fieldEngine = (start, engine)
    return engine
  }

  private func throughFields(
    _ units: [Unit], _ engine: ReceptiveFieldEngine, _ pixels: any PixelSource
  ) throws -> [PixelPatch] {
    let activations = try engine.forward(
      units.map(\.position), images: units.map(\.image), of: pixels)
    let signals = options.seed == .one ? activations.map { _ in 1 } : activations
    return try engine.project(signals, rule: options.rule, normalization: options.normalization).map {
      PixelPatch(pixels: options.finished($0.pixels), x: $0.x, y: $0.y)
    }
  }

  // MARK: By way of whole images

  /// Projects signals that stand anywhere in a layer's maps, an image each: what no single unit is.
  ///
  /// - Parameters:
  ///   - signals: `[n, maps, height, width]` at the layer's start, see `DeconvnetOptions.startLayer`.
  ///   - layer: a convolution or a dense layer, such as `conv4`.
  ///   - images: the images' numbers, one a signal.
  ///   - pixels: the images.
  /// - Returns: one projection a signal, `[3, side, side]`.
  /// - Throws: `OneDNNError` where a primitive fails.
  public func project(
    signals: Tensor<Float>, of layer: String, images: [Int], pixels: any PixelSource
  ) throws -> [Tensor<Float>] {
    precondition(signals.shape[0] == images.count, "\(signals.shape) for \(images.count) images")
    let start = options.startNode(of: layer, in: graph)
    return try stride(from: 0, to: images.count, by: batch).flatMap { first in
      let rows = first..<min(first + batch, images.count)
      return try throughImages(Array(images[rows]), start, pixels) { _ in signals.slice(rows) }
    }
  }

  private func throughImages(
    _ units: [Unit], _ start: String, _ pixels: any PixelSource
  ) throws -> [PixelPatch] {
    let whole = 0..<graph.inputSide
    return try throughImages(units.map(\.image), start, pixels) { seed(units, $0) }.map {
      PixelPatch(pixels: $0, x: whole, y: whole)
    }
  }

  /// Carries a signal, made from the values of the layer it starts at, back to the pixels of a batch of images.
  private func throughImages(
    _ images: [Int], _ start: String, _ pixels: any PixelSource,
    signal: (_ values: Tensor<Float>) -> Tensor<Float>
  ) throws -> [Tensor<Float>] {
    let engine = try wholeEngine()
    let side = graph.inputSide
    let whole = 0..<side
    for (row, image) in images.enumerated() {
      let target = engine.inputPixels.baseAddress! + row * graph.inputShape.count
      pixels.write(
        image, x: whole, y: whole,
        to: PixelTarget(base: target, rowStride: side, planeStride: side * side))
    }
    try engine.forward()
    let signal = signal(try engine.activation(of: start))
    let carried = try carry(signal, from: start, images, engine)
    return images.indices.map { row in
      options.finished(carried.slice(row..<row + 1).reshaped(to: graph.inputShape))
    }
  }

  private func wholeEngine() throws -> NetworkEngine {
    if let imageEngine {
      if loadsParameters { try imageEngine.load(parameters) }
      loadsParameters = false
      return imageEngine
    }
    let engine = try NetworkEngine(graph, batch: batch, for: .visualization, precision: precision)
    try engine.load(parameters)
    imageEngine = engine
    loadsParameters = false
    return engine
  }

  /// The signal of a unit in each image, from a layer's values `[images, maps, height, width]` or `[images, units]`.
  private func seed(_ units: [Unit], _ values: Tensor<Float>) -> Tensor<Float> {
    let extents = Array(values.shape.dimensions.dropFirst())
    let shape = Shape([units.count] + (extents.count == 3 ? extents : [extents[0], 1, 1]))
    return options.signal(
      from: values.slice(0..<units.count).reshaped(to: shape),
      units.enumerated().map { (image: $0, channel: $1.channel, row: $1.row, column: $1.column) })
  }

  private func carry(
    _ signal: Tensor<Float>, from layer: String, _ images: [Int], _ engine: NetworkEngine
  ) throws -> Tensor<Float> {
    for (pooling, values) in try switchValues(below: layer, images, engine) {
      try engine.setSwitches(of: pooling, as: values)
    }
    return try engine.project(
      signal, from: layer, options.rules)
  }

  /// For each pooling at or below a layer the values whose maxima leave the chosen switches; none for the recorded ones.
  private func switchValues(
    below layer: String, _ images: [Int], _ engine: NetworkEngine
  ) throws -> [(pooling: String, values: Tensor<Float>)] {
    guard options.switches != .recorded else { return [] }
    return try graph.ancestors(of: layer).compactMap { place in
      let pooling = graph.nodes[place]
      guard case .maxPooling(let window) = pooling.operation else { return nil }
      let input = try engine.input(of: pooling.name).slice(0..<images.count)
      return options.switches.values(
        inPlaceOf: input, layer: pooling.name, images: images, window: window
      ).map { (pooling.name, $0) }
    }
  }

  private func parametersChanged() {
    // Engines are compiled for an architecture and a batch; other parameters are only loaded.
    loadsParameters = true
    fieldEngine = nil
  }
}
