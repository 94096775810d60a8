import Experiments
import Networks
import Tensors
import Testing

@Suite(.serialized) struct DeconvnetIdentityTests {
  @Test func differencesAreInUnitsOfTheSecond() {
    let first = Tensor<Double>([1, 1, 1, 3], [1, 2, -3])
    let second = Tensor<Double>([1, 1, 1, 3], [1, 4, -3])
    #expect(DeconvnetIdentity.relativeDifference(first, second) == 0.5)
    #expect(DeconvnetIdentity.relativeDifference(first, first) == 0)
    #expect(DeconvnetIdentity.relativeDifference(first, Tensor(zeros: [1, 1, 1, 3])) == .infinity)
  }

  @Test func inTheNetworkWorkedOutByHandTheMachineIsTheReplacedRuleAndNotTheGradient() throws {
    let rows = try DeconvnetIdentity.measure(
      RuleComparisonTests.graph, RuleComparisonTests.parameters,
      image: Tensor([1, 3, 1, 1], [3, 0, 0]), units: 5, seed: 1)
    #expect(rows.map(\.layer) == ["conv1", "conv2"])
    // One unit of each layer is active; (-3, 6, 0) against (3, 0, 0) differs by 6 of 3.
    #expect(rows.map(\.units) == [1, 1])
    #expect(rows.map(\.replacedRule) == [0, 0])
    #expect(rows.map(\.gradient) == [0, 2])
    #expect(rows.allSatisfy { $0.engine < 1e-6 })
  }

  @Test func inASmallZFNetTheyAgreeToRounding() throws {
    let graph = Architecture.zfnet.graph(input: 64, width: 1.0 / 96, classes: 4)
    var parameters = Parameters<Float>(zerosFor: graph)
    for name in parameters.nodeNames {
      var stream = RandomStream(seed: 5, domain: name)
      let shape = parameters[name].weights.shape
      let deviation = (2 * Double(shape[0]) / Double(shape.count)).squareRoot()
      parameters[name].weights = Tensor(
        shape, (0..<shape.count).map { _ in Float(deviation * stream.normal()) })
    }
    var stream = RandomStream(seed: 5, domain: "picture")
    let image = Tensor<Float>([1, 3, 64, 64], (0..<3 * 64 * 64).map { _ in Float(stream.normal()) })
    let rows = try DeconvnetIdentity.measure(graph, parameters, image: image, units: 2, seed: 2)
    #expect(rows.count == 5)
    for row in rows {
      #expect(row.units == 2)
      #expect(row.replacedRule < 1e-12, "\(row.layer)")
      #expect(row.engine < 1e-4, "\(row.layer)")
      #expect(row.layer == "conv1" ? row.gradient < 1e-12 : row.gradient > 0.01, "\(row.layer)")
    }
  }
}
