import Datasets
import Foundation
import Images
import Networks
import Tensors
import TestSupport
import Testing
import Training

/// Whole training runs on a handful of images that a network can tell apart in seconds.
@Suite(.serialized) struct TrainerTests {
  /// Without dropout: with it, a run as short as this may end on the plateau, by the last bits of its sums. Of six seeds without
  /// it, all end at an error of 0.04 or less.
  @Test func aNetworkLearnsAndItsHistoryTells() throws {
    let bench = try TrainingBench()
    var recipe = bench.recipe(samples: 9600)
    recipe.network.graph = recipe.network.graph.withoutDropout
    let network = try bench.train(recipe)
    let evaluations = network.history.evaluations
    #expect(evaluations.map(\.step) == [150, 300, 450, 600])
    let (first, last) = (try #require(evaluations.first), try #require(evaluations.last))
    #expect(last.trainingLoss < first.trainingLoss)
    #expect(
      last.validationError < 0.2, "stripes, checks and rings are easy; the error is \(last.validationError)")
    #expect(first.filterRMS.keys.sorted() == ["conv1", "conv2", "conv3", "conv4", "conv5"])
  }

  @Test func theSameRecipeEndsInTheSameBits() throws {
    let bench = try TrainingBench()
    let recipe = bench.recipe(samples: 320)
    let first = try bench.train(recipe, in: "a")
    let second = try bench.train(recipe, in: "b")
    #expect(first.parameters == second.parameters)
    #expect(first.history == second.history)
    let other = try bench.train(bench.recipe(samples: 320, seed: 2), in: "c")
    #expect(first.parameters != other.parameters)
  }

  @Test func aRunFromACheckpointEndsInTheSameBits() throws {
    let bench = try TrainingBench()
    let recipe = bench.recipe(samples: 480)
    let whole = try bench.train(recipe, in: "whole")
    // One run keeps what a kill after some of its 30 steps would have left: the checkpoint of the step before.
    let stops = [3, 11, 12, 20, 29]
    let saving = try bench.trainer(recipe, in: "saving", checkpointSeconds: 0).run { progress in
      if stops.contains(progress.step) {
        try? bench.copyCheckpoint(of: "saving", to: "from \(progress.step)")
      }
    }
    #expect(saving.parameters == whole.parameters && saving.history == whole.history)
    for stop in stops {
      var first: Int?
      let resumed = try bench.trainer(recipe, in: "from \(stop)").run { first = first ?? $0.step }
      #expect(first == stop, "it does not begin anew")
      #expect(resumed.parameters == whole.parameters, "stopped at \(stop)")
      #expect(resumed.history == whole.history, "stopped at \(stop)")
    }
  }

  @Test func aForeignCheckpointIsRefused() throws {
    let bench = try TrainingBench()
    let trainer = try bench.trainer(bench.recipe(samples: 160), in: "run", checkpointSeconds: 0)
    _ = try trainer.run()
    #expect(throws: TrainingError.self) {
      try bench.trainer(bench.recipe(samples: 320), in: "run").run()
    }
  }

  @Test func snapshotsAreTheParametersOfTheirMoment() throws {
    let bench = try TrainingBench()
    var recipe = bench.recipe(samples: 160)
    recipe.snapshots = [0.5, 1]
    let network = try bench.train(recipe)
    #expect(try network.atSnapshot(1).parameters == network.parameters)
    #expect(try network.atSnapshot(0).parameters != network.parameters)
  }

  @Test func theClipHoldsEveryFilter() throws {
    let bench = try TrainingBench()
    var recipe = bench.recipe(samples: 320)
    recipe.filterClip = 0.9
    let network = try bench.train(recipe)
    for (layer, radius) in recipe.filterRadii {
      let largest = FilterNorms.rootMeanSquares(network.parameters[layer].weights).max() ?? 0
      #expect(largest <= radius * (1 + 1e-5), "\(layer)")
    }
    #expect((network.history.clipFirings["conv1"] ?? 0) > 0)
    #expect(recipe.filterRadii.count == 5)
  }
}

extension Graph {
  /// The same graph whose dropouts let everything pass.
  fileprivate var withoutDropout: Graph {
    Graph(
      inputShape: inputShape,
      nodes: nodes.map { node in
        guard case .dropout = node.operation else { return node }
        return Node(node.name, .dropout(probability: 0), inputs: node.inputs)
      })
  }
}
