import Datasets
import Inference
import Kernels
import MessagePassing
import Networks
import Processes
import Tensors

/// What a training run asks of the processes that share it; a run that is one process asks nobody.
///
/// Every process holds all parameters and moves them alike. Process 0 alone writes.
struct SharedTraining {
  /// The processes; nil where there is one.
  let group: ProcessGroup?

  /// Whether this process writes checkpoints and snapshots.
  var isWriter: Bool { (group?.rank ?? 0) == 0 }

  /// Makes sure that all processes train the same by the same means from the same state.
  ///
  /// - Throws: `TrainingError.unlikeProcesses`, shared.
  func checkAgreement(
    _ recipe: Recipe, training: ImageCache, validation: ImageCache, from state: TrainingState
  ) throws {
    guard let group else { return }
    let facts = [
      ("recipe", recipe.digest),
      ("processor's instructions", ComputeDevice.instructionSet),
      ("version of oneDNN", ComputeDevice.libraryVersion),
      ("images", "\(training.contentDigest) \(validation.contentDigest)"),
      (
        "checkpoint",
        "step \(state.step), \(state.history.evaluations.count) evaluations, loss \(state.running.lossSum)"
      ),
    ]
    for (what, own) in facts {
      let all = try group.gather(own)
      guard let rank = all.indices.first(where: { all[$0] != all[0] }) else { continue }
      throw ProcessGroup.SharedError(
        TrainingError.unlikeProcesses(
          what: what, first: all[0], rank: rank, other: all[rank]))
    }
  }

  /// The stop that was asked of any process; all processes stop after the same step.
  ///
  /// - Throws: `MessagePassingError`; `Interruption`.
  func requestedStop() throws -> Interruption? {
    guard let group else { return Interruption.requested }
    let signals = try group.gather(Int(Interruption.requested?.signal ?? 0))
    return signals.first { $0 > 0 }.map { Interruption(signal: Int32($0)) }
  }

  /// The bytes that each process has sent, by rank; none where there is one.
  ///
  /// - Throws: `MessagePassingError`; `Interruption`.
  func bytesSent() throws -> [Int] { try group.map { try $0.gather($0.bytesSent) } ?? [] }

  /// An error that all processes meet, as they are to throw it.
  func shared(_ error: any Error) -> any Error { group == nil ? error : ProcessGroup.SharedError(error) }

  /// Whether an error came from the exchange with other processes, which leaves the state as it was after the last step.
  static func isLoss(_ error: any Error) -> Bool { error is MessagePassingError || error is Interruption }

  /// The class probabilities `[count, classes]` of all images of a cache. Each process computes whole batches of the evaluator's, so
  /// that every image is computed among those that it would be among in one process.
  ///
  /// - Throws: `OneDNNError`; `MessagePassingError`; `Interruption`.
  func probabilities(_ evaluator: Evaluator, of images: ImageCache) throws -> Tensor<Float> {
    guard let group else { return try evaluator.probabilities(of: images, Array(0..<images.count)) }
    let batches = (images.count + evaluator.batch - 1) / evaluator.batch
    func start(_ rank: Int) -> Int { min(batches * rank / group.size * evaluator.batch, images.count) }
    let shares = (0..<group.size).map { start($0)..<start($0 + 1) }
    let classes = images.classNames.count
    var result = Tensor<Float>(zeros: [images.count, classes])
    let own = shares[group.rank]
    let computed = own.isEmpty ? nil : try evaluator.probabilities(of: images, Array(own))
    try result.withUnsafeMutableBuffer { target in
      computed?.withUnsafeBuffer { source in
        _ = UnsafeMutableBufferPointer(rebasing: target[own.lowerBound * classes..<own.upperBound * classes])
          .update(fromContentsOf: source)
      }
      try group.gather(
        shares.map {
          UnsafeMutableRawBufferPointer(
            UnsafeMutableBufferPointer(rebasing: target[$0.lowerBound * classes..<$0.upperBound * classes]))
        })
    }
    return result
  }
}
