import Kernels
import Networks
import Tensors
import TestSupport
import Testing

@Suite struct ReferenceNetworkTests {
  static let architectures = [TinyNetworks.zfnet, TinyNetworks.alexnet]

  @Test(arguments: architectures) func parameterGradientsAgreeWithFiniteDifferences(
    _ graph: Graph
  ) {
    let parameters = TinyNetworks.parameters(graph, seed: 3)
    let network = ReferenceNetwork(graph: graph, parameters: parameters)
    let input = images(2, graph)
    let masks = [
      "drop6": Tensor<Double>([2, graph.shape(of: "drop6")[0], 1, 1]) {
        for offset in $0.indices { $0[offset] = offset % 3 == 1 ? 0 : 2 }
      }
    ]
    let labels = [1, 2]
    let trace = network.forward(input, masks: masks)
    let probabilities = Reference.crossEntropy(trace.logits, labels: labels).probabilities
    let gradients = network.gradients(
      trace, logitsGradient: Reference.crossEntropyBackward(probabilities: probabilities, labels: labels))

    func loss(_ change: (inout Parameters<Double>) -> Void) -> Double {
      var changed = network
      change(&changed.parameters)
      return Reference.crossEntropy(changed.forward(input, masks: masks).logits, labels: labels).loss
    }
    for name in gradients.nodeNames {
      let byWeights = numericalGradient(at: parameters[name].weights, step: 1e-6) { weights in
        loss { $0[name].weights = weights }
      }
      #expect(relativeError(gradients[name].weights, byWeights) < 1e-6, "weights of \(name)")
      let byBiases = numericalGradient(at: parameters[name].biases, step: 1e-6) { biases in
        loss { $0[name].biases = biases }
      }
      #expect(relativeError(gradients[name].biases, byBiases) < 1e-6, "biases of \(name)")
    }
  }

  @Test(arguments: architectures) func theGradientRuleGivesTheGradientAtThePixels(
    _ graph: Graph
  ) {
    let network = ReferenceNetwork(
      graph: graph, parameters: TinyNetworks.parameters(graph, seed: 4))
    let input = images(1, graph)
    let trace = network.forward(input)
    let names = ["norm1", "pool1", "relu2", "conv4", "pool5", "relu6"]
    let signals = names.map { name in
      randomTensor(trace[name].shape, seed: 5, of: Double.self)
    }
    // Every fifteenth pixel is enough to tell one rule from another; one pair of passes serves all layers.
    let probes = Array(stride(from: 0, to: input.count, by: 15))
    let passes = probes.map { offset in
      var (above, below) = (input, input)
      above[offset] += 1e-6
      below[offset] -= 1e-6
      return (above: network.forward(above).outputs, below: network.forward(below).outputs)
    }
    for (name, signal) in zip(names, signals) {
      let index = graph.index(of: name)
      let numerical = passes.map { above, below in
        (dotProduct(above[index], signal) - dotProduct(below[index], signal)) / 2e-6
      }
      let gradient = network.backward(trace, from: name, signal: signal)
      let analytical = probes.map { gradient[$0] }
      let shape: Shape = [probes.count]
      #expect(relativeError(Tensor(shape, analytical), Tensor(shape, numerical)) < 1e-6, "from \(name)")
    }
  }

  @Test func eachBackwardRuleTreatsTheRectifierItsOwnWay() {
    // One weight of 1 and a ReLU: the pixels are the forward signs, and the signal arrives as the rule leaves it.
    let geometry = ConvolutionGeometry(inputs: 1, outputs: 1, window: WindowGeometry(kernel: 1, stride: 1))
    let graph = Graph(
      inputShape: [1, 2, 2],
      chain: [("conv1", .convolution(geometry)), ("relu1", .relu)])
    var parameters = Parameters<Double>(zerosFor: graph)
    parameters["conv1"].weights[0] = 1
    let network = ReferenceNetwork(graph: graph, parameters: parameters)
    let trace = network.forward(Tensor([1, 1, 2, 2], [1, 1, -1, -1]))
    let signal = Tensor<Double>([1, 1, 2, 2], [5, -6, 7, -8])
    func pixels(_ rule: BackwardRule) -> [Double] {
      network.backward(trace, from: "relu1", signal: signal, .init(rule)).scalars
    }
    #expect(pixels(.gradient) == [5, -6, 0, 0])
    #expect(pixels(.deconvnet) == [5, 0, 7, 0])
    #expect(pixels(.guided) == [5, 0, 0, 0])
  }

  @Test func imagesOfABatchDoNotMix() {
    let graph = TinyNetworks.alexnet
    let network = ReferenceNetwork(
      graph: graph, parameters: TinyNetworks.parameters(graph, seed: 6))
    let input = images(3, graph)
    let together = network.forward(input)
    for image in 0..<3 {
      let alone = network.forward(input.slice(image..<image + 1))
      #expect(together.logits.slice(image..<image + 1) == alone.logits)
    }
  }

  private func images(_ batch: Int, _ graph: Graph) -> Tensor<Double> {
    randomTensor(Shape([batch] + graph.inputShape.dimensions), seed: 7, of: Double.self)
  }
}
