import Foundation
import MessagePassing
import TestSupport
import Testing
import Training

/// Whole training runs that several processes share, with threads in their place.
@Suite(.serialized) struct SharedTrainingTests {
  /// A recipe of batches of four shards, with dropout, orthogonal steps and a snapshot.
  private func recipe(_ bench: TrainingBench, samples: Int = 320, seed: UInt64 = 1) -> Recipe {
    var recipe = bench.recipe(samples: samples, seed: seed)
    recipe.shardImages = 4
    recipe.optimizer.orthogonal = .init(learningRate: 0.01, weightDecay: 0.1)
    recipe.snapshots = [0.5]
    return recipe
  }

  /// Trains by so many processes in a folder; each is a `Trainer` of its own. Process 1 may be killed so many messages after a step.
  private func train(
    _ bench: TrainingBench, _ recipe: Recipe, by size: Int, in folder: String,
    dying: (afterStep: Int, messages: Int)? = nil
  ) -> [Result<TrainedNetwork, any Error>] {
    nonisolated(unsafe) let bench = bench
    return LocalProcesses.run(size) { group, die in
      try bench.trainer(recipe, in: folder, group: group).run { progress in
        if let dying, group.rank == 1, dying.afterStep == progress.step { die(dying.messages) }
      }
    }
  }

  @Test func anyNumberOfProcessesEndsInTheSameBits() throws {
    let bench = try TrainingBench()
    let recipe = recipe(bench)
    let whole = try bench.train(recipe, in: "whole")
    let snapshot = try whole.atSnapshot(0)
    for size in [1, 2, 3, 4] {
      for result in train(bench, recipe, by: size, in: "by \(size)") {
        let shared = try result.get()
        #expect(shared.parameters == whole.parameters, "\(size) processes")
        #expect(shared.history == whole.history, "\(size) processes")
        #expect(try shared.atSnapshot(0).parameters == snapshot.parameters)
      }
    }
  }

  /// A process is lost at any message of a step after which the validation images are looked at: the first keeps the last step that
  /// all did, and the run goes on from there, by one process or several.
  @Test func aLostProcessLeavesACheckpoint() throws {
    let bench = try TrainingBench()
    let recipe = recipe(bench)
    let whole = try bench.train(recipe, in: "whole")
    #expect(whole.history.evaluations.map(\.step) == [5, 10, 15, 20])
    var firsts: Set<Int> = []
    for messages in 0..<30 {
      let run = "lost after \(messages)"
      let results = train(bench, recipe, by: 2, in: run, dying: (afterStep: 9, messages))
      for result in results { #expect(throws: MessagePassingError.self) { try result.get() } }
      var first: Int?
      let resumed = try bench.trainer(recipe, in: run).run { first = first ?? $0.step }
      firsts.insert(first ?? 0)
      #expect(resumed.parameters == whole.parameters, "\(run)")
      #expect(resumed.history == whole.history, "\(run)")
    }
    #expect(firsts == [10, 11], "lost before and after the parameters moved")
  }

  @Test func anotherNumberOfProcessesGoesOn() throws {
    let bench = try TrainingBench()
    let recipe = recipe(bench)
    let whole = try bench.train(recipe, in: "whole")
    _ = train(bench, recipe, by: 3, in: "lost", dying: (afterStep: 13, 0))
    for size in [2, 4] {
      try bench.copyCheckpoint(of: "lost", to: "resumed by \(size)")
      for result in train(bench, recipe, by: size, in: "resumed by \(size)") {
        let resumed = try result.get()
        #expect(resumed.parameters == whole.parameters && resumed.history == whole.history)
      }
    }
  }

  @Test func processesThatWouldTrainOtherNetworksAreRefused() throws {
    nonisolated(unsafe) let bench = try TrainingBench()
    let recipes = [recipe(bench), recipe(bench, seed: 2)]
    let results = LocalProcesses.run(2) { group, _ in
      try bench.trainer(recipes[group.rank], in: "unlike", group: group).run()
    }
    for result in results {
      let error = #expect(throws: ProcessGroup.SharedError.self) { try result.get() }
      guard case .unlikeProcesses("recipe", _, 1, _)? = error?.cause as? TrainingError else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
  }
}
