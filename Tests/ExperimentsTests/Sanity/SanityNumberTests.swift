import Experiments
import Testing

@Suite struct SanityNumberTests {
  @Test func theDenseLayersComeFirst() {
    let test = RandomizationTest(layers: ["fc8", "fc7", "fc6", "conv5", "conv4"], likeness: [])
    #expect(test.denseStage == 3)
    #expect(RandomizationTest(layers: ["conv1"], likeness: []).denseStage == 0)
  }
}
