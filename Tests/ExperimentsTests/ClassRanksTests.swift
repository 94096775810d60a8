import Experiments
import Foundation
import Testing

@Suite struct ClassRanksTests {
  @Test func mistakesFollowFromRanks() throws {
    let ranks = ClassRanks([0, 4, 5, 1000])
    #expect(ranks.mistakes(top: 1) == [0, 1, 1, 1])
    #expect(ranks.mistakes(top: 5) == [0, 0, 1, 1])
    #expect(ranks.error(top: 5) == 0.5)
    #expect(ranks.mistakes(top: 255).last == 1)
    let encoded = try JSONEncoder().encode(ranks)
    #expect(try JSONDecoder().decode(ClassRanks.self, from: encoded) == ranks)
  }
}
