import Kernels
import Networks
import TestSupport
import Tensors
import Testing
import Visualization

/// The deconvnet on the engine against the reference, whichever way a unit is carried.
@Suite(.serialized) struct DeconvnetTests {
  let graph = TinyNetworks.zfnet
  let parameters: Parameters<Float>
  let reference: ReferenceNetwork<Double>
  let images: Tensor<Double>

  init() {
    let drawn = TinyNetworks.parameters(graph, seed: 41)
    reference = ReferenceNetwork(graph: graph, parameters: drawn)
    var parameters = Parameters<Float>(zerosFor: graph)
    for name in drawn.nodeNames {
      let pair = drawn[name]
      parameters[name] = .init(weights: pair.weights.converted(), biases: pair.biases.converted())
    }
    self.parameters = parameters
    images = randomTensor([3, 3, 60, 60], seed: 42)
  }

  private func units(_ layer: String) -> [Unit] {
    let shape = graph.shape(of: layer)
    return (0..<5).map { number in
      Unit(
        image: number % 3, channel: number % shape[0], row: number * 2 % shape[1],
        column: (shape[2] - 1) * (number % 2))
    }
  }

  private func expected(_ unit: Unit, _ layer: String, _ options: DeconvnetOptions) -> Tensor<Double> {
    var trace = reference.forward(images.slice(unit.image..<unit.image + 1))
    let start = options.startNode(of: layer, in: graph)
    for pooling in graph.nodes[...graph.index(of: start)] {
      guard case .maxPooling(let window) = pooling.operation else { continue }
      let others = options.switches.values(
        inPlaceOf: trace.inputs(of: pooling)[0].converted(), layer: pooling.name, images: [unit.image],
        window: window)
      if let others {
        trace = reference.activations(trace, withSwitchesOf: pooling.name, as: others.converted())
      }
    }
    let signal = options.signal(
      from: trace[start], channel: unit.channel, row: unit.row,
      column: unit.column)
    return options.finished(
      reference.backward(
        trace, from: start, signal: signal,
        .init(options.rule, normalization: options.normalization, overlap: options.overlap)))
  }

  static let choices: [(DeconvnetOptions, [String])] = [
    (DeconvnetOptions(), ["conv1", "conv2", "conv3", "conv5", "fc6", "fc8"]),
    (DeconvnetOptions(seed: .one, normalization: .gradient, rule: .guided), ["conv1", "conv2", "conv3"]),
    (DeconvnetOptions(pixelRectification: true, start: .pooled, rule: .gradient), ["conv1", "conv2"]),
    (DeconvnetOptions(seed: .wholeMap), ["conv1", "conv2"]),
    (DeconvnetOptions(overlap: .maximum), ["conv2", "conv5", "fc7"]),
    (DeconvnetOptions(switches: .centered), ["conv1", "conv2", "conv5", "fc7"]),
    (DeconvnetOptions(rule: .gradient, switches: .shuffled(seed: 5)), ["conv2", "conv4"]),
    (DeconvnetOptions(overlap: .last, switches: .centered), ["conv3"]),
  ]

  @Test(arguments: choices) func everyChoiceIsTheReferences(
    _ options: DeconvnetOptions, _ layers: [String]
  ) throws {
    let deconvnet = Deconvnet(graph, parameters, options: options, batch: 2)
    let pixels = PreparedPixels(images.converted())
    for layer in layers {
      let start = options.startNode(of: layer, in: graph)
      let units = units(start)
      var done: [Int] = []
      let patches = try deconvnet.patches(units, of: layer, pixels: pixels) { done.append($0) }
      #expect(done == [2, 4, 5])
      for (unit, patch) in zip(units, patches) {
        let projection = patch.image(side: 60).reshaped(to: [1, 3, 60, 60])
        let expected: Tensor<Float> = expected(unit, layer, options).converted()
        // 32 bits against 64: the roundings of both ways add up.
        #expect(relativeError(projection, expected) < 5e-5, "\(layer) \(unit)")
      }
    }
  }

  @Test func aPatchIsTheReceptiveFieldAsFarAsItLiesInTheImage() throws {
    let deconvnet = Deconvnet(graph, parameters)
    let units = [
      Unit(image: 0, channel: 0, row: 1, column: 2), Unit(image: 1, channel: 1, row: 27, column: 27),
    ]
    let patches = try deconvnet.patches(units, of: "conv1", pixels: PreparedPixels(images.converted()))
    #expect(patches[0].x == 4..<11 && patches[0].y == 2..<9 && patches[0].pixels.shape == [3, 7, 7])
    // The round-up rule lets the last window overhang the image by one pixel.
    #expect(patches[1].x == 54..<60 && patches[1].y == 54..<60)
    for (unit, patch) in zip(units, patches) {
      let box = graph.receptiveBox(of: "conv1", row: unit.row, column: unit.column)
      #expect(patch.x == box.x && patch.y == box.y)
    }
  }

  @Test func aWholeMapNeedsTheWholeImage() throws {
    let deconvnet = Deconvnet(graph, parameters, options: DeconvnetOptions(seed: .wholeMap))
    let patches = try deconvnet.patches(
      units("conv1"), of: "conv1", pixels: PreparedPixels(images.converted()))
    #expect(patches.allSatisfy { $0.x == 0..<60 && $0.y == 0..<60 })
  }

  @Test func otherParametersTakeThePlaceOfTheFirst() throws {
    let pixels = PreparedPixels(images.converted())
    let silent = Parameters<Float>(zerosFor: graph)
    for layer in ["conv2", "fc7"] {
      let units = [Unit(image: 0, channel: 1, row: 0, column: 0)]
      let deconvnet = Deconvnet(
        graph, silent, options: DeconvnetOptions(seed: .one, rule: .deconvnet), batch: 2)
      #expect(
        try deconvnet.patches(units, of: layer, pixels: pixels)[0].pixels.scalars.allSatisfy { $0 == 0 })
      deconvnet.parameters = parameters
      let changed = try deconvnet.patches(units, of: layer, pixels: pixels)[0].pixels
      let fresh = Deconvnet(graph, parameters, options: deconvnet.options, batch: 2)
      #expect(relativeError(changed, try fresh.patches(units, of: layer, pixels: pixels)[0].pixels) < 1e-6)
      // Whether a unit of a dense layer reaches the pixels is a matter of the weights' signs.
      if layer == "conv2" { #expect(changed.scalars.contains { $0 != 0 }) }
    }
  }

  @Test func aSignalOfOneUnitIsThatUnitsProjection() throws {
    let options = DeconvnetOptions(seed: .one)
    let deconvnet = Deconvnet(graph, parameters, options: options, batch: 2)
    let pixels = PreparedPixels(images.converted())
    let shape = graph.shape(of: "conv3")
    var signals = Tensor<Float>(zeros: Shape([3] + shape.dimensions))
    for image in 0..<3 { signals[image, 1, 1, 1] = 1 }
    let projections = try deconvnet.project(
      signals: signals, of: "conv3", images: [2, 0, 1], pixels: pixels)
    for (projection, image) in zip(projections, [2, 0, 1]) {
      let unit = Unit(image: image, channel: 1, row: 1, column: 1)
      let alone = try deconvnet.patches([unit], of: "conv3", pixels: pixels)[0].image(side: 60)
      #expect(relativeError(projection, alone) < 1e-4)
    }
  }
}
