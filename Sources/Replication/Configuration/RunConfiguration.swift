import Foundation
import SceneWorld
import Training

/// Everything that decides what a run computes, resolved: profile, file and `--set`, in this order.
///
/// It is a tree of plain values, so that each has a path (`training.samples`) to be set by.
public struct RunConfiguration: Codable, Hashable, Sendable {
  /// The profile that it started from.
  public var profile: String
  /// The data type that networks are trained and evaluated with. A resolved configuration never says `auto`.
  public var precision = PrecisionChoice.auto
  /// The networks that are compared with one another.
  public var training: NetworkSettings
  /// The network whose features are visualized: larger input, longer training. With an input of 0 it is the first ZFNet of
  /// the comparison.
  public var visualization: NetworkSettings
  /// How many images there are, and how hard the drawn ones are.
  public var data: DataSettings
  /// How many networks of each kind the comparison trains, each from a seed of its own.
  public var seeds: SeedSettings
  /// How many feature maps the visual chapters draw, and on how many images they look for strong activations.
  public var figures: FigureSettings
  /// How many images the other data sets have, and how often they are divided anew.
  public var roles: RoleSettings

  /// How the visualization network is trained: by its own settings, or, with an input of 0, as the comparison's networks are.
  public var visualizationSettings: NetworkSettings { visualization.input == 0 ? training : visualization }

  /// The settings of one kind of training: recipe, size and length.
  public struct NetworkSettings: Codable, Hashable, Sendable {
    /// `standard`, which trains reliably at small scale, or `paper`, the paper's own.
    public var recipe: RecipeKind
    /// The side of the network's input, in pixels.
    public var input: Int
    /// The share of the paper's feature maps and dense units that a network has; counts are rounded up to multiples of 16.
    public var width: Double
    /// Samples seen in training: images, each counted as often as it is seen.
    public var samples: Int
    /// Images in a training step.
    public var batch: Int
    /// Training steps in all; 0 lets `samples` decide.
    public var steps = 0
    /// How often the validation error is measured during training.
    public var evaluations: Int

    /// Samples seen in training, by `steps` where they are given and by `samples` otherwise.
    public var shown: Int { steps > 0 ? steps * batch : samples }

    /// The same settings with another number of samples seen.
    public func showing(_ samples: Int) -> NetworkSettings {
      var settings = self
      (settings.steps, settings.samples) = (0, samples)
      return settings
    }
  }

  /// The images of the embedded world, and how much of a real data set is used.
  public struct DataSettings: Codable, Hashable, Sendable {
    /// How many training images are drawn; the visualization network has as many.
    public var trainingImages: Int
    /// How many validation images are drawn.
    public var validationImages: Int
    /// How hard the drawn images are, from 0 (posed) to 1 (hard).
    public var difficulty = SceneSource.usualDifficulty
    /// The first so many classes of the source, a data set on the disk; 0 takes all.
    public var classes = 0
    /// The first so many training images of each class of the source, a data set on the disk; 0 takes all.
    public var imagesPerClass = 0
  }

  /// How many networks of each kind are trained, from seed to seed.
  public struct SeedSettings: Codable, Hashable, Sendable {
    /// How many ZFNets are trained; they are also the ensemble's members.
    public var zfnet: Int
    /// How many AlexNets are trained.
    public var alexnet: Int
    /// How many networks are trained of each of the rows of Table 3 by which depth is judged: without layers 3 and 4, without 6
    /// and 7, and without all four; 0 leaves these rows out.
    public var removals: Int
    /// How many wide ZFNets are trained, the paper's network (b); 0 leaves it out.
    public var wide: Int
    /// How many ZFNets, and as many AlexNets, are trained under the paper's own recipe.
    public var paperRecipe: Int
    /// How many visualization networks are trained.
    public var visualization: Int
    /// How many networks of every other kind are trained: the other rows of Table 3, and ZFNet without normalization; 0
    /// leaves them out.
    public var others: Int
    /// How many networks of each kind are trained a second time on twice the samples, against which the estimate of what these
    /// would gain is held; 0 leaves it at the estimate.
    public var doubled = 0
  }

  /// What the visual chapters draw.
  public struct FigureSettings: Codable, Hashable, Sendable {
    /// How many feature maps of each of layers 2 to 5 are drawn, chosen by the seed: as many of them as fill rows.
    public var mapsPerLayer: Int
    /// How many validation images are searched for the strongest activations; 0 searches all.
    public var searchedImages = 0
    /// How many training images, drawn by the seed, are searched for the strongest activations at each moment of training; 0
    /// searches all.
    public var searchedTrainingImages = 0
    /// At most how many maps of each layer the atlas beside the report shows, drawn by the seed where there are more; 0 shows all.
    public var atlasMaps = 0
  }

  /// The images of the roles other than the source.
  public struct RoleSettings: Codable, Hashable, Sendable {
    /// How many images of each class of the two transfer sets are drawn, those to learn from and those to judge by together.
    public var transferPerClass: Int
    /// How many images of several objects are drawn to learn from, and as many to judge by.
    public var multilabelImages: Int
    /// At most how many faces with landmarks are drawn, or taken from a data set on the disk.
    public var faces: Int
    /// How often a transfer set is divided anew where the features exist already; the paper's 5.
    public var folds: Int
    /// How often a transfer set is divided anew where a network is trained from scratch on each part.
    public var scratchFolds: Int
    /// How often a transfer set is divided anew for classifiers on each layer, of which those on lower layers take longest.
    public var analysisFolds: Int
    /// How many images a curve is averaged over: invariance, occlusion.
    public var measuredImages: Int
  }

  /// The named sizes of a run, from a trial of a few minutes to the paper's own.
  public enum Profile: String, CaseIterable, Codable, Sendable {
    /// Everything in a few minutes, for tests; decides nothing.
    case smoke
    /// The default: a report in about 40 minutes on two cores.
    case quick
    /// Many hours: wider networks, more images, more seeds.
    case full
    /// The paper's size: 224 pixels, full width.
    case paper

    /// All settings of the profile.
    public var configuration: RunConfiguration {
      switch self {
      case .smoke:
        RunConfiguration(
          profile: rawValue,
          training: NetworkSettings(
            recipe: .standard, input: 64, width: 0.1, samples: 1280, batch: 32, evaluations: 2
          ),
          visualization: NetworkSettings(
            recipe: .standard, input: 96, width: 0.1, samples: 1280, batch: 32, evaluations: 2
          ),
          data: DataSettings(trainingImages: 640, validationImages: 160),
          seeds: SeedSettings(
            zfnet: 2, alexnet: 1, removals: 1, wide: 1, paperRecipe: 1, visualization: 1, others: 1),
          figures: FigureSettings(mapsPerLayer: 2, atlasMaps: 8),
          roles: RoleSettings(
            transferPerClass: 24, multilabelImages: 96, faces: 12, folds: 2, scratchFolds: 1,
            analysisFolds: 1, measuredImages: 8))
      case .quick:
        RunConfiguration(
          profile: rawValue,
          training: NetworkSettings(
            recipe: .standard, input: 96, width: 0.25, samples: 128_000, batch: 32,
            evaluations: 8),
          visualization: NetworkSettings(
            recipe: .standard, input: 160, width: 0.25, samples: 48_000, batch: 32,
            evaluations: 8),
          data: DataSettings(trainingImages: 4000, validationImages: 2000),
          seeds: SeedSettings(
            zfnet: 3, alexnet: 3, removals: 3, wide: 0, paperRecipe: 0, visualization: 3, others: 0),
          figures: FigureSettings(mapsPerLayer: 8, searchedTrainingImages: 2048, atlasMaps: 128),
          roles: RoleSettings(
            transferPerClass: 110, multilabelImages: 1200, faces: 60, folds: 3, scratchFolds: 3,
            analysisFolds: 3, measuredImages: 40))
      case .full:
        RunConfiguration(
          profile: rawValue,
          training: NetworkSettings(
            recipe: .standard, input: 128, width: 0.5, samples: 1_000_000, batch: 128,
            evaluations: 40),
          visualization: NetworkSettings(
            recipe: .standard, input: 224, width: 0.5, samples: 1_000_000, batch: 128,
            evaluations: 20),
          data: DataSettings(trainingImages: 60_000, validationImages: 6000),
          seeds: SeedSettings(
            zfnet: 5, alexnet: 3, removals: 3, wide: 3, paperRecipe: 3, visualization: 3, others: 3,
            doubled: 1),
          figures: FigureSettings(mapsPerLayer: 8),
          roles: RoleSettings(
            transferPerClass: 110, multilabelImages: 4000, faces: 200, folds: 5, scratchFolds: 5,
            analysisFolds: 5, measuredImages: 400))
      case .paper:
        RunConfiguration(
          profile: rawValue,
          training: NetworkSettings(
            recipe: .paper, input: 224, width: 1, samples: 91_000_000, batch: 128,
            evaluations: 70),
          visualization: NetworkSettings(
            recipe: .paper, input: 0, width: 1, samples: 91_000_000, batch: 128,
            evaluations: 70),
          data: DataSettings(trainingImages: 6000, validationImages: 2000),
          seeds: SeedSettings(
            zfnet: 5, alexnet: 3, removals: 3, wide: 3, paperRecipe: 0, visualization: 3, others: 3),
          figures: FigureSettings(mapsPerLayer: 8),
          roles: RoleSettings(
            transferPerClass: 110, multilabelImages: 4000, faces: 200, folds: 5, scratchFolds: 5,
            analysisFolds: 5, measuredImages: 400))
      }
    }
  }
}

/// Which recipe trains a network: the paper's, or one that trains reliably at small scale.
public enum RecipeKind: String, CaseIterable, Codable, Sendable {
  /// The paper's constants, carried to the width: Gaussian initialization, ten fixed crops, plateau annealing, filter clip.
  case paper
  /// What trains reliably at small scale: He initialization, linear warm-up and cosine decay, random crops, filter clip,
  /// orthogonalized momentum in the convolutions, no dropout.
  case standard

  /// The clip's radius: the largest RMS of a filter in units of the standard deviation that its layer's weights start with, in
  /// both recipes: the paper's 0.1 is 10 times its 0.01 (section 3).
  public static let filterClip = 10.0
}
