import Kernels
import Networks
import Tensors
import TestSupport
import Testing

@Suite struct ReceptiveFieldTests {
  @Test func thePapersTable() {
    let architecture = ArchitectureKind.zfnet.architecture()
    let table: [(String, Int, Int)] = [
      ("conv1", 7, 2), ("pool1", 11, 4), ("conv2", 27, 8), ("pool2", 43, 16), ("conv3", 75, 16),
      ("conv4", 107, 16), ("conv5", 139, 16), ("pool5", 171, 32),
    ]
    for (name, size, jump) in table {
      let field = architecture.receptiveField(ofLayer: name)
      #expect(field.size == size && field.jump == jump, "\(name) sees \(field)")
    }
    // Three layers with a padding of 1 at a jump of 16.
    #expect(architecture.receptiveField(ofLayer: "conv5").start == -48)
    // Layers that work value by value see what the layer below them sees.
    #expect(
      architecture.receptiveField(ofLayer: "norm2") == architecture.receptiveField(ofLayer: "pool2"))
  }

  @Test func unitsInTheMiddleHaveTheWholeField() {
    let architecture = ArchitectureKind.zfnet.architecture()
    let field = architecture.receptiveField(ofLayer: "conv5")
    let box = architecture.receptiveBox(ofLayer: "conv5", row: 6, column: 5)
    #expect(box.y == field.start + 6 * field.jump..<field.start + 6 * field.jump + field.size)
    #expect(box.x == field.start + 5 * field.jump..<field.start + 5 * field.jump + field.size)
  }

  @Test func aUnitAtTheEdgeDoesNotSeeThroughPadding() {
    // Clipped at the image alone, conv4's first unit would see −32 + 107 = 75 columns; conv3's map begins at 0.
    let box = ArchitectureKind.zfnet.architecture().receptiveBox(ofLayer: "conv4", row: 0, column: 0)
    #expect(box.x == 0..<75)
    // pool5's first unit sees conv5's first three.
    let pooled = ArchitectureKind.zfnet.architecture().receptiveBox(ofLayer: "pool5", row: 0, column: 0)
    #expect(pooled.x == 0..<123)
  }

  @Test(arguments: [
    (ArchitectureKind.zfnet, 60), (.zfnet, 61), (.zfnet, 75), (.zfnet, 96), (.alexnet, 52), (.alexnet, 58),
    (.alexnet, 96),
  ])
  func everyBoxIsTheSupportOfABackwardPass(_ kind: ArchitectureKind, _ side: Int) {
    let chain = positiveChain(like: kind.architecture(input: side, width: 0.1, classes: 16))
    expectBoxesAreSupports(chain)
  }

  @Test func boxesAreSupportsWhereNoPoolingFollows() {
    // At 47 pixels the last pooling no longer fits; the convolutions do.
    let full = ArchitectureKind.zfnet.architecture(input: 60, width: 0.1, classes: 16)
    let convolutions = Array(full.layers.prefix { $0.name != "pool5" })
    let chain = Architecture(name: "convolutions", inputShape: [3, 47, 47], layers: convolutions)
    expectBoxesAreSupports(positiveChain(like: chain))
  }

  /// The same windows with one map each, weights of 1, and a sum in the place of each maximum, so that every position
  /// that can reach a unit does reach it with a positive weight.
  private func positiveChain(like architecture: Architecture) -> ReferenceNetwork<Double> {
    let layers = architecture.layers.compactMap { layer in
      layer.window.map {
        Layer(layer.name, .convolution(ConvolutionGeometry(inputs: 1, outputs: 1, window: $0)))
      }
    }
    let shape = architecture.inputShape
    let chain = Architecture(name: "chain", inputShape: [1, shape[1], shape[2]], layers: layers)
    var parameters = Parameters<Double>(zerosFor: chain)
    for name in parameters.layerNames {
      parameters[name].weights = parameters[name].weights.map { _ in 1 }
    }
    return ReferenceNetwork(architecture: chain, parameters: parameters)
  }

  private func expectBoxesAreSupports(_ network: ReferenceNetwork<Double>) {
    let chain = network.architecture
    let side = chain.inputSide
    let trace = network.forward(Tensor(zeros: [1, 1, side, side]))
    for (layer, shape) in zip(chain.layers, chain.outputShapes) {
      for row in 0..<shape[1] {
        for column in 0..<shape[2] {
          var signal = Tensor<Double>(zeros: [1, 1, shape[1], shape[2]])
          signal[0, 0, row, column] = 1
          let pixels = network.backward(trace, from: layer.name, signal: signal)
          let box = chain.receptiveBox(ofLayer: layer.name, row: row, column: column)
          var inside = 0
          var outside = 0
          for (offset, value) in pixels.scalars.enumerated() where value > 0 {
            if box.y.contains(offset / side) && box.x.contains(offset % side) {
              inside += 1
            } else {
              outside += 1
            }
          }
          #expect(
            inside == box.x.count * box.y.count && outside == 0,
            "\(layer.name) (\(row), \(column)) at \(side): box \(box), \(inside) inside, \(outside) outside")
        }
      }
    }
  }
}
