import Experiments
import Images
import Kernels
import Networks
import Tensors
import Testing
import Visualization

/// Networks made by hand whose one map looks at one quarter of the image.
@Suite(.serialized) struct OcclusionEvidenceTests {
  private static let side = 8

  /// A convolution over the whole image that adds up its upper left quarter, and two logits: that sum and a constant 8.
  private static let graph = Graph(
    inputShape: [3, side, side],
    chain: [
      (
        "conv1",
        .convolution(
          ConvolutionGeometry(
            inputs: 3, outputs: 1, window: WindowGeometry(kernel: side, stride: side), groups: 1))
      ),
      ("relu1", .relu), ("fc2", .dense(inputs: 1, outputs: 2)),
    ])

  private static func parameters() -> Parameters<Float> {
    var parameters = Parameters<Float>(zerosFor: graph)
    parameters["conv1"].weights = Tensor(
      [1, 3, side, side],
      (0..<3 * side * side).map { $0 % side < side / 2 && $0 / side % side < side / 2 ? 1 : 0 })
    parameters["fc2"].weights = Tensor([2, 1], [1, 0])
    parameters["fc2"].biases = Tensor([2], [0, 40])
    return parameters
  }

  /// An image of ones, a square of a quarter that shows zeros, four places.
  private static func maps() throws -> OcclusionMap {
    let occlusion = OcclusionSetting(square: 0.5, stride: 0.5).occlusion(side: side)
    #expect(occlusion.side == 4 && occlusion.stride == 4)
    return try FullOcclusion(graph, parameters(), occlusion: occlusion, watching: "conv1")
      .maps(
        of: Tensor([3, side, side]) { $0.update(repeating: 1) }, fill: Tensor(zeros: [3, side, side]),
        class: 0)
  }

  /// A mask of one quarter.
  private static func mask(left: Bool, top: Bool) -> Mask {
    Mask(
      width: side, height: side,
      values: (0..<side * side).map {
        ($0 % side < side / 2) == left && ($0 / side < side / 2) == top ? 255 : 0
      })
  }

  @Test func theObjectIsFoundWhereTheNetworkLooks() throws {
    let evidence = OcclusionEvidence(try Self.maps(), mask: Self.mask(left: true, top: true))
    let object = try #require(evidence.object)
    // The sum is 48 uncovered and 0 covered, against 40.
    #expect(object.dropInside > 0.99 && object.dropOutside == 0)
    #expect(object.changesInside == 1 && object.changesOutside == 0)
    #expect(object.isHit && object.chance == 0.25 && !object.isMiddleHit)
  }

  @Test func anObjectElsewhereIsNot() throws {
    let evidence = OcclusionEvidence(try Self.maps(), mask: Self.mask(left: false, top: true))
    let object = try #require(evidence.object)
    #expect(object.dropInside == 0 && object.dropOutside > 0.33 && !object.isHit)
  }

  @Test func withoutMaskOrWithOneThatIsEverywhereNothingIsSaid() throws {
    let maps = try Self.maps()
    let everywhere = Mask(
      width: Self.side, height: Self.side, values: [UInt8](repeating: 255, count: Self.side * Self.side))
    #expect(OcclusionEvidence(maps).object == nil)
    #expect(OcclusionEvidence(maps, mask: everywhere).object == nil)
  }

  @Test func aProjectionOfTheSameQuarterAgrees() throws {
    let maps = try Self.maps()
    // Energy 3·16 under the upper left place, then less and less: the response falls under the first alone.
    let right = Tensor<Float>(
      [3, Self.side, Self.side],
      (0..<3 * 64).map { $0 % 8 < 4 && $0 / 8 % 8 < 4 ? 1 : 0 })
    #expect(abs(try #require(OcclusionEvidence(maps, projection: right).projectionAgreement) - 1) < 1e-12)
    let wrong = right.map { 1 - $0 }
    #expect(abs(try #require(OcclusionEvidence(maps, projection: wrong).projectionAgreement) + 1) < 1e-12)
  }

  @Test func fillsThatOrderThePlacesAlikeAgree() {
    let matrix = OcclusionAgreement.matrix([[[0, 1, 2], [2, 1, 0]], [[0, 3, 9], [0, 1, 2]]])
    #expect(matrix == [[1, 0], [0, 1]])
  }
}
