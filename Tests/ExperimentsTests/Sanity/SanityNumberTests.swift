import Experiments
import Testing

@Suite struct SanityNumberTests {
  @Test func theStagesAboveTheMapsComeFirst() {
    func stage(_ title: String, isAboveMaps: Bool) -> RandomizationTest.Stage {
      .init(title: title, nodes: [title], isAboveMaps: isAboveMaps)
    }
    let test = RandomizationTest(
      stages: ["fc8", "fc7", "fc6"].map { stage($0, isAboveMaps: true) }
        + ["conv5", "conv4"].map { stage($0, isAboveMaps: false) }, likeness: [])
    #expect(test.stageAboveMaps == 3)
    #expect(
      RandomizationTest(stages: [stage("conv1", isAboveMaps: false)], likeness: []).stageAboveMaps == 0)
  }
}
