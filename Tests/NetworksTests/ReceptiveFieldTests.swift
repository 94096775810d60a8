import Kernels
import Networks
import Tensors
import TestSupport
import Testing

@Suite struct ReceptiveFieldTests {
  @Test func thePapersTable() {
    let graph = Architecture.zfnet.graph()
    let table: [(String, Int, Int)] = [
      ("conv1", 7, 2), ("pool1", 11, 4), ("conv2", 27, 8), ("pool2", 43, 16), ("conv3", 75, 16),
      ("conv4", 107, 16), ("conv5", 139, 16), ("pool5", 171, 32),
    ]
    for (name, size, jump) in table {
      let field = graph.receptiveField(of: name)
      #expect(field.size == size && field.jump == jump, "\(name) sees \(field)")
    }
    // Three layers with a padding of 1 at a jump of 16.
    #expect(graph.receptiveField(of: "conv5").start == -48)
    // Layers that work value by value see what the layer below them sees.
    #expect(
      graph.receptiveField(of: "norm2") == graph.receptiveField(of: "pool2"))
  }

  @Test func unitsInTheMiddleHaveTheWholeField() {
    let graph = Architecture.zfnet.graph()
    let field = graph.receptiveField(of: "conv5")
    let box = graph.receptiveBox(of: "conv5", row: 6, column: 5)
    #expect(box.y == field.start + 6 * field.jump..<field.start + 6 * field.jump + field.size)
    #expect(box.x == field.start + 5 * field.jump..<field.start + 5 * field.jump + field.size)
  }

  @Test func aUnitAtTheEdgeDoesNotSeeThroughPadding() {
    // Clipped at the image alone, conv4's first unit would see −32 + 107 = 75 columns; conv3's map begins at 0.
    let box = Architecture.zfnet.graph().receptiveBox(of: "conv4", row: 0, column: 0)
    #expect(box.x == 0..<75)
    // pool5's first unit sees conv5's first three.
    let pooled = Architecture.zfnet.graph().receptiveBox(of: "pool5", row: 0, column: 0)
    #expect(pooled.x == 0..<123)
  }

  @Test(arguments: [
    (Architecture.zfnet, 60), (.zfnet, 61), (.zfnet, 75), (.zfnet, 96), (.alexnet, 52), (.alexnet, 58),
    (.alexnet, 96),
  ])
  func everyBoxIsTheSupportOfABackwardPass(_ kind: Architecture, _ side: Int) {
    let chain = positiveChain(like: kind.graph(input: side, width: 0.1, classes: 16))
    expectBoxesAreSupports(chain)
  }

  @Test func boxesAreSupportsWhereNoPoolingFollows() {
    // At 47 pixels the last pooling no longer fits; the convolutions do.
    let full = Architecture.zfnet.graph(input: 60, width: 0.1, classes: 16)
    let chain = Graph(inputShape: [3, 47, 47], nodes: Array(full.nodes.prefix { $0.name != "pool5" }))
    expectBoxesAreSupports(positiveChain(like: chain))
  }

  /// The same windows with one map each, weights of 1, and a sum in the place of each maximum, so that every position
  /// that can reach a unit does reach it with a positive weight.
  private func positiveChain(like graph: Graph) -> ReferenceNetwork<Double> {
    let layers = graph.nodes.compactMap { node -> (name: String, operation: Node.Operation)? in
      node.operation.window.map {
        (node.name, .convolution(ConvolutionGeometry(inputs: 1, outputs: 1, window: $0)))
      }
    }
    let shape = graph.inputShape
    let chain = Graph(inputShape: [1, shape[1], shape[2]], chain: layers)
    var parameters = Parameters<Double>(zerosFor: chain)
    for name in parameters.nodeNames {
      parameters[name].weights = parameters[name].weights.map { _ in 1 }
    }
    return ReferenceNetwork(graph: chain, parameters: parameters)
  }

  private func expectBoxesAreSupports(_ network: ReferenceNetwork<Double>) {
    let chain = network.graph
    let side = chain.inputSide
    let trace = network.forward(Tensor(zeros: [1, 1, side, side]))
    for (layer, shape) in zip(chain.nodes, chain.outputShapes) {
      for row in 0..<shape[1] {
        for column in 0..<shape[2] {
          var signal = Tensor<Double>(zeros: [1, 1, shape[1], shape[2]])
          signal[0, 0, row, column] = 1
          let pixels = network.backward(trace, from: layer.name, signal: signal)
          let box = chain.receptiveBox(of: layer.name, row: row, column: column)
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
