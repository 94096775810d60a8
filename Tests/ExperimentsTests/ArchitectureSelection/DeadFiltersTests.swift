import Experiments
import Tensors
import Testing

@Suite struct DeadFiltersTests {
  /// Filters of one channel and 2×2 pixels, each of one value throughout, which is its RMS.
  private func filters(_ sizes: [Float]) -> Tensor<Float> {
    Tensor([sizes.count, 1, 2, 2], sizes.flatMap { [$0, -$0, $0, -$0] })
  }

  @Test func smallFiltersAreDead() {
    let sizes: [Float] = [1, 0.05, 1, 0.09, 0.11, 1, 1, 1, 1, 1, 1]
    #expect(DeadFilters.byWeights(filters(sizes)) == [1, 3])
  }

  @Test func oneThatDominatesDoesNotMakeTheOthersDead() {
    let sizes = [Float](repeating: 1, count: 19) + [100]
    #expect(DeadFilters.byWeights(filters(sizes)).isEmpty)
    #expect(abs(DeadFilters.dominance(filters(sizes)) - 100) < 1e-4)
  }

  @Test func mostFiltersMayBeDead() {
    let sizes = [Float](repeating: 0.01, count: 16) + [1, 1, 1, 1]
    #expect(DeadFilters.byWeights(filters(sizes)).count == 16)
  }
}
