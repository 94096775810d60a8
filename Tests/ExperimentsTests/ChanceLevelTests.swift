import Experiments
import Testing

@Suite struct ChanceLevelTests {
  @Test func namingAtRandomErrsButForOneInAllClasses() {
    #expect(ChanceLevel(classes: 4).error == 0.75)
    #expect(ChanceLevel(classes: 1).error == 0)
  }

  @Test func errorsWithinTwoPointsOfChanceAreStalled() {
    let chance = ChanceLevel(classes: 4)
    #expect(chance.isStalled(0.74) && chance.isStalled(0.75) && chance.isStalled(0.9))
    #expect(!chance.isStalled(0.72) && !chance.isStalled(0.1))
  }
}
