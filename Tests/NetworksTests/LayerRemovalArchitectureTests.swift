import Networks
import Tensors
import Testing

/// The rows of Table 3 at full size, counted by hand: `maps × (inputs × kernel² + 1)` a layer.
@Suite struct LayerRemovalArchitectureTests {
  private static let alexnetConvolutions =
    [96 * (3 * 121 + 1), 256 * (48 * 25 + 1), 384 * (256 * 9 + 1), 384 * (192 * 9 + 1), 256 * (192 * 9 + 1)]
  private static let zfnetConvolutions =
    [96 * (3 * 49 + 1), 256 * (96 * 25 + 1), 384 * (256 * 9 + 1), 384 * (384 * 9 + 1), 256 * (384 * 9 + 1)]

  private static func dense(_ widths: Int...) -> Int {
    zip(widths, widths.dropFirst()).reduce(0) { $0 + $1.1 * ($1.0 + 1) }
  }

  @Test func alexNetHasTheParametersThatItIsKnownFor() {
    #expect(Architecture.alexnet.graph().parameterCount == 60_965_224)
    let counted = Self.alexnetConvolutions.reduce(0, +) + Self.dense(9216, 4096, 4096, 1000)
    #expect(counted == 60_965_224)
  }

  @Test(arguments: [
    (Architecture.alexnetWithout34, dense(9216, 4096, 4096, 1000)),
    (.alexnetWithout7, dense(9216, 4096, 1000)),
    (.alexnetWithout67, dense(9216, 1000)),
    (.alexnetWithout3467, dense(9216, 1000)),
    (.alexnetDense2048, dense(9216, 2048, 2048, 1000)),
    (.alexnetDense8192, dense(9216, 8192, 8192, 1000)),
  ])
  func theRowsOfAlexNet(_ kind: Architecture, _ dense: Int) {
    var convolutions = Self.alexnetConvolutions
    if kind == .alexnetWithout34 || kind == .alexnetWithout3467 {
      // Layer 5 then reads the 256 maps of layer 2, in two groups.
      convolutions = Array(convolutions[..<2]) + [256 * (128 * 9 + 1)]
    }
    #expect(kind.graph().parameterCount == convolutions.reduce(0, +) + dense)
  }

  @Test func theRowsOfZFNet() {
    let small = Architecture.zfnetDense2048.graph().parameterCount
    #expect(small == Self.zfnetConvolutions.reduce(0, +) + Self.dense(9216, 2048, 2048, 1000))
    let large = Architecture.zfnetDense8192.graph().parameterCount
    #expect(large == Self.zfnetConvolutions.reduce(0, +) + Self.dense(9216, 8192, 8192, 1000))
    let wide = [512 * (256 * 9 + 1), 1024 * (512 * 9 + 1), 512 * (1024 * 9 + 1)]
    let both = Architecture.zfnetWideDense8192.graph().parameterCount
    #expect(
      both == (Self.zfnetConvolutions[..<2] + wide).reduce(0, +) + Self.dense(18432, 8192, 8192, 1000))
  }

  @Test func whatRemainsKeepsItsName() {
    let graph = Architecture.alexnetWithout3467.graph(input: 96, width: 0.25, classes: 10)
    let weighted = graph.nodes.filter { $0.weightShape != nil }.map(\.name)
    #expect(weighted == ["conv1", "conv2", "conv5", "fc8"])
    #expect(graph.classes == 10)
    #expect(graph.shape(of: "conv5") == [64, 5, 5])
  }

  @Test func normalizationHasNoParametersAndLeavesNoOtherTrace() {
    let with = Architecture.zfnet.graph()
    let without = Architecture.zfnetWithoutNormalization.graph()
    #expect(
      without.nodes.map(\.operation)
        == with.nodes.filter { !$0.name.hasPrefix("norm") }.map(\.operation))
    #expect(with.nodes.count - without.nodes.count == 2)
    #expect(without.parameterCount == with.parameterCount)
  }

  @Test func multiplyAddsAreCountedByHand() {
    // 110² × 96 × 147, 26² × 256 × 2400, 13² × (384·2304 + 384·3456 + 256·3456), and the dense layers' weights.
    let convolutions = 110 * 110 * 96 * 147 + 26 * 26 * 256 * 2400
    let upper = 169 * (384 * 2304 + 384 * 3456 + 256 * 3456)
    let dense = 9216 * 4096 + 4096 * 4096 + 4096 * 1000
    #expect(Architecture.zfnet.graph().multiplyAdds == convolutions + upper + dense)
  }
}
