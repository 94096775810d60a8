import Experiments
import Tensors
import Testing

@Suite struct RandomProjectionTests {
  @Test func aProjectionIsTheProductWithItsMatrix() {
    let projection = RandomProjection(from: 40, to: 8, seed: 1)
    // The rows of the identity give the matrix itself.
    let identity = Tensor<Float>([40, 40], (0..<1600).map { $0 % 41 == 0 ? 1 : 0 })
    let matrix = projection.apply(to: identity)
    var stream = RandomStream(seed: 3, domain: "values")
    let values = Tensor<Float>([5, 40], (0..<200).map { _ in Float(stream.normal()) })
    let projected = projection.apply(to: values)
    #expect(projected.shape == [5, 8])
    for row in 0..<5 {
      for output in 0..<8 {
        let expected = (0..<40).reduce(0.0) {
          $0 + Double(values[row * 40 + $1]) * Double(matrix[$1 * 8 + output])
        }
        #expect(abs(Double(projected[row * 8 + output]) - expected) < 1e-4)
      }
    }
  }

  @Test func distancesAreAboutKept() {
    var stream = RandomStream(seed: 4, domain: "values")
    let values = Tensor<Float>([6, 500], (0..<3000).map { _ in Float(stream.normal()) })
    let projected = RandomProjection(from: 500, to: 300, seed: 2).apply(to: values)
    func distance(_ table: Tensor<Float>, _ a: Int, _ b: Int) -> Double {
      let columns = table.shape[1]
      return (0..<columns).reduce(0.0) { sum, column in
        let difference = Double(table[a * columns + column]) - Double(table[b * columns + column])
        return sum + difference * difference
      }.squareRoot()
    }
    for a in 0..<6 {
      for b in 0..<a {
        // The ratio's deviation is about 1 / √(2 · 300) = 0.04.
        #expect(abs(distance(projected, a, b) / distance(values, a, b) - 1) < 0.2)
      }
    }
  }

  @Test func fewFeaturesStayAsTheyAre() {
    let features = LabeledFeatures(
      values: Tensor<Float>([2, 3], [1, 2, 3, 4, 5, 6]), labels: [0, 1], classes: 2)
    #expect((0..<6).allSatisfy { features.projected(to: 3, seed: 1).values[$0] == features.values[$0] })
    #expect(features.projected(to: 2, seed: 1).dimension == 2)
  }
}
