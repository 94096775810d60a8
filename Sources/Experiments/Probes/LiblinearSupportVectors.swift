import CLIBLINEAR
import Foundation
import Tensors

/// The reference of `SupportVectors`: the same machines by LIBLINEAR (Fan et al. 2008; solver `L2R_L2LOSS_SVC_DUAL`).
package enum LiblinearSupportVectors {
  /// The library draws its order from libc's `rand`, which the process shares: one fit at a time, from one seed.
  private static let lock = NSLock()

  /// The weights `[classes, features]` and biases for standardised features; a class without examples gets a bias of −∞.
  ///
  /// - Parameters:
  ///   - examples: at least two classes must have examples.
  ///   - cost: LIBLINEAR's C, what an example on the wrong side costs.
  ///   - precision: LIBLINEAR's ε, how nearly the minimum is met.
  package static func fit(
    _ examples: LabelledFeatures, cost: Double, precision: Double = 0.1
  ) -> (weights: Tensor<Float>, biases: [Float]) {
    precondition(Set(examples.labels).count > 1, "examples of one class alone separate nothing")
    return lock.withLock {
      zfnet_liblinear_silence()
      srand(1)
      return train(examples, cost: cost, precision: precision)
    }
  }

  private static func train(
    _ examples: LabelledFeatures, cost: Double, precision: Double
  ) -> (weights: Tensor<Float>, biases: [Float]) {
    let (rows, dimension) = (examples.count, examples.dimension)
    // Every row: its features (numbered from 1), a constant 1 for the bias, and the end mark −1.
    let length = dimension + 2
    let nodes = UnsafeMutablePointer<feature_node>.allocate(capacity: rows * length)
    let starts = UnsafeMutablePointer<UnsafeMutablePointer<feature_node>?>.allocate(capacity: rows)
    let targets = UnsafeMutablePointer<Double>.allocate(capacity: rows)
    defer {
      nodes.deallocate()
      starts.deallocate()
      targets.deallocate()
    }
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
        targets[row] = Double(examples.labels[row])
      }
    }
    var task = problem(l: Int32(rows), n: Int32(dimension + 1), y: targets, x: starts, bias: 1)
    var parameters = parameter()
    parameters.solver_type = Int32(L2R_L2LOSS_SVC_DUAL)
    parameters.eps = precision
    parameters.C = cost
    parameters.p = 0.1
    var model = CLIBLINEAR.train(&task, &parameters)
    defer { free_and_destroy_model(&model) }
    guard let model else { preconditionFailure("LIBLINEAR returned no model") }
    return read(model.pointee, classes: examples.classes, dimension: dimension)
  }

  private static func read(
    _ model: model, classes: Int, dimension: Int
  ) -> (weights: Tensor<Float>, biases: [Float]) {
    var weights = Tensor<Float>(zeros: [classes, dimension])
    var biases = [Float](repeating: -.infinity, count: classes)
    let seen = Int(model.nr_class)
    // Two classes share one column, which is the first one's side.
    let columns = seen == 2 ? 1 : seen
    weights.withUnsafeMutableBuffer { target in
      for place in 0..<seen {
        let label = Int(model.label[place])
        let (column, sign) = columns == 1 ? (0, place == 0 ? 1.0 : -1.0) : (place, 1.0)
        for feature in 0..<dimension {
          target[label * dimension + feature] = Float(sign * model.w[feature * columns + column])
        }
        biases[label] = Float(sign * model.w[dimension * columns + column])
      }
    }
    return (weights, biases)
  }
}
