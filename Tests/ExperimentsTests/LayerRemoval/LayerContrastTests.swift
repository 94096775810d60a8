import Experiments
import Networks
import Testing

@Suite struct LayerContrastTests {
  /// What section 5.1 says follows from the paper's own table.
  @Test func thePapersConclusionsFollowFromItsNumbers() {
    func points(_ contrast: LayerContrast) -> Double { (contrast.paper * 1000).rounded() / 10 }
    #expect(points(.depth) == 30.8)
    #expect(points(.withoutMiddle) == 10.5)
    #expect(points(.withoutDense) == 11.1)
    let resized: [(Architecture, Double)] = [
      (.alexnetDense2048, 1.2), (.zfnetDense2048, 1.8), (.alexnetDense8192, -0.5), (.zfnetDense8192, 0.4),
    ]
    for (kind, cost) in resized { #expect(points(.change(.validation, to: kind)) == cost) }
    #expect(points(.wideGap) == 13.4)
    #expect(abs(LayerContrast.resizedDense.paper - 0.00725) < 1e-12)
  }

  /// Rows of a hundred images with so many mistakes.
  private func outcome(training: Int, validation: [Int]) -> LayerRemoval.Outcome {
    func ranks(_ mistakes: Int) -> ClassRanks { ClassRanks((0..<100).map { $0 < mistakes ? 1 : 0 }) }
    return LayerRemoval.Outcome(
      training: validation.map { _ in ranks(training) }, validation: validation.map(ranks))
  }

  @Test func aRunGivesTheSameSumOverItsOwnRows() {
    let outcomes: [Architecture: LayerRemoval.Outcome] = [
      .zfnet: outcome(training: 10, validation: [30, 34]), .zfnetWide: outcome(training: 5, validation: [40]),
    ]
    let gap = LayerContrast.wideGap.measured(outcomes, seed: 1)
    #expect(abs(gap.value - (0.35 - 0.22)) < 1e-9)
    #expect(gap.low < gap.value && gap.high > gap.value)
    #expect(LayerContrast.wideGap.missing(from: outcomes).isEmpty)
    #expect(LayerContrast.depth.missing(from: outcomes) == [.alexnetWithout3467, .alexnet])
    #expect(LayerContrast.wideGap.imageCount(outcomes) == 200)
  }

  @Test func aRowsErrorsAreMeansOverItsNetworks() {
    let errors = outcome(training: 10, validation: [30, 34]).errors
    #expect(abs(errors.validation - 0.32) < 1e-12 && abs(errors.gap - 0.22) < 1e-12)
    #expect(errors.validationTop5 == 0)
  }
}
