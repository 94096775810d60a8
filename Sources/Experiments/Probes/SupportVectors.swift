import Kernels
import Processes
import Tensors

/// Linear support vector machines with the squared hinge loss, one class against the rest: half the weights' squared length,
/// the bias's included, plus C times the sum of the examples' squared hinges (LIBLINEAR's `L2R_L2LOSS_SVC`, Fan et al. 2008).
///
/// The problem is strictly convex and draws nothing at random. Each class is minimized by Newton's method with conjugate
/// gradients (Keerthi & DeCoste 2005); what they need of the examples, two products a step, is computed for all classes
/// together, so that the examples pass through memory once for all of them.
package enum SupportVectors {
  /// The most Newton steps; a handful is usual.
  private static let mostSteps = 200

  /// The weights `[classes, features]` and biases for standardized features; a class without examples gets a bias of −∞.
  ///
  /// - Parameters:
  ///   - examples: at least two classes must have examples.
  ///   - cost: C, what an example on the wrong side costs.
  ///   - start: where the search begins, by class; at zero where there is none.
  ///   - precision: the length of the gradient at the end, as a share of that at zero; LIBLINEAR's is the same.
  /// - Throws: `OneDNNError`; `Interruption`, since many classes and examples take longer than a stop may wait.
  package static func fit(
    _ examples: LabeledFeatures, cost: Double, startingFrom start: LinearClassifier? = nil,
    precision: Double = 0.01
  ) throws -> (weights: Tensor<Float>, biases: [Float]) {
    let seen = Set(examples.labels).sorted()
    precondition(seen.count > 1, "examples of one class alone separate nothing")
    let machines = Machines(
      seen.map { label in
        HingeProblem(
          signs: examples.labels.map { $0 == label ? 1 : -1 }, cost: cost,
          start: start?.separation(of: label) ?? [Float](repeating: 0, count: examples.dimension + 1),
          precision: precision)
      }, products: try ExampleProducts(examples, classes: seen.count))
    try machines.begin()
    for _ in 0..<mostSteps where try machines.isUnfinished() {
      try machines.step()
    }
    var weights = Tensor<Float>(zeros: [examples.classes, examples.dimension])
    var biases = [Float](repeating: -.infinity, count: examples.classes)
    weights.withUnsafeMutableBuffer { weights in
      for (problem, label) in zip(machines.problems, seen) {
        let target = weights[(label * examples.dimension)...]
        _ = UnsafeMutableBufferPointer(rebasing: target).update(fromContentsOf: problem.weights.dropLast())
        biases[label] = problem.weights[examples.dimension]
      }
    }
    return (weights, biases)
  }
}

/// The classes' machines, minimized side by side: the products are made for all together, and the rest for each by itself.
private final class Machines {
  let problems: [HingeProblem]
  private let products: ExampleProducts
  /// What goes in or comes out for all classes: parameters as `ExampleProducts` has them.
  private var parameters: [Float]
  private let dimension: Int

  init(_ problems: [HingeProblem], products: ExampleProducts) {
    self.problems = problems
    self.products = products
    dimension = problems[0].weights.count - 1
    parameters = [Float](repeating: 0, count: products.parameterCount)
  }

  /// Notes how long the gradients at zero are, by which the end is judged.
  func begin() throws {
    let coefficients = try scores { _ in nil }
    try combine(coefficients, { $0.residuals(at: nil) }) { $0.setStart($1) }
  }

  /// Computes the gradients where the machines are.
  ///
  /// - Returns: whether any class has not reached its minimum.
  func isUnfinished() throws -> Bool {
    let scores = try scores { $0.weights }
    read(scores) { $0.scores = $1 }
    try combine(scores, { $0.residuals(at: $0.scores) }) { $0.setGradient($1) }
    return problems.contains { !$0.isFinished }
  }

  /// One step of Newton's method for each class that has not reached its minimum.
  func step() throws {
    while problems.contains(where: \.isSearching) {
      try Interruption.check()
      let scores = try scores { $0.isSearching ? $0.direction : nil }
      read(scores) { $0.directionScores = $1 }
      try combine(scores, { $0.curvedScores() }) { $0.advance($1) }
    }
    let problems = problems
    ParallelLoop.run(problems.count) { problems[$0].move() }
  }

  /// The scores of one vector a class, zero where a class has none.
  private func scores(
    _ vector: @Sendable (HingeProblem) -> [Float]?
  ) throws -> UnsafeMutableBufferPointer<Float> {
    let (problems, dimension) = (problems, dimension)
    parameters.withUnsafeMutableBufferPointer { parameters in
      // Each class writes its own part.
      nonisolated(unsafe) let parameters = parameters
      ParallelLoop.run(problems.count) { place in
        let own = UnsafeMutableBufferPointer(rebasing: parameters[(place * dimension)...].prefix(dimension))
        let vector = vector(problems[place])
        if let vector { _ = own.update(fromContentsOf: vector.dropLast()) } else { own.update(repeating: 0) }
        parameters[problems.count * dimension + place] = vector?[dimension] ?? 0
      }
    }
    return try products.scores(of: parameters)
  }

  /// Gives each class its column of `[examples, classes]`.
  private func read(
    _ scores: UnsafeMutableBufferPointer<Float>, _ take: @Sendable (HingeProblem, [Float]) -> Void
  ) {
    let problems = problems
    nonisolated(unsafe) let scores = scores
    ParallelLoop.run(problems.count) { place in
      let rows = scores.count / problems.count
      let column = [Float](unsafeUninitializedCapacity: rows) { column, count in
        for row in 0..<rows { column[row] = scores[row * problems.count + place] }
        count = rows
      }
      take(problems[place], column)
    }
  }

  /// The sum of the examples, weighted by each class's coefficients, for each class.
  private func combine(
    _ memory: UnsafeMutableBufferPointer<Float>, _ coefficients: @Sendable (HingeProblem) -> [Float],
    _ take: @Sendable (HingeProblem, [Float]) -> Void
  ) throws {
    let (problems, dimension) = (problems, dimension)
    nonisolated(unsafe) let memory = memory
    ParallelLoop.run(problems.count) { place in
      coefficients(problems[place]).withUnsafeBufferPointer { own in
        for row in own.indices { memory[row * problems.count + place] = own[row] }
      }
    }
    try products.combination(of: memory, into: &parameters)
    let sums = parameters
    ParallelLoop.run(problems.count) { place in
      let first = place * dimension
      take(problems[place], sums[first..<first + dimension] + [sums[problems.count * dimension + place]])
    }
  }
}

extension LinearClassifier {
  /// One class's weights and, after them, its bias; nil for a class that was never seen.
  fileprivate func separation(of label: Int) -> [Float]? {
    guard biases[label].isFinite else { return nil }
    let columns = standardization.means.count
    return (0..<columns).map { weights[label * columns + $0] } + [biases[label]]
  }
}
