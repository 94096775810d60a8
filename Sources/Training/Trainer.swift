import Datasets
import Foundation
import Inference
import Kernels
import MessagePassing
import Networks
import Processes
import Tensors

/// Trains one network by a recipe, in a folder that holds its checkpoint and snapshots while it runs.
///
/// The end is a function of recipe and machine, on any number of threads and of processes that share each batch: a run that was
/// stopped, or killed, and started again, by as many or others, ends in the same bits.
public struct Trainer {
  /// How far a run has come.
  public struct Progress: Sendable {
    /// Steps done, this and earlier starts together.
    public let step: Int
    /// How many steps the training has.
    public let steps: Int
    /// The step that this start went on from; 0 where the run was not begun before.
    public let firstStep: Int
    /// Images learned from per second, since this start.
    public let imagesPerSecond: Double
    /// Mean loss since the last evaluation.
    public let loss: Double
    /// Top-1 error since the last evaluation, 0…1.
    public let error: Double
    /// The last validation top-1 error, 0…1; none before the first.
    public let validationError: Double?
    /// Seconds to go at the present speed.
    public let secondsLeft: Double
    /// The bytes that each process has sent a step, by rank, once the last step is done; empty before, and where there is one process.
    public let bytesSent: [Int]
  }

  private let recipe: Recipe
  private let training: ImageCache
  private let validation: ImageCache
  private let folder: URL
  private let checkpointSeconds: Double
  private let sharing: SharedTraining
  private let graph: Graph
  private let preprocessing: Preprocessing

  /// A run of a recipe over images that are stored at the recipe's side.
  ///
  /// - Parameters:
  ///   - checkpointSeconds: the time between two checkpoints: how much work a killed run loses at most.
  ///   - group: the processes that share each batch, of which the first alone writes; nil where there is one.
  /// - Throws: `TrainingError` where the images do not fit the recipe; `OneDNNError`; what reading a checkpoint throws.
  public init(
    _ recipe: Recipe, training: ImageCache, validation: ImageCache, folder: URL,
    checkpointSeconds: Double = 60, group: ProcessGroup? = nil
  ) throws {
    guard training.classNames == validation.classNames else {
      throw TrainingError.mismatchedImages(cause: "their classes differ")
    }
    precondition(
      training.classNames.count == recipe.network.classes && training.side == recipe.data.storedSide
        && validation.side == recipe.data.storedSide, "the images do not fit the recipe")
    self.recipe = recipe
    self.training = training
    self.validation = validation
    self.folder = folder
    self.checkpointSeconds = checkpointSeconds
    sharing = SharedTraining(group: group)
    graph = recipe.network.graph
    preprocessing = Preprocessing(
      storedSide: recipe.data.storedSide, inputSide: recipe.network.input,
      pixelScale: recipe.network.pixelScale,
      mean: training.mean)
  }

  /// Runs to the end, from a checkpoint where there is one.
  ///
  /// - Throws: `Interruption` after a signal, with the checkpoint written; `TrainingError`, `WeightFileError`,
  ///   `FileError` and `OneDNNError`; `MessagePassingError` where another process is lost, with the checkpoint written; those that
  ///   all processes meet, as `ProcessGroup.SharedError`.
  public func run(progress: (Progress) -> Void = { _ in }) throws -> TrainedNetwork {
    let checkpoint = try Checkpoint.read(from: folder, recipe: recipe)
    var state = checkpoint?.state ?? TrainingState()
    try sharing.checkAgreement(recipe, training: training, validation: validation, from: state)
    var parameters = checkpoint?.parameters ?? recipe.startingParameters
    let descent = try GradientDescent(recipe, momenta: checkpoint?.momenta)
    let engine = try NetworkEngine(
      graph, batch: recipe.batch, for: .training, precision: recipe.precision,
      shardImages: recipe.shardImages, group: sharing.group)
    try engine.load(parameters)
    let evaluator = try Evaluator(graph, preprocessing, precision: recipe.precision)
    let loader = BatchLoader(
      training, preprocessing, recipe, from: state.step, positions: engine.ownImages)
    defer { loader.stop() }

    let firstStep = state.step
    let clock = RunClock()
    var lastCheckpoint = 0.0
    let step = TrainingStep(engine, descent)
    func save() throws {
      guard sharing.isWriter else { return }
      step.read(into: &parameters)
      try Checkpoint(state: state, parameters: parameters, momenta: descent.momenta)
        .write(to: folder, recipe: recipe)
    }
    do {
      // A run may have lost its other processes while the validation images were looked at.
      if state.step > 0 { try look(evaluator, step, &parameters, &state) }
      while state.step < recipe.steps {
        let labels = loader.next { pixels, labels in
          _ = engine.ownPixels.update(fromContentsOf: UnsafeBufferPointer(pixels))
          return labels
        }
        let dropout =
          recipe.drops(at: state.step) ? DropoutPosition(seed: recipe.seed, step: state.step) : nil
        guard
          let outcome = try step(
            labels: labels, learningRate: learningRate(after: state.step, state), dropout: dropout)
        else {
          throw sharing.shared(TrainingError.diverged(step: state.step, network: recipe.network.title))
        }
        state.step += 1
        state.running.samples += labels.count
        state.running.lossSum += outcome.result.lossSum
        state.running.errors += outcome.result.errors
        state.running.clipped.merge(outcome.clippedFilters, uniquingKeysWith: +)

        try look(evaluator, step, &parameters, &state)
        progress(try report(state, firstStep: firstStep, seconds: clock.elapsed))
        if let requested = try sharing.requestedStop() {
          try save()
          throw sharing.shared(requested)
        }
        if clock.elapsed - lastCheckpoint >= checkpointSeconds, state.step < recipe.steps {
          try save()
          lastCheckpoint = clock.elapsed
        }
      }
    } catch  where sharing.group != nil && SharedTraining.isLoss(error) {
      // The others are gone; what the last step left is all here.
      try save()
      throw error
    }
    step.read(into: &parameters)
    // The last step may have overflowed where the loss before it was still a number.
    guard parameters.namedTensors.allSatisfy({ $0.tensor.withUnsafeBuffer { $0.allSatisfy(\.isFinite) } })
    else {
      throw sharing.shared(TrainingError.diverged(step: state.step, network: recipe.network.title))
    }
    return TrainedNetwork(
      recipe: recipe, model: model(parameters), history: state.history, folder: folder)
  }

  private func model(_ parameters: Parameters<Float>) -> Model {
    Model(
      graph: graph, parameters: parameters, preprocessing: preprocessing, classNames: training.classNames,
      origin: recipe.origin, precision: recipe.precision)
  }

  /// `count` looks, evenly over the run, the last at its end.
  private func isDue(_ step: Int, _ count: Int) -> Bool {
    step * count / recipe.steps > (step - 1) * count / recipe.steps
  }

  private func snapshotStep(_ share: Double) -> Int {
    min(max(Int((share * Double(recipe.steps)).rounded()), 1), recipe.steps)
  }

  /// The learning rate of the step that follows so many.
  private func learningRate(after steps: Int, _ state: TrainingState) -> Double {
    recipe.optimizer.learningRate
      * recipe.schedule.share(step: steps, of: recipe.steps, plateauDrops: state.plateau.drops)
  }

  /// Looks at the validation images and keeps snapshots, where that is due after the last step and was not done yet.
  private func look(
    _ evaluator: Evaluator, _ step: TrainingStep, _ parameters: inout Parameters<Float>,
    _ state: inout TrainingState
  ) throws {
    let isEvaluated = state.history.evaluations.last?.step == state.step
    // In a short run several shares may fall on one step.
    let snapshots = recipe.snapshots.indices.filter { snapshotStep(recipe.snapshots[$0]) == state.step }
    if isDue(state.step, recipe.evaluations), !isEvaluated {
      step.read(into: &parameters)
      try evaluate(evaluator, parameters, learningRate(after: state.step - 1, state), &state)
    }
    guard !snapshots.isEmpty, sharing.isWriter, !isEvaluated else { return }
    step.read(into: &parameters)
    for snapshot in snapshots {
      try NetworkFiles.write(
        model(parameters).with(parameters, as: "snapshot \(snapshot)"), recipe,
        to: folder.appendingPathComponent(NetworkFiles.snapshot(snapshot)))
    }
  }

  private func evaluate(
    _ evaluator: Evaluator, _ parameters: Parameters<Float>, _ rate: Double, _ state: inout TrainingState
  ) throws {
    try evaluator.load(parameters)
    let score = Score(
      try sharing.probabilities(evaluator, of: validation),
      labels: (0..<validation.count).map { validation.label($0) })
    let rms = graph.convolutionNames.map { name in
      let sorted = FilterNorms.rootMeanSquares(parameters[name].weights).sorted()
      return (name, [sorted[0], sorted[sorted.count / 2], sorted[sorted.count - 1]])
    }
    state.history.evaluations.append(
      TrainingHistory.Evaluation(
        step: state.step, epoch: Double(state.step * recipe.batch) / Double(training.count),
        learningRate: rate,
        trainingLoss: state.running.loss, trainingError: state.running.error, validationLoss: score.loss,
        validationError: score.top1Error, validationTop5Error: score.top5Error,
        filterRMS: Dictionary(uniqueKeysWithValues: rms), clippedFilters: state.running.clipped))
    state.running = TrainingState.Running()
    if case .plateau(_, let patience) = recipe.schedule {
      state.plateau.observe(score.loss, patience: patience, chance: log(Double(recipe.network.classes)))
    }
  }

  private func report(_ state: TrainingState, firstStep: Int, seconds: Double) throws -> Progress {
    let seconds = max(seconds, 1e-6)
    let stepsPerSecond = Double(state.step - firstStep) / seconds
    let last = state.history.evaluations.last
    let isFresh = state.running.samples == 0
    return Progress(
      step: state.step, steps: recipe.steps, firstStep: firstStep,
      imagesPerSecond: stepsPerSecond * Double(recipe.batch),
      loss: isFresh ? last?.trainingLoss ?? 0 : state.running.loss,
      error: isFresh ? last?.trainingError ?? 0 : state.running.error, validationError: last?.validationError,
      secondsLeft: Double(recipe.steps - state.step) / stepsPerSecond,
      bytesSent: state.step < recipe.steps
        ? [] : try sharing.bytesSent().map { $0 / (state.step - firstStep) })
  }
}
