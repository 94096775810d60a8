import CLIBLINEAR
import Experiments
import Tensors
import Testing

/// Support vector machines beside LIBLINEAR's, each class's by itself.
@Suite(.serialized) struct SupportVectorTests {
  /// More examples than features, and fewer; the minimum is one, so that both solvers end there within their tolerance.
  @Test(arguments: [(120, 20), (60, 150)], LinearMethod.supportVectors.strengths)
  func theMinimumIsLIBLINEARs(_ size: (count: Int, dimension: Int), strength: Double) throws {
    let examples = ClusterFeatures.make(
      count: size.count, classes: 4, dimension: size.dimension, distance: 3, seed: 5)
    let cost = strength / Double(size.dimension)
    let standardized = LabeledFeatures(
      values: Standardization(of: examples.values).apply(to: examples.values), labels: examples.labels,
      classes: 4)
    let fit = try SupportVectors.fit(standardized, cost: cost, precision: 1e-3)
    for label in 0..<4 {
      let own =
        (0..<size.dimension).map { Double(fit.weights[label * size.dimension + $0]) }
        + [Double(fit.biases[label])]
      let reference = Self.fit(standardized, label: label, cost: cost)
      let (ours, theirs) = (
        Self.objective(standardized, label: label, cost: cost, own),
        Self.objective(standardized, label: label, cost: cost, reference)
      )
      // A convex objective is flat at its minimum: to the square of what the gradients are to.
      #expect(abs(ours - theirs) < 1e-4 * theirs, "class \(label): \(ours), LIBLINEAR \(theirs)")
      #expect(Self.distance(own, reference) < 0.01)
    }
  }

  /// Where a fit begins decides how long it takes, not where it ends.
  @Test func theEndHangsOnNoStart() throws {
    let examples = ClusterFeatures.make(count: 150, classes: 5, dimension: 40, distance: 2, seed: 6)
    let first = try LinearMethod.supportVectors.fit(examples, strength: 0.01)
    let (cold, _) = try SupportVectors.fit(examples, cost: 0.25, precision: 1e-3)
    let (warm, _) = try SupportVectors.fit(examples, cost: 0.25, startingFrom: first, precision: 1e-3)
    #expect(Self.distance(cold.scalars.map(Double.init), warm.scalars.map(Double.init)) < 0.01)
  }

  /// The length of the difference of two vectors, as a share of the second's.
  private static func distance(_ a: [Double], _ b: [Double]) -> Double {
    let (difference, length) = zip(a, b).reduce((0.0, 0.0)) {
      ($0.0 + ($1.0 - $1.1) * ($1.0 - $1.1), $0.1 + $1.1 * $1.1)
    }
    return (difference / length).squareRoot()
  }

  /// Half the squared length, bias included, plus C times the squared hinges.
  private static func objective(
    _ examples: LabeledFeatures, label: Int, cost: Double, _ weights: [Double]
  ) -> Double {
    let dimension = examples.dimension
    let losses = (0..<examples.count).map { row in
      let side: Double = examples.labels[row] == label ? 1 : -1
      let score = (0..<dimension).reduce(weights[dimension]) {
        $0 + weights[$1] * Double(examples.values[row * dimension + $1])
      }
      let hinge = max(0, 1 - side * score)
      return hinge * hinge
    }
    return weights.map { $0 * $0 }.reduce(0, +) / 2 + cost * losses.reduce(0, +)
  }

  /// LIBLINEAR's weights and, after them, its bias, to a hundred-thousandth of the gradient at zero.
  private static func fit(_ examples: LabeledFeatures, label: Int, cost: Double) -> [Double] {
    zfnet_liblinear_silence()
    let (count, dimension) = (examples.count, examples.dimension)
    // Every row: its features (numbered from 1), a constant 1 for the bias, and the end mark −1.
    let length = dimension + 2
    var nodes = (0..<count).flatMap { row in
      (0..<dimension).map {
        feature_node(index: Int32($0 + 1), value: Double(examples.values[row * dimension + $0]))
      } + [feature_node(index: Int32(dimension + 1), value: 1), feature_node(index: -1, value: 0)]
    }
    var targets = examples.labels.map { $0 == label ? 1.0 : -1.0 }
    let own = examples.labels.count { $0 == label }
    var parameters = parameter()
    parameters.solver_type = Int32(L2R_L2LOSS_SVC)
    // The library's ε is for classes of one size: of few examples against many it asks for a gradient as much smaller.
    parameters.eps = 1e-5 * Double(count) / Double(min(own, count - own))
    parameters.C = cost
    parameters.p = 0.1
    return nodes.withUnsafeMutableBufferPointer { nodes in
      targets.withUnsafeMutableBufferPointer { targets in
        var starts = (0..<count).map { Optional(nodes.baseAddress! + $0 * length) }
        return starts.withUnsafeMutableBufferPointer { starts in
          var task = problem(
            l: Int32(count), n: Int32(dimension + 1), y: targets.baseAddress, x: starts.baseAddress, bias: 1)
          var model = train(&task, &parameters)
          defer { free_and_destroy_model(&model) }
          // The weights point to the side of the label that it names first.
          let sign: Double = model!.pointee.label[0] == 1 ? 1 : -1
          return (0...dimension).map { sign * model!.pointee.w[$0] }
        }
      }
    }
  }
}
