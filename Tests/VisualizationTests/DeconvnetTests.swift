import Kernels
import Networks
import TestSupport
import Tensors
import Testing
import Visualization

/// The deconvnet on the engine against the reference, whichever way a unit is carried.
@Suite(.serialized) struct DeconvnetTests {
  let architecture = TinyNetworks.zfnet
  let parameters: Parameters<Float>
  let reference: ReferenceNetwork<Double>
  let pictures: Tensor<Double>

  init() {
    let drawn = TinyNetworks.parameters(architecture, seed: 41)
    reference = ReferenceNetwork(architecture: architecture, parameters: drawn)
    var parameters = Parameters<Float>(zerosFor: architecture)
    for name in drawn.layerNames {
      let pair = drawn[name]
      parameters[name] = .init(weights: pair.weights.converted(), biases: pair.biases.converted())
    }
    self.parameters = parameters
    pictures = randomTensor([3, 3, 60, 60], seed: 42)
  }

  private func units(_ layer: String) -> [Unit] {
    let shape = architecture.outputShapes[architecture.index(of: layer)]
    return (0..<5).map { number in
      Unit(
        picture: number % 3, map: number % shape[0], row: number * 2 % shape[1],
        column: (shape[2] - 1) * (number % 2))
    }
  }

  private func expected(_ unit: Unit, _ layer: String, _ options: DeconvnetOptions) -> Tensor<Double> {
    let trace = reference.forward(pictures.slice(unit.picture..<unit.picture + 1))
    let start = options.startLayer(of: layer, in: architecture)
    let signal = options.signal(
      from: trace.outputs[architecture.index(of: start)], map: unit.map, row: unit.row, column: unit.column)
    return options.finished(
      reference.backward(
        trace, from: start, signal: signal, rule: options.rule, normalization: options.normalization,
        overlap: options.overlap))
  }

  static let choices: [(DeconvnetOptions, [String])] = [
    (DeconvnetOptions(), ["conv1", "conv2", "conv3", "conv5", "fc6", "fc8"]),
    (DeconvnetOptions(seed: .one, normalization: .gradient, rule: .guided), ["conv1", "conv2", "conv3"]),
    (DeconvnetOptions(pixelRectification: true, start: .pooled, rule: .gradient), ["conv1", "conv2"]),
    (DeconvnetOptions(seed: .wholeMap), ["conv1", "conv2"]),
    (DeconvnetOptions(overlap: .maximum), ["conv2"]),
  ]

  @Test(arguments: choices) func everyChoiceIsTheReferences(
    _ options: DeconvnetOptions, _ layers: [String]
  ) throws {
    let deconvnet = Deconvnet(architecture, parameters, options: options, batch: 2)
    let pixels = PreparedPixels(pictures.converted())
    for layer in layers {
      let start = options.startLayer(of: layer, in: architecture)
      let units = units(start)
      var done: [Int] = []
      let patches = try deconvnet.patches(units, of: layer, pixels: pixels) { done.append($0) }
      #expect(done == [2, 4, 5])
      for (unit, patch) in zip(units, patches) {
        let projection = patch.picture(side: 60).reshaped(to: [1, 3, 60, 60])
        let expected: Tensor<Float> = expected(unit, layer, options).converted()
        // 32 bits against 64: the roundings of both ways add up.
        #expect(relativeError(projection, expected) < 5e-5, "\(layer) \(unit)")
      }
    }
  }

  @Test func aPatchIsTheReceptiveFieldAsFarAsItLiesInThePicture() throws {
    let deconvnet = Deconvnet(architecture, parameters)
    let units = [
      Unit(picture: 0, map: 0, row: 1, column: 2), Unit(picture: 1, map: 1, row: 27, column: 27),
    ]
    let patches = try deconvnet.patches(units, of: "conv1", pixels: PreparedPixels(pictures.converted()))
    #expect(patches[0].x == 4..<11 && patches[0].y == 2..<9 && patches[0].pixels.shape == [3, 7, 7])
    // The round-up rule lets the last window overhang the picture by one pixel.
    #expect(patches[1].x == 54..<60 && patches[1].y == 54..<60)
    for (unit, patch) in zip(units, patches) {
      let box = architecture.receptiveBox(ofLayer: "conv1", row: unit.row, column: unit.column)
      #expect(patch.x == box.x && patch.y == box.y)
    }
  }

  @Test func aWholeMapNeedsTheWholePicture() throws {
    let deconvnet = Deconvnet(architecture, parameters, options: DeconvnetOptions(seed: .wholeMap))
    let patches = try deconvnet.patches(
      units("conv1"), of: "conv1", pixels: PreparedPixels(pictures.converted()))
    #expect(patches.allSatisfy { $0.x == 0..<60 && $0.y == 0..<60 })
  }
}
