import Experiments
import Testing

@Suite struct SignComparisonsTests {
  private func change(_ signs: [Float]) -> SignChange {
    SignChange(from: signs[...], hidden: [Float](repeating: 0, count: signs.count)[...])
  }

  /// Three faces. Each part changes all faces alike; the controls change each face in another unit, in three draws.
  private var changes: SignComparisons.Changes {
    let alike = [change([1, 1, 0, 0]), change([1, 1, 0, 0]), change([1, 1, 0, 0])]
    let apart = [change([1, 0, 0, 0]), change([0, 1, 0, 0]), change([0, 0, 1, 0])]
    var changes: SignComparisons.Changes = [:]
    for part in HiddenPlace.parts { changes[part] = [5: [alike], 7: [apart]] }
    for control in SignComparisons.controls {
      changes[control] = [5: [apart, apart, apart], 7: [alike, alike, alike]]
    }
    return changes
  }

  @Test func everyPartIsComparedWithEveryControlByEveryMeasure() {
    let all = SignComparisons.all(
      of: changes, layers: [5, 7], draws: 3, isOfFive: false, hasRandomWeights: true, seed: 1)
    // Two layers, three controls, three parts and all together, two measures.
    #expect(all.count == 2 * 3 * 4 * 2)
    #expect(all.allSatisfy { !$0.isOfFive && $0.hasRandomWeights })
    for each in all where each.measure == .all {
      // Alike is a distance of 0 over all units, apart one of 2/4.
      #expect(abs(each.summary.difference - (each.layer == 5 ? -0.5 : 0.5)) < 1e-12)
    }
  }

  @Test func thePartsTogetherAreTakenInTurn() {
    var changes = changes
    let noses = [change([1, 0, 0, 0]), change([0, 1, 0, 0]), change([0, 0, 1, 0])]
    changes[.nose] = [5: [noses]]
    let together = SignComparisons.consistency(of: changes, nil, against: .random, layer: 5, .all, draws: 3)
    // One draw in three is of the nose, whose faces differ in 2/4.
    #expect(abs(together.hidden.mean - 0.5 / 3) < 1e-12)
  }

  /// At layer 5 the parts are alike and random places are not: a relative difference of −1. At layer 7 it is the other way
  /// round, with a control of 0, of which nothing is a share.
  @Test func contrastsAreOfTheFirstMinusTheSecond() {
    let layers = SignComparisons.layerContrast(changes, draws: 3, seed: 1)
    #expect(layers.value == -1 && layers.high < 0)
    var untrained = changes
    for part in HiddenPlace.parts { untrained[part]?[5] = [changes[.random]![5]![0]] }
    let learned = SignComparisons.learnedContrast(
      trained: changes, randomWeights: untrained, draws: 3, seed: 1)
    #expect(learned.value == -1 && learned.high < 0)
    let forgotten = SignComparisons.learnedContrast(
      trained: untrained, randomWeights: changes, draws: 3, seed: 1)
    #expect(forgotten.value == 1 && forgotten.low > 0)
  }

  @Test func someOfTheFaces() throws {
    let two = SignComparisons.changes(changes, ofFaces: [2, 0])
    #expect(try #require(two[.random]?[5]?[1]).map(\.signs) == [[0, 0, 1, 0], [1, 0, 0, 0]])
  }
}
