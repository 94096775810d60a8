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
    #expect(ArchitectureKind.alexnet.architecture().parameterCount == 60_965_224)
    let counted = Self.alexnetConvolutions.reduce(0, +) + Self.dense(9216, 4096, 4096, 1000)
    #expect(counted == 60_965_224)
  }

  @Test(arguments: [
    (ArchitectureKind.alexnetWithout34, dense(9216, 4096, 4096, 1000)),
    (.alexnetWithout7, dense(9216, 4096, 1000)),
    (.alexnetWithout67, dense(9216, 1000)),
    (.alexnetWithout3467, dense(9216, 1000)),
    (.alexnetDense2048, dense(9216, 2048, 2048, 1000)),
    (.alexnetDense8192, dense(9216, 8192, 8192, 1000)),
  ])
  func theRowsOfAlexNet(_ kind: ArchitectureKind, _ dense: Int) {
    var convolutions = Self.alexnetConvolutions
    if kind == .alexnetWithout34 || kind == .alexnetWithout3467 {
      // Layer 5 then reads the 256 maps of layer 2, in two groups.
      convolutions = Array(convolutions[..<2]) + [256 * (128 * 9 + 1)]
    }
    #expect(kind.architecture().parameterCount == convolutions.reduce(0, +) + dense)
  }

  @Test func theRowsOfZFNet() {
    let small = ArchitectureKind.zfnetDense2048.architecture().parameterCount
    #expect(small == Self.zfnetConvolutions.reduce(0, +) + Self.dense(9216, 2048, 2048, 1000))
    let large = ArchitectureKind.zfnetDense8192.architecture().parameterCount
    #expect(large == Self.zfnetConvolutions.reduce(0, +) + Self.dense(9216, 8192, 8192, 1000))
    let wide = [512 * (256 * 9 + 1), 1024 * (512 * 9 + 1), 512 * (1024 * 9 + 1)]
    let both = ArchitectureKind.zfnetWideDense8192.architecture().parameterCount
    #expect(
      both == (Self.zfnetConvolutions[..<2] + wide).reduce(0, +) + Self.dense(18432, 8192, 8192, 1000))
  }

  @Test func whatRemainsKeepsItsName() {
    let architecture = ArchitectureKind.alexnetWithout3467.architecture(input: 96, width: 0.25, classes: 10)
    let weighted = architecture.layers.filter { $0.weightShape != nil }.map(\.name)
    #expect(weighted == ["conv1", "conv2", "conv5", "fc8"])
    #expect(architecture.classes == 10)
    #expect(architecture.outputShapes[architecture.index(of: "conv5")] == [64, 5, 5])
  }

  @Test func normalizationHasNoParametersAndLeavesNoOtherTrace() {
    let with = ArchitectureKind.zfnet.architecture()
    let without = ArchitectureKind.zfnetWithoutNormalization.architecture()
    #expect(without.layers == with.layers.filter { !$0.name.hasPrefix("norm") })
    #expect(with.layers.count - without.layers.count == 2)
    #expect(without.parameterCount == with.parameterCount)
  }

  @Test func multiplyAddsAreCountedByHand() {
    // 110² × 96 × 147, 26² × 256 × 2400, 13² × (384·2304 + 384·3456 + 256·3456), and the dense layers' weights.
    let convolutions = 110 * 110 * 96 * 147 + 26 * 26 * 256 * 2400
    let upper = 169 * (384 * 2304 + 384 * 3456 + 256 * 3456)
    let dense = 9216 * 4096 + 4096 * 4096 + 4096 * 1000
    #expect(ArchitectureKind.zfnet.architecture().multiplyAdds == convolutions + upper + dense)
  }
}
