import Foundation
import Kernels
import Networks
import Tensors
import Testing

@Suite struct GraphTests {
  private func node(_ name: String, _ operation: Node.Operation, _ inputs: String...) -> Node {
    Node(name, operation, inputs: inputs)
  }

  private func convolution(_ inputs: Int, _ outputs: Int, kernel: Int = 3, pad: Int = 1) -> Node.Operation {
    .convolution(
      ConvolutionGeometry(
        inputs: inputs, outputs: outputs, window: WindowGeometry(kernel: kernel, pad: pad, rounding: .down)))
  }

  @Test func whatDoesNotFitIsNamed() {
    let first = node("a", convolution(3, 4), "input")
    let faults: [([Node], String)] = [
      ([node("a", .relu, "b")], "a: no node before it is called b"),
      ([first, node("a", .relu, "a")], "a: the name is empty, the image's, or another node's"),
      ([node("input", .relu, "input")], "input: the name is empty, the image's, or another node's"),
      ([node("a", convolution(4, 4), "input")], "a: 4 channels wanted, the input is 3×8×8"),
      ([node("a", convolution(3, 4, kernel: 9, pad: 0), "input")], "a: a window of 9×9 does not fit 3×8×8"),
      ([first, node("b", .add, "a", "input")], "b: a sum of 4×8×8 and 3×8×8"),
      ([first, node("b", .add, "a")], "b: add of 1 inputs"),
      ([first, node("b", .relu, "a", "a")], "b: relu of 2 inputs instead of one"),
      ([first, node("b", .dense(inputs: 5, outputs: 2), "a")], "b: 5 values wanted, the input is 4×8×8"),
      ([node("b", .softmax, "input"), node("c", .relu, "b")], "b: a softmax that is not the last node"),
    ]
    for (nodes, message) in faults {
      #expect(throws: GraphError.self) { try Graph(checking: nodes, inputShape: [3, 8, 8]) }
      do {
        _ = try Graph(checking: nodes, inputShape: [3, 8, 8])
      } catch {
        #expect("\(error)" == message)
      }
    }
  }

  @Test func readersAncestorsAndPrefixesFollowTheEdges() {
    let graph = Graph(
      inputShape: [3, 8, 8],
      nodes: [
        node("a", convolution(3, 4), "input"), node("b", .relu, "a"), node("c", convolution(4, 4), "b"),
        node("other", .globalAveragePooling, "b"), node("d", .add, "c", "b"), node("e", .softmax, "d"),
      ])
    #expect(graph.readers(of: "b") == ["c", "other", "d"] && graph.readers(of: "input") == ["a"])
    #expect(graph.prefix(through: "d").nodes.map(\.name) == ["a", "b", "c", "d"])
    #expect(graph.logitsName == "d" && !graph.isChain && graph.prefix(through: "c").isChain)
    #expect(graph.fusedActivation(of: "a")?.name == "b" && graph.fusedActivation(of: "c") == nil)
  }

  @Test func aGraphIsItsJSON() throws {
    for architecture in Architecture.all {
      let graph = architecture.graph(width: 0.1, classes: 10)
      let text = try JSONEncoder().encode(graph)
      #expect(try JSONDecoder().decode(Graph.self, from: text) == graph, "\(architecture.name)")
    }
    let broken = #"{"inputShape":[3,8,8],"nodes":[{"name":"a","inputs":["b"],"operation":{"kind":"relu"}}]}"#
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Graph.self, from: Data(broken.utf8)) }
  }

  /// The published counts; ResNet-18's are those of its convolutions, a bias for each channel in the place of batch
  /// normalization, and its dense layer.
  @Test func otherArchitecturesHaveTheirPublishedSizes() {
    #expect(Architecture.squeezenet.graph().parameterCount == 1_235_496)
    #expect(Architecture.googlenet.graph().parameterCount == 6_998_552)
    #expect(Architecture.resnet18.graph().parameterCount == 11_166_912 + 4_800 + 513_000)
    #expect(Architecture.squeezenet.graph().shape(of: "fire9.concat") == [512, 13, 13])
    #expect(Architecture.googlenet.graph().shape(of: "inception5b.concat") == [1024, 7, 7])
    #expect(Architecture.resnet18.graph().shape(of: "layer4.1.relu") == [512, 7, 7])
  }

  @Test func aFieldThroughBranchesIsTheUnion() {
    // conv1 of ResNet-18 sees 7 pixels, its pooling 11; a block of two 3×3 convolutions adds 4 · 4 = 16.
    let graph = Architecture.resnet18.graph()
    #expect(graph.receptiveField(of: "conv1").size == 7 && graph.receptiveField(of: "pool1").size == 11)
    #expect(graph.receptiveField(of: "layer1.0.add").size == 27)
    #expect(graph.receptiveField(of: "layer4.1.add").size == 435)
    #expect(graph.receptiveField(of: "layer4.1.add").jump == 32)
    // Of an inception module the 5×5 branch sees most.
    let inception = Architecture.googlenet.graph()
    let branch = inception.receptiveField(of: "inception3a.5x5")
    #expect(inception.receptiveField(of: "inception3a.concat") == branch)
    let box = inception.receptiveBox(of: "inception3a.concat", row: 14, column: 14)
    #expect(box == inception.receptiveBox(of: "inception3a.5x5", row: 14, column: 14))
    #expect(box.x.count == branch.size)
  }

  @Test func sizesRoundAsTheirRuleSays() {
    func outputs(_ rounding: SizeRounding, _ length: Int, _ kernel: Int, _ stride: Int, _ pad: Int = 0) -> Int
    {
      AxisWindow(kernel: kernel, stride: stride, padBefore: pad, padAfter: pad, rounding: rounding)
        .outputs(length)
    }
    #expect(outputs(.up, 224, 7, 2) == 110 && outputs(.down, 224, 7, 2) == 109)
    #expect(outputs(.upWithinInput, 112, 3, 2) == 56 && outputs(.down, 112, 3, 2) == 55)
    // The last window would start in the far padding: PyTorch and Caffe drop it.
    #expect(outputs(.up, 3, 2, 2, 1) == 3 && outputs(.upWithinInput, 3, 2, 2, 1) == 2)
  }
}
