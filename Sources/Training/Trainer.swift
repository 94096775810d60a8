import Datasets
import Foundation
import Inference
import Kernels
import Networks
import Processes
import Tensors

/// Trains one network by a recipe, in a folder that holds its checkpoint and snapshots while it runs.
///
/// The end is a function of recipe and machine, on any number of threads: a run that was stopped, or killed, and started
/// again ends in the same bits.
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
  }

  private let recipe: Recipe
  private let training: ImageCache
  private let validation: ImageCache
  private let folder: URL
  private let checkpointSeconds: Double
  private let graph: Graph
  private let preprocessing: Preprocessing

  /// A run of a recipe over images that are stored at the recipe's side.
  ///
  /// - Parameter checkpointSeconds: the time between two checkpoints: how much work a killed run loses at most.
  /// - Throws: `TrainingError` where the images do not fit the recipe; `OneDNNError`; what reading a checkpoint throws.
  public init(
    _ recipe: Recipe, training: ImageCache, validation: ImageCache, folder: URL,
    checkpointSeconds: Double = 60
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
    graph = recipe.network.graph
    preprocessing = Preprocessing(
      storedSide: recipe.data.storedSide, inputSide: recipe.network.input,
      pixelScale: recipe.network.pixelScale,
      mean: training.mean)
  }

  /// Runs to the end, from a checkpoint where there is one.
  ///
  /// - Throws: `Interruption` after a signal, with the checkpoint written; `TrainingError`, `WeightFileError`,
  ///   `FileError` and `OneDNNError`.
  public func run(progress: (Progress) -> Void = { _ in }) throws -> TrainedNetwork {
    let checkpoint = try Checkpoint.read(from: folder, recipe: recipe)
    var state = checkpoint?.state ?? TrainingState()
    var parameters = checkpoint?.parameters ?? recipe.startingParameters
    let descent = try GradientDescent(recipe, momenta: checkpoint?.momenta)
    let engine = try NetworkEngine(
      graph, batch: recipe.batch, for: .training, precision: recipe.precision,
      shardImages: recipe.shardImages)
    try engine.load(parameters)
    let evaluator = try Evaluator(graph, preprocessing, precision: recipe.precision)
    let loader = BatchLoader(training, preprocessing, recipe, from: state.step)
    defer { loader.stop() }

    let firstStep = state.step
    let clock = RunClock()
    var lastCheckpoint = 0.0
    let step = TrainingStep(engine, descent)
    func save() throws {
      step.read(into: &parameters)
      try Checkpoint(state: state, parameters: parameters, momenta: descent.momenta)
        .write(to: folder, recipe: recipe)
    }
    while state.step < recipe.steps {
      let rate =
        recipe.optimizer.learningRate
        * recipe.schedule.share(step: state.step, of: recipe.steps, plateauDrops: state.plateau.drops)
      let labels = loader.next { pixels, labels in
        _ = engine.inputPixels.update(fromContentsOf: UnsafeBufferPointer(pixels))
        return labels
      }
      let dropout =
        recipe.drops(at: state.step) ? DropoutPosition(seed: recipe.seed, step: state.step) : nil
      guard let outcome = try step(labels: labels, learningRate: rate, dropout: dropout) else {
        throw TrainingError.diverged(step: state.step, network: recipe.network.title)
      }
      state.step += 1
      state.running.samples += labels.count
      state.running.lossSum += outcome.result.lossSum
      state.running.errors += outcome.result.errors
      state.running.clipped.merge(outcome.clippedFilters, uniquingKeysWith: +)

      if isDue(state.step, recipe.evaluations) {
        step.read(into: &parameters)
        try evaluate(evaluator, parameters, rate, &state)
      }
      // In a short run several shares may fall on one step.
      for (snapshot, share) in recipe.snapshots.enumerated() where snapshotStep(share) == state.step {
        step.read(into: &parameters)
        try NetworkFiles.write(
          model(parameters).with(parameters, as: "snapshot \(snapshot)"), recipe,
          to: folder.appendingPathComponent(NetworkFiles.snapshot(snapshot)))
      }
      progress(report(state, firstStep: firstStep, seconds: clock.elapsed))
      if let requested = Interruption.requested {
        try save()
        throw requested
      }
      if clock.elapsed - lastCheckpoint >= checkpointSeconds, state.step < recipe.steps {
        try save()
        lastCheckpoint = clock.elapsed
      }
    }
    step.read(into: &parameters)
    // The last step may have overflowed where the loss before it was still a number.
    guard parameters.namedTensors.allSatisfy({ $0.tensor.withUnsafeBuffer { $0.allSatisfy(\.isFinite) } })
    else {
      throw TrainingError.diverged(step: state.step, network: recipe.network.title)
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

  private func evaluate(
    _ evaluator: Evaluator, _ parameters: Parameters<Float>, _ rate: Double, _ state: inout TrainingState
  ) throws {
    try evaluator.load(parameters)
    let indices = Array(0..<validation.count)
    let score = Score(
      try evaluator.probabilities(of: validation, indices), labels: indices.map { validation.label($0) })
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

  private func report(_ state: TrainingState, firstStep: Int, seconds: Double) -> Progress {
    let seconds = max(seconds, 1e-6)
    let stepsPerSecond = Double(state.step - firstStep) / seconds
    let last = state.history.evaluations.last
    let isFresh = state.running.samples == 0
    return Progress(
      step: state.step, steps: recipe.steps, firstStep: firstStep,
      imagesPerSecond: stepsPerSecond * Double(recipe.batch),
      loss: isFresh ? last?.trainingLoss ?? 0 : state.running.loss,
      error: isFresh ? last?.trainingError ?? 0 : state.running.error, validationError: last?.validationError,
      secondsLeft: Double(recipe.steps - state.step) / stepsPerSecond)
  }
}
