import Foundation
import Kernels
import Networks
import Processes
import Training

extension Benchmark {
  /// Images a second up to the logits.
  static func forward(_ size: BenchmarkSize, _ precision: Precision) -> Benchmark {
    timed("\(size.name).forward.\(precision.rawValue)", .rate("images"), precision) {
      let engine = try size.engine(.inference, precision)
      return Workload(count: size.batch) { try engine.forward() }
    }
  }

  /// Images a second of whole training steps: forward with dropout, loss, backward, update.
  static func training(_ size: BenchmarkSize, _ precision: Precision) -> Benchmark {
    timed("\(size.name).train.\(precision.rawValue)", .rate("images"), precision) {
      let step = try TrainingWork(size, precision)
      return Workload(count: size.batch) { try step.run() }
    }
  }

  /// Images a second that no training step with the library's kernels can exceed: see `TrainingFloor`.
  static func trainingFloor(_ size: BenchmarkSize) -> Benchmark {
    Benchmark(name: "\(size.name).train.floor", unit: "images/s", precision: .float32, needsOwnProcess: false)
    {
      repeats in
      try (0..<repeats).map { _ in Double(size.batch) / (try TrainingFloor.measure(size).total) }
    }
  }

  /// The largest resident memory of a process that does nothing but training steps.
  static func trainingMemory(_ size: BenchmarkSize) -> Benchmark {
    Benchmark(name: "\(size.name).train.memory", unit: "bytes", precision: .float32, needsOwnProcess: true) {
      _ in
      let step = try TrainingWork(size, .float32)
      for _ in 0..<3 { try step.run() }
      return [Double(RunClock.peakMemory)]
    }
  }
}

/// Steps of training on one batch, of noise unless other images are written to the engine's pixels.
final class TrainingWork {
  private let size: BenchmarkSize
  private let step: TrainingStep
  /// The classes of the batch's images.
  var labels: [Int]
  private var number = 0

  init(_ size: BenchmarkSize, _ precision: Precision) throws {
    self.size = size
    step = TrainingStep(
      try size.engine(.training, precision),
      try GradientDescent(size.recipe))
    labels = (0..<size.batch).map { $0 * 7 % size.network.classes }
  }

  /// The engine that computes.
  var engine: NetworkEngine { step.engine }

  func run() throws {
    let outcome = try step(
      labels: labels, learningRate: size.recipe.optimizer.learningRate,
      dropout: DropoutPosition(seed: 1, step: number))
    precondition(outcome != nil, "\(size.name): the loss is no longer a number")
    number += 1
  }
}
