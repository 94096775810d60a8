/// One class against the rest: where its minimization is, and what the next product with the examples makes of it. Vectors
/// of weights have the bias at their end.
///
/// A step is Newton's, by conjugate gradients to a tenth of the gradient's length, halved until it lowers the objective: as
/// the second derivative jumps where an example reaches its margin, the whole step may be too long.
final class HingeProblem: @unchecked Sendable {
  // Unchecked: each is changed by one thread at a time, which `ParallelLoop` hands it to.
  /// 1 for the class's examples, −1 for the others.
  private let signs: [Float]
  private let cost: Float
  /// The weights and the bias.
  private(set) var weights: [Float]
  /// The examples' scores by `weights`.
  var scores: [Float] = []
  /// Below this the gradient's length ends the minimization.
  private var tolerance: Float = 0
  private var gradient: [Float] = []
  private(set) var isFinished = false

  /// Whether the search for the step goes on.
  private(set) var isSearching = false
  /// What the step is lengthened by next.
  private(set) var direction: [Float] = []
  /// The examples' scores by `direction`.
  var directionScores: [Float] = []
  private var step: [Float] = []
  private var stepScores: [Float] = []
  private var residual: [Float] = []
  private var residualSquare: Float = 0
  private var isCurved: [Bool] = []

  /// The length of the gradient at the end, as a share of that at zero.
  private let precision: Float
  /// The length of the residual of Newton's equation, as a share of the gradient's.
  private static let stepPrecision: Float = 0.1
  /// The least share of what the slope promises that a step must lower the objective by.
  private static let sufficientShare: Float = 1e-4

  init(signs: [Float], cost: Double, start: [Float], precision: Double) {
    self.signs = signs
    self.cost = Float(cost)
    self.precision = Float(precision)
    weights = start
  }

  /// What each example pulls by: its sign times its hinge, at scores or at zero.
  func residuals(at scores: [Float]?) -> [Float] {
    guard let scores else { return signs }
    return zip(signs, scores).map { $0 * max(0, 1 - $0 * $1) }
  }

  /// Takes the examples' sum at zero.
  func setStart(_ sum: [Float]) { tolerance = precision * 2 * cost * Self.square(sum).squareRoot() }

  /// Takes the examples' sum where the weights are, and begins the search for a step.
  func setGradient(_ sum: [Float]) {
    gradient = zip(weights, sum).map { $0 - 2 * cost * $1 }
    let square = Self.square(gradient)
    isFinished = square.squareRoot() <= tolerance
    isSearching = !isFinished
    residual = gradient.map { -$0 }
    direction = residual
    residualSquare = square
    step = [Float](repeating: 0, count: weights.count)
    stepScores = [Float](repeating: 0, count: signs.count)
    isCurved = zip(signs, scores).map { $0 * $1 < 1 }
  }

  /// The direction's scores of the examples within their margin: the only ones whose loss is curved.
  func curvedScores() -> [Float] {
    guard isSearching else { return [Float](repeating: 0, count: signs.count) }
    return zip(isCurved, directionScores).map { $0 ? $1 : 0 }
  }

  /// Takes the examples' sum by `curvedScores`, and goes one conjugate gradient on.
  func advance(_ sum: [Float]) {
    guard isSearching else { return }
    let curvature = zip(direction, sum).map { $0 + 2 * cost * $1 }
    let length = residualSquare / Self.product(direction, curvature)
    Self.add(length, direction, to: &step)
    Self.add(-length, curvature, to: &residual)
    Self.add(length, directionScores, to: &stepScores)
    let square = Self.square(residual)
    let bound = Self.stepPrecision * Self.square(gradient).squareRoot()
    isSearching = square.squareRoot() > bound
    let share = square / residualSquare
    direction = zip(residual, direction).map { $0 + share * $1 }
    residualSquare = square
  }

  /// Goes the step, or the largest half, quarter and so on of it that lowers the objective enough.
  func move() {
    guard !isFinished else { return }
    let slope = Self.product(gradient, step)
    let (inner, square) = (Self.product(weights, step), Self.square(step))
    let before = loss(0)
    var share: Float = 1
    for _ in 0..<30 {
      let change = Double(share * inner + share * share / 2 * square) + loss(share) - before
      if change <= Double(Self.sufficientShare * share * slope) { break }
      share /= 2
    }
    Self.add(share, step, to: &weights)
  }

  /// C times the squared hinges after a share of the step.
  private func loss(_ share: Float) -> Double {
    var sum = 0.0
    for ((sign, score), step) in zip(zip(signs, scores), stepScores) {
      let hinge = max(0, 1 - sign * (score + share * step))
      sum += Double(hinge * hinge)
    }
    return Double(cost) * sum
  }

  private static func add(_ share: Float, _ vector: [Float], to sum: inout [Float]) {
    sum.withUnsafeMutableBufferPointer { sum in
      vector.withUnsafeBufferPointer { vector in
        for index in sum.indices { sum[index] += share * vector[index] }
      }
    }
  }

  private static func product(_ a: [Float], _ b: [Float]) -> Float {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in DotProduct.of(a.baseAddress!, b.baseAddress!, count: a.count) }
    }
  }

  private static func square(_ a: [Float]) -> Float { product(a, a) }
}
