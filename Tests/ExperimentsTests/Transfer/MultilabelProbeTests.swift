import Experiments
import Tensors
import Testing

@Suite(.serialized) struct MultilabelProbeTests {
  private let labels = MultilabelTargets(
    present: [[0], [1], [0, 1], []], difficult: [[], [], [], [0]], classes: 2)

  @Test func difficultImagesCountNeitherWay() {
    #expect(labels.chance == [2.0 / 3, 0.5])
    // The last image would stand first for class 0, and does not count.
    let scores = [[3.0, 1, 2, 9], [0, 5, 4, 1]]
    #expect(labels.averagePrecisions(scores) == [1, 1])
    #expect(labels.averagePrecisions([[1.0, 3, 2, 9], []])[0] < 1)
    #expect(labels.averagePrecisions([[1.0, 3, 2, 9], []])[1].isNaN)
  }

  @Test func theIntervalHoldsTheMean() {
    let many = MultilabelTargets(
      present: (0..<80).map { $0 % 4 == 0 ? [0, 1] : $0 % 4 == 1 ? [1] : [] },
      difficult: (0..<80).map { _ in [] }, classes: 2)
    var stream = RandomStream(seed: 1, domain: "scores")
    let scores = (0..<2).map { label in
      many.present.map { ($0.contains(label) ? 0.8 : 0) + stream.normal() }
    }
    let (estimate, byClass) = many.judged([scores], seed: 1)
    let mean = many.averagePrecisions(scores).reduce(0, +) / 2
    #expect(estimate.value == mean && estimate.low < mean && estimate.high > mean)
    #expect(byClass.map(\.value) == many.averagePrecisions(scores))
    let none = many.lead(of: [scores], over: [scores], seed: 1)
    #expect(none.value == 0 && none.low == 0 && none.high == 0)
    let random = scores.map { _ in many.present.map { _ in stream.normal() } }
    let lead = many.lead(of: [scores], over: [random], seed: 1)
    #expect(lead.value == mean - many.averagePrecisions(random).reduce(0, +) / 2 && lead.low < lead.value)
    #expect(byClass.allSatisfy { $0.low < $0.value && $0.value < $0.high })
    #expect(many.judged([[scores[0], []]], seed: 1).byClass[1].value.isNaN)
  }

  /// Two networks that disagree: what Student's t makes of that reaches further than a precision can.
  @Test func theIntervalEndsWhereAPrecisionDoes() {
    let many = MultilabelTargets(
      present: (0..<80).map { $0 % 4 == 0 ? [0, 1] : $0 % 4 == 1 ? [1] : [] },
      difficult: (0..<80).map { _ in [] }, classes: 2)
    let right = (0..<2).map { label in many.present.map { $0.contains(label) ? 1.0 : 0 } }
    let wrong = right.map { $0.map { -$0 } }
    let (mean, byClass) = many.judged([right, wrong], seed: 1)
    for estimate in [mean] + byClass {
      #expect(estimate.low >= 0 && estimate.high <= 1 && estimate.low < estimate.high)
    }
  }

  @Test func featuresThatShowTheClassesRankThem() throws {
    var stream = RandomStream(seed: 2, domain: "presence")
    func make(_ count: Int) -> (Tensor<Float>, MultilabelTargets) {
      var values: [Float] = []
      var present: [Set<Int>] = []
      for _ in 0..<count {
        let own = Set((0..<3).filter { _ in stream.uniform() < 0.3 })
        present.append(own)
        for column in 0..<8 { values.append(Float(0.3 * stream.normal()) + (own.contains(column) ? 1 : 0)) }
      }
      let none = present.map { _ in Set<Int>() }
      return (
        Tensor([count, 8], values), MultilabelTargets(present: present, difficult: none, classes: 4)
      )
    }
    let (training, learned) = make(200)
    let (test, judged) = make(100)
    let ranking = try MultilabelProbe(test, learningFrom: training, learned, seed: 1)
    let precisions = judged.averagePrecisions(ranking.scores)
    #expect(precisions[..<3].allSatisfy { $0 > 0.95 })
    // The fourth class never shows.
    #expect(ranking.scores[3].isEmpty && precisions[3].isNaN)
    #expect(LinearMethod.supportVectors.strengths.map { $0 / 8 }.contains(ranking.cost))
  }

  @Test func chanceIsAveragedOverTheClassesThatCouldBeJudged() {
    let targets = MultilabelTargets(
      present: [[0], [0, 1], [], [0]], difficult: [[], [], [], []], classes: 2)
    #expect(targets.chance == [0.75, 0.25])
    #expect(targets.meanChance(whereKnown: [0.9, 0.2]) == 0.5)
    #expect(targets.meanChance(whereKnown: [0.9, .nan]) == 0.75)
  }
}
