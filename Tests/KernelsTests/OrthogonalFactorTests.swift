import Kernels
import Tensors
import Testing

@Suite struct OrthogonalFactorTests {
  private func noise(_ count: Int) -> [Float] {
    var stream = RandomStream(seed: 3, domain: "matrix")
    return (0..<count).map { _ in Float(stream.normal()) }
  }

  /// The same iteration on the whole matrix, written out: X ← a·X + b·(X·Xᵀ)·X + c·(X·Xᵀ)²·X.
  private func reference(_ values: [Float], _ rows: Int, _ columns: Int) -> [Double] {
    var x = values.map(Double.init)
    let norm = x.reduce(0) { $0 + $1 * $1 }.squareRoot()
    x = x.map { $0 / norm }
    func multiplied(_ a: [Double], _ b: [Double], _ n: Int, _ k: Int, _ m: Int) -> [Double] {
      var c = [Double](repeating: 0, count: n * m)
      for i in 0..<n { for p in 0..<k { for j in 0..<m { c[i * m + j] += a[i * k + p] * b[p * m + j] } } }
      return c
    }
    for _ in 0..<5 {
      var flipped = [Double](repeating: 0, count: x.count)
      for i in 0..<rows { for j in 0..<columns { flipped[j * rows + i] = x[i * columns + j] } }
      let gram = multiplied(x, flipped, rows, columns, rows)
      let first = multiplied(gram, x, rows, rows, columns)
      let second = multiplied(gram, first, rows, rows, columns)
      x = x.indices.map { 3.4445 * x[$0] - 4.7750 * first[$0] + 2.0315 * second[$0] }
    }
    return x
  }

  @Test(arguments: [(16, 40), (40, 16), (24, 24), (1, 9)]) func itIsTheIterationWrittenOut(
    _ rows: Int, _ columns: Int
  ) throws {
    let values = noise(rows * columns)
    var found = values
    let factor = try OrthogonalFactor(rows: rows, columns: columns)
    try found.withUnsafeMutableBufferPointer { try factor.replace($0.baseAddress!) }
    for (own, expected) in zip(found, reference(values, rows, columns)) {
      #expect(abs(Double(own) - expected) < 2e-3)
    }
    // A second matrix through the same buffers is not touched by the first.
    var again = values.map { $0 * 100 }
    try again.withUnsafeMutableBufferPointer { try factor.replace($0.baseAddress!) }
    #expect(zip(found, again).allSatisfy { abs($0 - $1) < 1e-4 })
  }

  /// Rows of different length and direction become about orthonormal.
  @Test func singularValuesComeNearOne() throws {
    let (rows, columns) = (8, 50)
    var values = noise(rows * columns)
    for index in values.indices { values[index] *= Float(1 + index / columns) }
    try values.withUnsafeMutableBufferPointer {
      try OrthogonalFactor(rows: rows, columns: columns).replace($0.baseAddress!)
    }
    for a in 0..<rows {
      for b in 0...a {
        let dot = (0..<columns).reduce(Float(0)) { $0 + values[a * columns + $1] * values[b * columns + $1] }
        #expect(a == b ? (0.4...1.6).contains(dot) : abs(dot) < 0.5)
      }
    }
  }

  @Test func nothingStaysNothing() throws {
    var zeros = [Float](repeating: 0, count: 12)
    try zeros.withUnsafeMutableBufferPointer {
      try OrthogonalFactor(rows: 3, columns: 4).replace($0.baseAddress!)
    }
    #expect(zeros.allSatisfy { $0 == 0 })
  }
}
