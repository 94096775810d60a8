import Kernels
import Networks
import TestSupport
import Tensors
import Testing

/// The plan's arithmetic, and that a unit's field alone gives what the whole image gives, in `Double`.
@Suite struct ReceptiveFieldPlanTests {
  @Test func theSquaresOfThePapersNetwork() throws {
    let graph = Architecture.zfnet.graph()
    let plan = try #require(ReceptiveFieldPlan(graph, node: "relu5"))
    // conv5 reads 3, conv4 5, conv3 7, pool2 15, conv2 33, pool1 67, conv1 139.
    #expect(plan.sides == [139, 67, 67, 33, 33, 15, 15, 7, 7, 5, 5, 3, 3, 1, 1])
    let field = graph.receptiveField(of: "conv5")
    let spans = plan.spans(at: 0)
    #expect(spans[0].origin == field.start && spans[0].count == field.size)
    // conv5's first unit begins one position before conv4's map, and three before conv3's input.
    #expect(spans[12].origin == -1 && spans[12].inside == 1..<3)
    #expect(spans[8].origin == -3 && spans[8].inside == 3..<7 && spans[8].positions == 0..<4)
    #expect(plan.isSmallerThanImages)
    #expect(ReceptiveFieldPlan(graph, node: "relu6") == nil)
    // At 96 pixels, squares of 139 cost more than the images; those of conv2, 27, do not.
    let small = Architecture.zfnet.graph(input: 96, width: 0.25, classes: 10)
    #expect(try !#require(ReceptiveFieldPlan(small, node: "relu5")).isSmallerThanImages)
    #expect(try #require(ReceptiveFieldPlan(small, node: "relu2")).isSmallerThanImages)
  }

  /// Networks of the paper's shapes; at these sides windows overhang in every layer that can.
  static let architectures = [TinyNetworks.zfnet, TinyNetworks.alexnet]

  @Test(arguments: architectures) func aFieldGivesWhatTheImageGives(_ graph: Graph) throws {
    let network = ReferenceNetwork<Double>(
      graph: graph, parameters: TinyNetworks.parameters(graph, seed: 21))
    let pixels = randomTensor(Shape([1] + graph.inputShape.dimensions), seed: 22, of: Double.self)
    let trace = network.forward(pixels)
    for (layer, output) in zip(graph.nodes, trace.outputs) {
      guard let plan = ReceptiveFieldPlan(graph, node: layer.name) else { continue }
      var shown = 0
      let places = Set([0, output.shape[2] / 2, output.shape[2] - 1]).sorted()
      for (number, (row, column)) in places.flatMap({ row in places.map { (row, $0) } }).enumerated() {
        let unit = UnitPosition(channel: number % output.shape[1], row: row, column: column)
        var signal = Tensor<Double>(zeros: output.shape)
        signal[0, unit.channel, row, column] = 1 + output[0, unit.channel, row, column]
        // Nine places, three rules and two: every choice meets corners, edges or the center.
        let rule = BackwardRule.allCases[number % 3]
        let normalization = NormalizationRule.allCases[number % 2]
        let whole = network.backward(
          trace, from: layer.name, signal: signal, .init(rule, normalization: normalization))
        let field = network.backward(
          from: unit, plan, pixels: pixels, signal: { 1 + $0 }, rule: rule, normalization: normalization)
        #expect(
          relativeError(field, whole) < 1e-10,
          "\(layer.name) \(unit), \(rule), \(normalization)")
        if whole.scalars.contains(where: { $0 != 0 }) { shown += 1 }
      }
      #expect(shown > 0, "no unit of \(layer.name) reaches the pixels")
    }
  }

  @Test func sharedSwitchesAreTreatedAsOnTheImage() throws {
    let graph = TinyNetworks.zfnet
    let network = ReferenceNetwork<Double>(
      graph: graph, parameters: TinyNetworks.parameters(graph, seed: 23))
    let pixels = randomTensor([1, 3, 60, 60], seed: 24, of: Double.self)
    let trace = network.forward(pixels)
    let plan = try #require(ReceptiveFieldPlan(graph, node: "relu3"))
    let output = trace.outputs[plan.last]
    for overlap in SwitchOverlap.allCases {
      for map in 0..<output.shape[1] {
        var signal = Tensor<Double>(zeros: output.shape)
        signal[0, map, 1, 2] = 1
        let whole = network.backward(
          trace, from: "relu3", signal: signal, .init(.deconvnet, overlap: overlap))
        let field = network.backward(
          from: UnitPosition(channel: map, row: 1, column: 2), plan, pixels: pixels, signal: { _ in 1 },
          rule: .deconvnet, overlap: overlap)
        #expect(relativeError(field, whole) < 1e-10, "map \(map), \(overlap)")
      }
    }
  }
}
