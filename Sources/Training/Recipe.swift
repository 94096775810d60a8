import Files
import Foundation
import Kernels
import Networks

/// All that decides what a training run ends in, as a value. Its digest is the name of the network that it trains:
/// whatever matters is in here, and nothing else is.
public struct Recipe: Codable, Hashable, Sendable {
  /// Raised by hand when the same recipe no longer ends in the same network; guarded by a golden trace.
  public static let engineVersion = 6

  /// The network to be trained: its graph, sizes and preprocessing.
  public var network: ModelSpec
  /// The images it learns from.
  public var data: DataSpec
  /// How many images it is shown in all, repetitions counted.
  public var samples: Int
  /// Images in a training step.
  public var batch: Int
  /// How the weights move.
  public var optimizer: Optimizer
  /// How the learning rate changes.
  public var schedule: Schedule
  /// Where the weights start.
  public var initialization: Initialization
  /// The radius that a convolutional filter's RMS is held to (section 3), in units of the standard deviation that the
  /// layer's weights start with: the paper's 0.1 is 10 times its 0.01. None where filters are free.
  public var filterClip: Double?
  /// How an image is cut and turned before it is shown.
  public var augmentation: Augmentation
  /// The share of the steps that are made before dropout begins: 0 drops from the first step, 1 never.
  public var dropoutStart: Double
  /// How often the validation images are looked at, in all.
  public var evaluations: Int
  /// Which shares of the run's samples leave a snapshot of the parameters behind.
  public var snapshots: [Double]
  /// Where all its random numbers start.
  public var seed: UInt64
  /// The engine that trains it.
  public var engineVersion = Recipe.engineVersion
  /// The numbers it computes with.
  public var precision = Precision.float32
  /// Images of a batch that are carried through the network together, and whose gradients are added to those of the others
  /// as one: what decides the order of sums, in place of the number of threads.
  public var shardImages = NetworkEngine.shardImages

  /// The images, by name and digest.
  public struct DataSpec: Codable, Hashable, Sendable {
    /// What the source is called.
    public var source: String
    /// The digest of all that decides its images.
    public var digest: String
    /// The side that images are stored at before they are cropped.
    public var storedSide: Int

    /// The images of a source, stored at a side.
    public init(source: String, digest: String, storedSide: Int) {
      self.source = source
      self.digest = digest
      self.storedSide = storedSide
    }
  }

  /// Stochastic gradient descent with momentum and weight decay.
  public struct Optimizer: Codable, Hashable, Sendable {
    /// The learning rate at its highest.
    public var learningRate: Double
    /// The share of the last step that is kept.
    public var momentum: Double
    /// The pull of the weights (not of the biases) toward zero.
    public var weightDecay: Double
    /// How the convolutions move by orthogonalized momentum; nil where they move as all others do.
    public var orthogonal: Orthogonal?

    /// SGD with the given constants.
    public init(
      learningRate: Double, momentum: Double, weightDecay: Double, orthogonal: Orthogonal? = nil
    ) {
      self.learningRate = learningRate
      self.momentum = momentum
      self.weightDecay = weightDecay
      self.orthogonal = orthogonal
    }

    /// Steps by orthogonalized momentum.
    public struct Orthogonal: Codable, Hashable, Sendable {
      /// The learning rate at its highest; it rises and falls with that of the other layers.
      public var learningRate: Double
      /// The pull of the weights toward zero, as a share of their own size for each unit of the learning rate.
      public var weightDecay: Double

      /// Steps with the given constants.
      public init(learningRate: Double, weightDecay: Double) {
        (self.learningRate, self.weightDecay) = (learningRate, weightDecay)
      }
    }
  }

  /// The 64 hexadecimal digits that name what this trains: the SHA-256 of all that decides it, names left out.
  public var digest: String {
    var decisive = self
    decisive.network = network.unlabeled
    return ContentDigest.of(decisive.canonicalJSON)
  }

  /// The recipe as JSON with sorted keys: what stands beside the network, and, without names, what is hashed.
  public var canonicalJSON: Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else {
      preconditionFailure("a recipe holds a number that is none")
    }
    return data
  }

  /// What a network that this trains is called, and stored under.
  public var origin: Model.Origin { Model.Origin(title: "\(network.title), seed \(seed)", digest: digest) }

  /// The largest RMS that a filter of each convolution may have, by node; empty where filters are free.
  public var filterRadii: [String: Double] {
    guard let filterClip else { return [:] }
    let names = Set(network.graph.convolutionNames)
    return initialization.deviations(for: network.graph).filter { names.contains($0.key) }
      .mapValues { $0 * filterClip }
  }

  /// The parameters that the run starts with.
  public var startingParameters: Parameters<Float> {
    initialization.parameters(for: network.graph, seed: seed)
  }

  /// Whether values are dropped at a step.
  public func drops(at step: Int) -> Bool { Double(step) >= dropoutStart * Double(steps) }

  /// Optimization steps in all.
  public var steps: Int { max(1, (samples + batch - 1) / batch) }

  /// A recipe of the given choices.
  public init(
    network: ModelSpec, data: DataSpec, samples: Int, batch: Int, optimizer: Optimizer,
    schedule: Schedule, initialization: Initialization, filterClip: Double?, augmentation: Augmentation,
    dropoutStart: Double = 0, evaluations: Int, snapshots: [Double] = [], seed: UInt64
  ) {
    self.network = network
    self.data = data
    self.samples = samples
    self.batch = batch
    self.optimizer = optimizer
    self.schedule = schedule
    self.initialization = initialization
    self.filterClip = filterClip
    self.augmentation = augmentation
    self.dropoutStart = dropoutStart
    self.evaluations = evaluations
    self.snapshots = snapshots
    self.seed = seed
  }
}
