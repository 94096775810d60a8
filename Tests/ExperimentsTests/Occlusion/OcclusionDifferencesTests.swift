import Experiments
import Testing

@Suite struct OcclusionDifferencesTests {
  @Test func differencesAreInsideMinusOutside() {
    let object = OcclusionEvidence.OnObject(
      dropInside: 0.5, dropOutside: 0.125, changesInside: 0.25, changesOutside: 0.75, isHit: true,
      chance: 0.2,
      isMiddleHit: false)
    #expect(object.dropDifference == 0.375 && object.changeDifference == -0.5)
    #expect(object.hitAdvantage == 1)
  }

  @Test(arguments: [(true, true, 0.0), (false, false, 0), (false, true, -1), (true, false, 1)])
  func pointingIsMeasuredAgainstTheMiddle(isHit: Bool, isMiddleHit: Bool, advantage: Double) {
    let object = OcclusionEvidence.OnObject(
      dropInside: 0, dropOutside: 0, changesInside: 0, changesOutside: 0, isHit: isHit, chance: 0,
      isMiddleHit: isMiddleHit)
    #expect(object.hitAdvantage == advantage)
  }

  @Test func onlyImagesOfWhichBothNetworksSaySomethingCount() {
    #expect(OcclusionAgreement.differences([0.5, nil, 0.25, 1], minus: [0.25, 0.5, nil, 2]) == [0.25, -1])
  }
}
