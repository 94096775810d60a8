import Foundation
import Kernels
import Networks
import Tensors
import Testing
import Training

/// Ten steps of fixed recipes end where they ended when `Recipe.engineVersion` was last raised: stored networks are named
/// by that version, and a drift without a raise would mix networks of two engines.
///
/// After a raise, `ZFNET_RECORD=1 make test ARGS="--filter GoldenTraceTests"` prints the traces for GoldenTrace.swift.
@Suite(.serialized) struct GoldenTraceTests {
  @Test(arguments: GoldenTrace.Subject.allCases.filter { Precision.isSupported($0.precision) })
  func tenStepsEndWhereTheyEnded(_ subject: GoldenTrace.Subject) throws {
    let trace = try trace(subject)
    if ProcessInfo.processInfo.environment["ZFNET_RECORD"] != nil { print(trace.source(subject)) }
    let golden = try #require(GoldenTrace.recorded[subject])
    #expect(trace.losses.count == 10 && trace.movements.keys.sorted() == golden.movements.keys.sorted())
    for (step, (loss, once)) in zip(trace.losses, golden.losses).enumerated() {
      #expect(abs(loss - once) < subject.tolerance * once, "step \(step): \(loss), once \(once)")
    }
    for (layer, once) in golden.movements {
      let movement = try #require(trace.movements[layer])
      #expect(abs(movement - once) < 5 * subject.tolerance * once, "\(layer): \(movement), once \(once)")
    }
  }

  /// Where the processor has no bf16, its trace is left out, visibly.
  @Test(.disabled(if: Precision.isSupported(.bfloat16), "its trace is compared"))
  func bfloat16IsNotComparedOnThisProcessor() {}

  @Test func theTracesAreThoseOfThisVersion() {
    #expect(Recipe.engineVersion == GoldenTrace.engineVersion)
  }

  private func trace(_ subject: GoldenTrace.Subject) throws -> GoldenTrace {
    let bench = try TrainingBench()
    let recipe = subject.recipe(bench)
    let network = try bench.train(recipe)
    let start = recipe.startingParameters
    let movements = start.nodeNames.map { name in
      let (before, after) = (start[name].weights, network.parameters[name].weights)
      var (change, length) = (0.0, 0.0)
      for index in 0..<before.count {
        change += pow(Double(after[index]) - Double(before[index]), 2)
        length += pow(Double(before[index]), 2)
      }
      return (name, (change / length).squareRoot())
    }
    return GoldenTrace(
      losses: network.history.evaluations.map(\.trainingLoss),
      movements: Dictionary(uniqueKeysWithValues: movements))
  }
}

extension GoldenTrace.Subject {
  var precision: Precision { self == .bfloat16 ? .bfloat16 : .float32 }

  /// How far a loss may lie from the recorded one, as a share of it. Other processors and thread counts add up in another
  /// order; in bf16, what is added up has been rounded to 8 bits on the way, which alone moves these losses by 1e-3.
  var tolerance: Double { self == .bfloat16 ? 2e-3 : 2e-4 }

  /// Ten steps of 16 images, a loss after each.
  func recipe(_ bench: TrainingBench) -> Recipe {
    var recipe = bench.recipe(samples: 160)
    recipe.evaluations = 10
    recipe.precision = precision
    switch self {
    case .standard, .bfloat16: break
    case .alexnet:
      recipe.network = ModelSpec(.alexnet, .init(input: 61, width: 0.1, classes: 4, pixelScale: 1.0 / 32))
    case .paper:
      recipe.network = ModelSpec(.zfnet, .init(input: 61, width: 0.1, classes: 4))
      recipe.optimizer = .init(learningRate: 0.01, momentum: 0.9, weightDecay: 5e-4)
      recipe.schedule = .plateau(factor: 0.1, patience: 3)
      recipe.initialization = .paper(
        for: recipe.network.graph, fullSize: Architecture.zfnet.graph(classes: 4))
      recipe.augmentation = .tenCrops
    }
    return recipe
  }
}

extension GoldenTrace {
  /// The trace as it stands in GoldenTrace.swift.
  func source(_ subject: Subject) -> String {
    let moved = movements.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }
    return """
      .\(subject): GoldenTrace(
        losses: [\(losses.map { "\($0)" }.joined(separator: ", "))],
        movements: [\(moved.joined(separator: ", "))]),
      """
  }
}
