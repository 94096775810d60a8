import Kernels
import Networks
import Tensors
import TestSupport
import Testing
import Visualization

/// The equality that lets the backward pass stand for the paper's machine.
@Suite struct LiteralDeconvnetTests {
  static let architectures = [TinyNetworks.zfnet, TinyNetworks.alexnet]

  static func network(_ graph: Graph) -> ReferenceNetwork<Double> {
    ReferenceNetwork(
      graph: graph, parameters: TinyNetworks.parameters(graph, seed: 11))
  }

  static func image(_ graph: Graph) -> Tensor<Double> {
    randomTensor(Shape([1] + graph.inputShape.dimensions), seed: 12, of: Double.self)
  }

  @Test(arguments: architectures) func everyLayersUnitsAtEdgesAndCenterEqualTheBackwardPass(
    _ graph: Graph
  ) {
    let network = Self.network(graph)
    let trace = network.forward(Self.image(graph))
    let machine = LiteralDeconvnet(network: network)
    for (layer, output) in zip(graph.nodes, trace.outputs) {
      var projectionsThatShowSomething = 0
      let rows = Set([0, output.shape[2] / 2, output.shape[2] - 1]).sorted()
      let columns = Set([0, output.shape[3] / 2, output.shape[3] - 1]).sorted()
      for map in 0..<output.shape[1] {
        for row in rows {
          for column in columns {
            var signal = Tensor<Double>(zeros: output.shape)
            signal[0, map, row, column] = 1.5
            let literal = machine.projection(from: layer.name, signal: signal, trace: trace)
            let backward = network.backward(
              trace, from: layer.name, signal: signal, .init(.deconvnet, normalization: .identity)
            )
            #expect(relativeError(literal, backward) < 1e-12, "\(layer.name) \(map) (\(row), \(column))")
            if literal.scalars.contains(where: { $0 != 0 }) { projectionsThatShowSomething += 1 }
          }
        }
      }
      #expect(projectionsThatShowSomething > 0, "no unit of \(layer.name) reaches the pixels")
    }
  }

  @Test(arguments: architectures) func theOtherChoicesEqualTheBackwardPassToo(_ graph: Graph) {
    let network = Self.network(graph)
    let trace = network.forward(Self.image(graph))
    let machine = LiteralDeconvnet(network: network)
    for name in ["pool1", "norm2", "relu5", "relu6"] {
      let activations = trace[name]
      for overlap in SwitchOverlap.allCases {
        for normalization in NormalizationRule.allCases {
          let literal = machine.projection(
            from: name, signal: activations, trace: trace,
            options: DeconvnetOptions(overlap: overlap, normalization: normalization))
          let backward = network.backward(
            trace, from: name, signal: activations,
            .init(.deconvnet, normalization: normalization, overlap: overlap))
          #expect(relativeError(literal, backward) < 1e-12, "\(name), \(overlap), \(normalization)")
        }
      }
    }
  }

  @Test func theProjectionStaysInTheReceptiveBox() {
    let graph = TinyNetworks.zfnet
    let network = Self.network(graph)
    let trace = network.forward(Self.image(graph))
    let machine = LiteralDeconvnet(network: network)
    for name in ["conv1", "conv2"] {
      let projection = machine.projection(
        of: name, channel: 0, row: 1, column: 2, trace: trace, options: DeconvnetOptions(seed: .one))
      let box = graph.receptiveBox(of: name, row: 1, column: 2)
      for channel in 0..<3 {
        for y in 0..<60 where !box.y.contains(y) {
          for x in 0..<60 where !box.x.contains(x) { #expect(projection[0, channel, y, x] == 0) }
        }
      }
    }
  }
}
