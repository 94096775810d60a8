import Experiments
import Testing

@Suite struct SanityNumberTests {
  @Test func aNegativeCorrelationExplainsNothing() {
    #expect(Correlation.explained(by: 0.5) == 0.25 && Correlation.explained(by: 1) == 1)
    #expect(Correlation.explained(by: -0.9) == 0 && Correlation.explained(by: 0) == 0)
  }

  @Test func theDenseLayersComeFirst() {
    let test = RandomizationTest(layers: ["fc8", "fc7", "fc6", "conv5", "conv4"], likeness: [])
    #expect(test.denseStage == 3)
    #expect(RandomizationTest(layers: ["conv1"], likeness: []).denseStage == 0)
  }
}
