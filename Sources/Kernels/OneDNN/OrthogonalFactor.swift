import COneDNN

/// The orthogonal factor of a matrix, nearly: what is left when all of its singular values are made about one.
///
/// Five steps of a Newton–Schulz iteration bring singular values above about a hundredth of the matrix's norm to 0.7…1.2, which
/// is near enough for a direction of descent (Jordan et al. 2024, “Muon”). The steps are polynomials of the small Gram matrix
/// alone, so that the large matrix is multiplied twice and no more.
package final class OrthogonalFactor {
  /// The polynomial x ↦ a·x + b·x³ + c·x⁵ of the singular values in each step (Jordan et al. 2024).
  private static let polynomial: (a: Float, b: Float, c: Float) = (3.4445, -4.7750, 2.0315)
  private static let steps = 5

  private let rows: Int
  private let columns: Int
  /// `[rows, columns]`: the matrix, divided by its norm, then what it is replaced by.
  private let matrix, result: DataBuffer
  /// Square matrices of the shorter side.
  private let gram, factor, product, step: DataBuffer
  private let makeGram, squareGram, extendFactor, stepGram, stepGramAgain, finish: Execution

  /// A factor of matrices `[rows, columns]`, row by row.
  package init(rows: Int, columns: Int) throws(OneDNNError) {
    precondition(rows > 0 && columns > 0, "a matrix of \(rows) × \(columns)")
    (self.rows, self.columns) = (rows, columns)
    let side = min(rows, columns)
    let (whole, square) = (try DataLayout(plain: [rows, columns]), try DataLayout(plain: [side, side]))
    let transposed = try whole.transposed()
    (matrix, result) = (try DataBuffer(whole), try DataBuffer(whole))
    (gram, factor) = (try DataBuffer(square), try DataBuffer(square))
    (product, step) = (try DataBuffer(square), try DataBuffer(square))
    let flipped = try DataBuffer(transposed, within: matrix, fromElement: 0)
    func multiply(
      _ left: DataBuffer, _ right: DataBuffer, into target: DataBuffer
    ) throws(OneDNNError) -> Execution {
      try Primitive(product: left.layout, right.layout, into: target.layout).on([
        (DNNL_ARG_SRC, left), (DNNL_ARG_WEIGHTS, right), (DNNL_ARG_DST, target),
      ])
    }
    let isWide = rows <= columns
    makeGram = try isWide ? multiply(matrix, flipped, into: gram) : multiply(flipped, matrix, into: gram)
    squareGram = try multiply(gram, gram, into: step)
    extendFactor = try multiply(step, factor, into: product)
    stepGram = try multiply(step, gram, into: product)
    stepGramAgain = try multiply(product, step, into: gram)
    finish = try isWide ? multiply(factor, matrix, into: result) : multiply(matrix, factor, into: result)
  }

  /// Replaces a matrix by its orthogonal factor; zero stays zero.
  package func replace(_ values: UnsafeMutablePointer<Float>) throws(OneDNNError) {
    let (count, side) = (rows * columns, min(rows, columns))
    var squares: Float = 0
    for index in 0..<count { squares += values[index] * values[index] }
    guard squares > 0 else { return }
    let scale = 1 / squares.squareRoot()
    let entries = matrix.floats
    for index in 0..<count { entries[index] = values[index] * scale }
    try makeGram.run()
    let (grams, factors, products, steps) = (gram.floats, factor.floats, product.floats, step.floats)
    for index in 0..<side * side { factors[index] = index % (side + 1) == 0 ? 1 : 0 }
    let (a, b, c) = Self.polynomial
    for number in 0..<Self.steps {
      try squareGram.run()
      for index in 0..<side * side {
        steps[index] = c * steps[index] + b * grams[index] + (index % (side + 1) == 0 ? a : 0)
      }
      try extendFactor.run()
      for index in 0..<side * side { factors[index] = products[index] }
      guard number + 1 < Self.steps else { break }
      try stepGram.run()
      try stepGramAgain.run()
    }
    try finish.run()
    let found = result.floats
    for index in 0..<count { values[index] = found[index] }
  }
}
