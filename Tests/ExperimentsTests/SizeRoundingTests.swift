import Experiments
import Networks
import Testing

@Suite struct SizeRoundingTests {
  @Test func zfnetIsThePapersWhenRoundedUpAndOneLessWhenRoundedDown() {
    let sides = MapSides.sides(of: Architecture.zfnet.graph())
    #expect(
      sides.map(\.layer) == ["conv1", "pool1", "conv2", "pool2", "conv3", "conv4", "conv5", "pool5"])
    #expect(sides.map(\.up) == [110, 55, 26, 13, 13, 13, 13, 6])
    #expect(sides.map(\.down) == [109, 54, 25, 12, 12, 12, 12, 5])
  }
}
