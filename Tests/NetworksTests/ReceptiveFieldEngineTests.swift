import Kernels
import Networks
import TestSupport
import Tensors
import Testing

/// Receptive fields on the engine against whole images on the engine, in 32-bit numbers.
///
/// Kernels of another size sum in another order, and where the two largest values of a pooling window differ by less
/// than that, the switch may point elsewhere; so may the mask of a ReLU at a value that is all but zero. Both are counted
/// here, and the projections of units without any must agree to 1e-5. Of the 2.8 million switches and signs of these 324
/// units none has flipped where this was written.
@Suite(.serialized) struct ReceptiveFieldEngineTests {
  static let cases: [(Architecture, Int)] = [
    (.zfnet, 96), (.zfnetWide, 64), (.alexnet, 67), (.alexnet, 99),
  ]

  private struct Setup {
    let graph: Graph
    let parameters: Parameters<Float>
    let images: Tensor<Float>

    init(_ kind: Architecture, _ side: Int) {
      // α as large as the standard recipe's, so that an error in the normalization shows.
      graph = kind.graph(input: side, width: 0.1, classes: 10, pixelScale: 1.0 / 64)
      let drawn = TinyNetworks.parameters(graph, seed: 31)
      var parameters = Parameters<Float>(zerosFor: graph)
      for name in drawn.nodeNames {
        let pair = drawn[name]
        parameters[name] = .init(weights: pair.weights.converted(), biases: pair.biases.converted())
      }
      self.parameters = parameters
      images = randomTensor([9, 3, side, side], seed: 32)
    }

    /// Nine units of a layer, one an image: the corners, the edges and the center of the maps.
    func units(_ layer: String) -> [UnitPosition] {
      let shape = graph.shape(of: layer)
      let places = [0, shape[1] / 2, shape[1] - 1]
      return places.flatMap { row in places.map { (row, $0) } }.enumerated().map { number, place in
        UnitPosition(channel: (number * 5) % shape[0], row: place.0, column: place.1)
      }
    }
  }

  static let rules: [(BackwardRule, NormalizationRule)] = [
    (.deconvnet, .identity), (.gradient, .gradient), (.guided, .identity),
  ]

  @Test(arguments: cases) func fieldsGiveWhatImagesGive(_ kind: Architecture, _ side: Int) throws {
    let setup = Setup(kind, side)
    let graph = setup.graph
    let whole = try NetworkEngine(graph, batch: 9, for: .visualization)
    try whole.load(setup.parameters)
    whole.setPixels(setup.images)
    try whole.forward()
    let images = try ImageValues(whole)
    var flips = 0
    var compared = 0
    for layer in ["relu1", "pool1", "norm1", "relu2", "pool2", "relu3", "relu4", "relu5", "pool5"] {
      let plan = try #require(ReceptiveFieldPlan(graph, node: layer))
      let fields = try ReceptiveFieldEngine(plan, parameters: setup.parameters, batch: 16)
      let units = setup.units(layer)
      let activations = try fields.forward(
        units, images: Array(0..<9), of: PreparedPixels(setup.images))
      let flipped = try FlipCount.counts(units, plan, fields: fields, images)
      let values = try whole.activation(of: layer)
      var signal = Tensor<Float>(zeros: values.shape)
      for (image, unit) in units.enumerated() {
        let expected = values[image, unit.channel, unit.row, unit.column]
        #expect(abs(activations[image] - expected) <= 1e-5 * max(1, abs(expected)), "\(layer) \(unit)")
        signal[image, unit.channel, unit.row, unit.column] = 1 + Float(image) / 8
      }
      let signals = units.indices.map { 1 + Float($0) / 8 }
      for (rule, normalization) in Self.rules {
        let patches = try fields.project(signals, rule: rule, normalization: normalization)
        let pixels = try whole.project(signal, from: layer, .init(rule, normalization: normalization))
        for (index, patch) in patches.enumerated() {
          let flipped = flipped[index]
          guard flipped.switches == 0, rule == .deconvnet || flipped.signs == 0 else { continue }
          let image = patch.image(side: side).reshaped(to: [1, 3, side, side])
          #expect(
            relativeError(image, pixels.slice(index..<index + 1)) < 1e-5,
            "\(layer) \(units[index]), \(rule), \(normalization)")
        }
      }
      flips += flipped.reduce(0) { $0 + $1.switches + $1.signs }
      compared += flipped.reduce(0) { $0 + $1.compared }
    }
    #expect(flips * 100_000 <= compared, "\(flips) of \(compared) switches and signs flipped")
    #expect(compared > 100_000, "\(compared) switches and signs say little")
  }

  @Test(
    .enabled(if: Precision.isSupported(.bfloat16)), arguments: [(Architecture.zfnet, 96), (.alexnet, 67)])
  func halfWidthNumbersStayNear(_ kind: Architecture, _ side: Int) throws {
    // Roundings turn some switches over: the projections together are held to the direction.
    let setup = Setup(kind, side)
    let pixels = PreparedPixels(setup.images)
    for layer in ["relu2", "relu3"] {
      let plan = try #require(ReceptiveFieldPlan(setup.graph, node: layer))
      let units = setup.units(layer)
      func carried(_ precision: Precision) throws -> (values: Tensor<Float>, pixels: Tensor<Float>) {
        let engine = try ReceptiveFieldEngine(
          plan, parameters: setup.parameters, batch: 16, precision: precision)
        let values = try engine.forward(units, images: Array(0..<9), of: pixels)
        let patches = try engine.project(values.map { _ in 1 }, rule: .deconvnet, normalization: .identity)
        let numbers = patches.flatMap(\.pixels.scalars)
        return (Tensor([values.count], values), Tensor([numbers.count], numbers))
      }
      let (half, single) = (try carried(.bfloat16), try carried(.float32))
      #expect(relativeError(half.values, single.values) < 1.5e-2, "\(layer)")
      #expect(cosine(half.pixels, single.pixels) > 0.9, "\(layer)")
    }
  }

  @Test func aPartOfABatchLeavesNothingBehind() throws {
    // Units that overhang leave filled edges in the buffers, which the next batch must not see.
    let setup = Setup(.alexnet, 67)
    let plan = try #require(ReceptiveFieldPlan(setup.graph, node: "relu3"))
    let pixels = PreparedPixels(setup.images)
    let used = try ReceptiveFieldEngine(plan, parameters: setup.parameters, batch: 4)
    let fresh = try ReceptiveFieldEngine(plan, parameters: setup.parameters, batch: 4)
    func patches(_ engine: ReceptiveFieldEngine, _ units: [UnitPosition]) throws -> [PixelPatch] {
      let images = Array(units.indices)
      let values = try engine.forward(units, images: images, of: pixels)
      return try engine.project(values, rule: .deconvnet, normalization: .gradient)
    }
    let corner = UnitPosition(channel: 3, row: 0, column: 0)
    _ = try patches(used, [corner, corner, corner, corner])
    let middle = [UnitPosition(channel: 5, row: 1, column: 1), UnitPosition(channel: 7, row: 2, column: 1)]
    for (again, first) in zip(try patches(used, middle), try patches(fresh, middle)) {
      #expect(again.x == first.x && again.y == first.y)
      #expect(relativeError(again.pixels, first.pixels) == 0)
    }
  }
}

/// How many switches of a unit's field, and how many signs of its ReLUs, differ between the two ways.
private struct FlipCount {
  private(set) var switches = 0
  private(set) var signs = 0
  private(set) var compared = 0

  /// The counts of each unit of the last `forward`, unit i in image i.
  static func counts(
    _ units: [UnitPosition], _ plan: ReceptiveFieldPlan, fields: ReceptiveFieldEngine,
    _ images: ImageValues
  ) throws -> [FlipCount] {
    var counts = units.map { _ in FlipCount() }
    let layers = plan.graph.nodes
    // Of the units' own convolution there is one value, and no kernel computed it.
    let end = layers[plan.last].operation == .relu ? plan.last - 1 : plan.last
    for index in stride(from: 1, through: end, by: 1) {
      guard let inFields = try fields.activation(of: layers[index - 1].name) else { break }
      for (unit, position) in units.enumerated() {
        let rows = plan.spans(at: position.row)
        let columns = plan.spans(at: position.column)
        let field = inFields.slice(unit..<unit + 1)
        switch layers[index].operation {
        case .maxPooling(let window):
          let unpadded = WindowGeometry(kernel: window.kernel, stride: window.stride)
          counts[unit].compareSwitches(
            Reference.maxPooling(field, unpadded), images.pooled[index]![unit], rows[index],
            rows[index + 1], columns[index], columns[index + 1],
            width: (field.shape[3], plan.graph.inputShape(ofNodeAt: index)[2]))
        case .relu:
          counts[unit].compareSigns(field, images.values[index]![unit], rows[index], columns[index])
        default: break
        }
      }
    }
    return counts
  }

  private mutating func compareSwitches(
    _ field: Pooled, _ image: Pooled, _ rows: ReceptiveFieldPlan.Span, _ rowsAbove: ReceptiveFieldPlan.Span,
    _ columns: ReceptiveFieldPlan.Span, _ columnsAbove: ReceptiveFieldPlan.Span, width: (Int, Int)
  ) {
    let (a, b) = (field.output.shape, image.output.shape)
    for map in 0..<a[1] {
      for row in rowsAbove.inside {
        for column in columnsAbove.inside {
          let first = Int(field.switches[(map * a[2] + row) * a[3] + column])
          let at = (map * b[2] + rowsAbove.origin + row) * b[3] + columnsAbove.origin + column
          let second = Int(image.switches[at])
          let isSame =
            first / width.0 + rows.origin == second / width.1
            && first % width.0 + columns.origin == second % width.1
          switches += isSame ? 0 : 1
          compared += 1
        }
      }
    }
  }

  private mutating func compareSigns(
    _ field: Tensor<Float>, _ image: Tensor<Float>, _ rows: ReceptiveFieldPlan.Span,
    _ columns: ReceptiveFieldPlan.Span
  ) {
    for map in 0..<field.shape[1] {
      for row in rows.inside {
        for column in columns.inside {
          let value = image[0, map, rows.origin + row, columns.origin + column]
          signs += (field[0, map, row, column] > 0) == (value > 0) ? 0 : 1
          compared += 1
        }
      }
    }
  }
}

private typealias Pooled = (output: Tensor<Float>, switches: [Int32])

/// What the whole images have, by layer and image.
private struct ImageValues {
  /// The inputs of the ReLUs, which are fused with what is below them: values after the ReLU.
  var values: [Int: [Tensor<Float>]] = [:]
  /// The poolings' outputs and switches.
  var pooled: [Int: [Pooled]] = [:]

  init(_ engine: NetworkEngine) throws {
    let layers = engine.graph.nodes
    for index in 1..<engine.graph.index(of: "fc6") {
      let input = try engine.activation(of: layers[index - 1].name)
      let images = (0..<engine.batch).map { input.slice($0..<$0 + 1) }
      switch layers[index].operation {
      case .relu: values[index] = images
      case .maxPooling(let window): pooled[index] = images.map { Reference.maxPooling($0, window) }
      default: break
      }
    }
  }
}
