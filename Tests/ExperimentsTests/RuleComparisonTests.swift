import Experiments
import Kernels
import Networks
import Tensors
import Testing

@Suite(.serialized) struct RuleComparisonTests {
  /// One pixel, two units, and one above them: small enough to follow each rule on paper. The second unit of
  /// conv1 is inactive, and the signal that reaches it is positive.
  static let graph = Graph(
    inputShape: [3, 1, 1],
    chain: [
      ("conv1", convolution(3, 2)), ("relu1", .relu), ("conv2", convolution(2, 1)),
      ("relu2", .relu),
    ])

  static var parameters: Parameters<Float> {
    var parameters = Parameters<Float>(zerosFor: graph)
    parameters["conv1"].weights = Tensor([2, 3, 1, 1], [1, 0, 0, -1, 1, 0])
    parameters["conv2"].weights = Tensor([1, 2, 1, 1], [1, 2])
    return parameters
  }

  @Test func eachRuleGivesThePixelsWorkedOutByHand() throws {
    let comparisons = try RuleComparison.compare(
      Self.graph, Self.parameters, image: Tensor([1, 3, 1, 1], [3, 0, 0]),
      layers: ["conv1", "conv2"])
    let top = try #require(comparisons.last)
    #expect(top.activation == 3)
    #expect([top.unit.channel, top.unit.row, top.unit.column] == [0, 0, 0])
    // Signal 3 at conv2; (3, 6) at conv1: the gradient masks the 6, the deconvnet keeps it.
    #expect(top.projection(.gradient).scalars == [3, 0, 0])
    #expect(top.projection(.guided).scalars == [3, 0, 0])
    #expect(top.projection(.deconvnet).scalars == [-3, 6, 0])
    #expect(abs(top.cosine(.gradient, .deconvnet) + 1 / 5.0.squareRoot()) < 1e-6)
    // Nothing to rectify between conv1 and the pixels.
    for rule in BackwardRule.allCases { #expect(comparisons[0].projection(rule).scalars == [3, 0, 0]) }
  }

  @Test func cosinesAreThoseOfAngles() {
    #expect(RuleComparison.cosine([1, 0], [0, 2]) == 0)
    #expect(abs(RuleComparison.cosine([1, 2], [2, 4]) - 1) < 1e-12)
    #expect(abs(RuleComparison.cosine([1, 2], [-1, -2]) + 1) < 1e-12)
    #expect(RuleComparison.cosine([0, 0], [1, 2]) == 0)
  }

  private static func convolution(_ inputs: Int, _ outputs: Int) -> Node.Operation {
    .convolution(
      ConvolutionGeometry(
        inputs: inputs, outputs: outputs, window: WindowGeometry(kernel: 1, stride: 1)))
  }
}
