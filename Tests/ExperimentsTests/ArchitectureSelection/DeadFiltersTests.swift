import Experiments
import Tensors
import Testing

@Suite struct DeadFiltersTests {
  /// Filters of one channel and 2×2 pixels, each of one value throughout, which is its RMS.
  private func filters(_ sizes: [Float]) -> Tensor<Float> {
    Tensor([sizes.count, 1, 2, 2], sizes.flatMap { [$0, -$0, $0, -$0] })
  }

  /// Another direction than all of the filters above.
  private func elsewhere(_ count: Int) -> Tensor<Float> {
    Tensor([count, 1, 2, 2], (0..<count).flatMap { _ in [Float(1), 1, -1, -1] })
  }

  @Test func filtersThatTrainingHasNotTurnedAreDead() {
    let start = filters([1, 1, 1, 1])
    var scalars = filters([0.9, 1, 1, 1.2]).scalars
    // The second has learned a little, the third a lot.
    scalars[4] += 0.05
    scalars[8] += 2
    #expect(DeadFilters.byWeights(Tensor([4, 1, 2, 2], scalars), startedFrom: start) == [0, 1, 3])
  }

  @Test func smallFiltersAreDead() {
    let sizes: [Float] = [1, 0.05, 1, 0.09, 0.11, 1, 1, 1, 1, 1, 1]
    #expect(DeadFilters.byWeights(filters(sizes), startedFrom: elsewhere(sizes.count)) == [1, 3])
  }

  @Test func oneThatDominatesDoesNotMakeTheOthersDead() {
    let sizes = [Float](repeating: 1, count: 19) + [100]
    #expect(DeadFilters.byWeights(filters(sizes), startedFrom: elsewhere(sizes.count)).isEmpty)
    #expect(abs(DeadFilters.dominance(filters(sizes)) - 100) < 1e-4)
  }

  @Test func mostFiltersMayBeDead() {
    let sizes = [Float](repeating: 0.01, count: 16) + [1, 1, 1, 1]
    #expect(DeadFilters.byWeights(filters(sizes), startedFrom: elsewhere(sizes.count)).count == 16)
  }
}
