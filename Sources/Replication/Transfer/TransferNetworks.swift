import Datasets
import Training

/// The networks of sections 5.2 and 5.3: those whose features are carried to other images, and those that learn from these alone.
public struct TransferNetworks {
  let networks: NetworkLibrary
  private var configuration: RunConfiguration { networks.configuration }

  /// The networks of a run.
  public init(_ session: Session) { networks = session.networks }

  /// The networks whose features are carried over: ZFNets that differ in their seed alone, three where the run has them. Each
  /// fold takes the next of them.
  public var group: NetworkGroup { networks.group(.zfnet, count: min(3, configuration.seeds.zfnet)) }

  /// The images of a split of a set at the stored side that these networks take.
  ///
  /// - Throws: as `ImageLibrary.cache(_:input:)`.
  public func cache(of source: any ImageSource, _ split: Split, _ session: Session) throws -> ImageCache {
    if let imported = networks.imported {
      return try session.images.cache(of: source, split, for: imported.model)
    }
    return try session.images.cache(of: source, split, input: configuration.training.input)
  }

  /// How often a network from scratch is shown each of its images.
  public static let scratchPasses = 25
  /// How many training steps it makes at least: however few its images, its weights have as far to go.
  public static let leastScratchSteps = 4800
  /// How many images a step of it has, as a share of those of the run's networks: of so few images, twice as many steps teach
  /// more than steps of twice as many.
  public static let scratchBatchShare = 0.5

  /// How many folds have a network from scratch: all of the run's where a claim is judged by them, one where the tables show its
  /// accuracy alone.
  public func scratchFolds(_ role: TransferRole, perClass: Int) -> Int {
    role.judgedSizes.contains(perClass) ? configuration.roles.scratchFolds : 1
  }

  /// The network of the same architecture that learns from the target set alone, by the standard recipe: the paper's anneals when
  /// the validation error stops falling, and the images that a fold is judged by must not decide that.
  ///
  /// It is shown each image `scratchPasses` times, augmented, in at least `leastScratchSteps`, but never more in all than the
  /// run's networks are: on sets so small, more samples are only memorized.
  public func scratch(_ target: TransferTarget, perClass: Int, fold: Int) -> NetworkRequest {
    let images = target.divided(perClass: perClass, fold: fold)
    let batch = max(1, Int((Double(configuration.training.batch) * Self.scratchBatchShare).rounded()))
    var settings = configuration.training.showing(
      min(
        configuration.training.shown,
        max(Self.leastScratchSteps * batch, Self.scratchPasses * images.count(.train))))
    settings.batch = batch
    settings.recipe = .standard
    settings.evaluations = 1
    return NetworkRequest(
      networks.recipe(.zfnet, of: images, settings: settings, seedIndex: fold), learningFrom: images)
  }
}
