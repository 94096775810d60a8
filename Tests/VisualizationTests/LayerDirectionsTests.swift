import Tensors
import Testing
import Visualization

@Suite struct LayerDirectionsTests {
  @Test func aPlaceSaysTheWeightedSumOfItsMaps() {
    // Two maps of 1×2: (1, 2) and (10, 20).
    let values = Tensor<Float>([1, 2, 1, 2], [1, 2, 10, 20])
    let directions = LayerDirections(Tensor([3, 2], [1, 0, 0, 1, 2, -1]))
    #expect(directions.along(values).shape == [1, 3, 1, 2])
    #expect(directions.along(values).scalars == [1, 2, 10, 20, -8, -16])
  }

  @Test func randomDirectionsHaveLengthOneAndBelongToSeedAndLayer() {
    let drawn = LayerDirections.drawn(5, maps: 16, layer: "conv3", seed: 1).rows
    for row in 0..<5 {
      let length = drawn.slice(row..<row + 1).scalars.reduce(0) { $0 + $1 * $1 }
      #expect(abs(length - 1) < 1e-5)
    }
    #expect(LayerDirections.drawn(5, maps: 16, layer: "conv3", seed: 1).rows == drawn)
    #expect(LayerDirections.drawn(5, maps: 16, layer: "conv4", seed: 1).rows != drawn)
    #expect(LayerDirections.drawn(5, maps: 16, layer: "conv3", seed: 2).rows != drawn)
  }
}
