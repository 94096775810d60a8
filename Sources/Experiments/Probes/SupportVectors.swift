import CLIBLINEAR
import Kernels
import Processes
import Tensors

/// A linear support vector machine with the squared hinge loss, one class against the rest, by LIBLINEAR
/// (Fan et al. 2008; solver `L2R_L2LOSS_SVC`, a trust-region Newton method on the primal problem).
///
/// The problem is strictly convex, and this solver draws nothing at random: the classes are fitted side by side, each the
/// same whatever the others do. (LIBLINEAR's dual solvers draw their order from libc's `rand`, which the process shares.)
public enum SupportVectors {
  /// LIBLINEAR's version, such as `2.30`.
  public static var libraryVersion: String {
    let number = Int(zfnet_liblinear_version())
    return "\(number / 100).\(number % 100)"
  }

  /// The weights `[classes, features]` and biases for standardized features; a class without examples gets a bias of −∞.
  ///
  /// - Parameters:
  ///   - examples: at least two classes must have examples.
  ///   - cost: LIBLINEAR's C, what an example on the wrong side costs.
  ///   - start: where the search begins, by class; at zero where there is none.
  /// - Throws: `Interruption`: many classes and examples take longer than a stop may wait.
  static func fit(
    _ examples: LabeledFeatures, cost: Double, startingFrom start: LinearClassifier? = nil
  ) throws -> (weights: Tensor<Float>, biases: [Float]) {
    let seen = Set(examples.labels).sorted()
    precondition(seen.count > 1, "examples of one class alone separate nothing")
    zfnet_liblinear_silence()
    let rows = Rows(examples)
    // Two classes are one problem: the second one's machine is the first one's, turned round.
    let fitted = seen.count == 2 ? Array(seen.prefix(1)) : seen
    var weights = Tensor<Float>(zeros: [examples.classes, examples.dimension])
    var biases = [Float](repeating: -.infinity, count: examples.classes)
    weights.withUnsafeMutableBuffer { weights in
      biases.withUnsafeMutableBufferPointer { biases in
        // Each task writes its own class alone.
        nonisolated(unsafe) let (weights, biases) = (weights, biases)
        ParallelLoop.run(fitted.count) { task in
          if Interruption.requested != nil { return }
          let label = fitted[task]
          let first = label * examples.dimension
          biases[label] = rows.separate(
            label, cost: cost, startingFrom: start?.separation(of: label),
            weights: UnsafeMutableBufferPointer(rebasing: weights[first..<first + examples.dimension]))
        }
        guard let opposite = seen.last, fitted.count < seen.count else { return }
        for column in 0..<examples.dimension {
          weights[opposite * examples.dimension + column] = -weights[fitted[0] * examples.dimension + column]
        }
        biases[opposite] = -biases[fitted[0]]
      }
    }
    try Interruption.check()
    return (weights, biases)
  }

  /// The examples as LIBLINEAR takes them, shared by all classes.
  private final class Rows: @unchecked Sendable {
    // Unchecked, because of the pointers: what they point to is written here and only read afterward.
    private let nodes: UnsafeMutablePointer<feature_node>
    private let starts: UnsafeMutablePointer<UnsafeMutablePointer<feature_node>?>
    private let labels: [Int]
    private let dimension: Int
    /// The length of the gradient where a fit ends, as a share of that where it starts.
    private static let precision = 0.01

    init(_ examples: LabeledFeatures) {
      let (rows, dimension) = (examples.count, examples.dimension)
      // Every row: its features (numbered from 1), a constant 1 for the bias, and the end mark −1.
      let length = dimension + 2
      nodes = .allocate(capacity: rows * length)
      starts = .allocate(capacity: rows)
      labels = examples.labels
      self.dimension = dimension
      examples.values.withUnsafeBuffer { values in
        for row in 0..<rows {
          let start = nodes + row * length
          for column in 0..<dimension {
            start[column] = feature_node(
              index: Int32(column + 1), value: Double(values[row * dimension + column]))
          }
          start[dimension] = feature_node(index: Int32(dimension + 1), value: 1)
          start[dimension + 1] = feature_node(index: -1, value: 0)
          starts[row] = start
        }
      }
    }

    deinit {
      nodes.deallocate()
      starts.deallocate()
    }

    /// Fits one class against the rest, writes its weights and returns its bias.
    ///
    /// - Parameter start: the weights and, after them, the bias that the search begins with; zeros where it is nil.
    func separate(
      _ label: Int, cost: Double, startingFrom start: [Double]?, weights: UnsafeMutableBufferPointer<Float>
    ) -> Float {
      let targets = UnsafeMutablePointer<Double>.allocate(capacity: labels.count)
      defer { targets.deallocate() }
      for row in labels.indices { targets[row] = labels[row] == label ? 1 : -1 }
      var task = problem(l: Int32(labels.count), n: Int32(dimension + 1), y: targets, x: starts, bias: 1)
      var parameters = parameter()
      parameters.solver_type = Int32(L2R_L2LOSS_SVC)
      // The library's ε is for classes of one size: of few examples against many it asks for a gradient as much smaller.
      let own = labels.count { $0 == label }
      parameters.eps = Self.precision * Double(labels.count) / Double(max(1, min(own, labels.count - own)))
      parameters.C = cost
      parameters.p = 0.1
      var first = start ?? [Double](repeating: 0, count: dimension + 1)
      var model = first.withUnsafeMutableBufferPointer { first in
        parameters.init_sol = first.baseAddress
        return train(&task, &parameters)
      }
      defer { free_and_destroy_model(&model) }
      guard let model else { preconditionFailure("LIBLINEAR returned no model") }
      // Of the labels 1 and −1 it takes 1 for the positive side, whichever comes first.
      for feature in 0..<dimension { weights[feature] = Float(model.pointee.w[feature]) }
      return Float(model.pointee.w[dimension])
    }
  }
}

extension LinearClassifier {
  /// One class's weights and, after them, its bias; nil for a class that was never seen.
  fileprivate func separation(of label: Int) -> [Double]? {
    guard biases[label].isFinite else { return nil }
    let columns = standardization.means.count
    return (0..<columns).map { Double(weights[label * columns + $0]) } + [Double(biases[label])]
  }
}
