/// What was seen while a network was trained: part of the run's state, so that a resumed run tells the same story.
public struct TrainingHistory: Codable, Sendable, Equatable {
  /// What one look at the validation images showed.
  public struct Evaluation: Codable, Sendable, Equatable {
    /// How many steps had been done.
    public var step: Int
    /// Samples seen, as passes over the training images.
    public var epoch: Double
    /// The learning rate of the last step.
    public var learningRate: Double
    /// The mean loss of the training batches since the last evaluation, under dropout and augmentation.
    public var trainingLoss: Double
    /// Their top-1 error, 0…1.
    public var trainingError: Double
    /// The mean loss of the validation images' center crops.
    public var validationLoss: Double
    /// Their top-1 error, 0…1.
    public var validationError: Double
    /// Their top-5 error, 0…1.
    public var validationTop5Error: Double
    /// The RMS of each convolution's filters: the smallest, the median and the largest.
    public var filterRMS: [String: [Double]]
    /// How many filters the clip has scaled back since the last evaluation, by layer.
    public var clippedFilters: [String: Int]
  }

  /// In the order of the run.
  public var evaluations: [Evaluation] = []

  /// Before the first evaluation.
  public init() {}

  /// How often the clip fired in all, by layer.
  public var clipFirings: [String: Int] {
    evaluations.reduce(into: [:]) { total, evaluation in
      total.merge(evaluation.clippedFilters, uniquingKeysWith: +)
    }
  }
}
