import Foundation
import SceneWorld
import Training

/// Everything that decides what a run computes, resolved: profile, file and `--set`, in this order.
///
/// It is a tree of plain values, so that each has a path (`training.samples`) to be set by.
public struct RunConfiguration: Codable, Hashable, Sendable {
  /// The profile that it started from.
  public var profile: String
  /// The width of the numbers that networks are trained and evaluated with. A resolved configuration never says `auto`.
  public var precision = PrecisionChoice.auto
  /// The networks that are compared with one another.
  public var training: NetworkSettings
  /// The network that the images of features are taken from: larger input, longer training. With an input of 0 it is
  /// the first ZFNet of the comparison.
  public var visualization: NetworkSettings
  /// The images.
  public var data: DataSettings
  /// How many networks of each kind the comparison trains.
  public var seeds: SeedSettings
  /// What the visual chapters draw.
  public var figures: FigureSettings
  /// The images of the other roles, and how often they are divided.
  public var roles: RoleSettings

  /// How the visualization network is trained: by its own settings, or as the comparison's networks are.
  public var visualizationSettings: NetworkSettings { visualization.input == 0 ? training : visualization }

  /// How one kind of network is trained.
  public struct NetworkSettings: Codable, Hashable, Sendable {
    /// `standard`, which trains reliably at small scale, or `paper`, the paper's own.
    public var recipe: RecipeKind
    /// The image's side in pixels.
    public var input: Int
    /// The share of the paper's maps and dense widths.
    public var width: Double
    /// Images shown in all.
    public var samples: Int
    /// Images a step.
    public var batch: Int
    /// Steps in all; 0 takes `samples`.
    public var steps: Int
    /// How often the validation images are looked at.
    public var evaluations: Int

    /// Images shown in all, whichever way that is given.
    public var shown: Int { steps > 0 ? steps * batch : samples }

    /// The same with another number of images shown.
    public func showing(_ samples: Int) -> NetworkSettings {
      var settings = self
      (settings.steps, settings.samples) = (0, samples)
      return settings
    }
  }

  /// The images of the embedded world, and how much of a real data set is used.
  public struct DataSettings: Codable, Hashable, Sendable {
    /// Drawn training images; the visualization network takes as many.
    public var trainingImages: Int
    /// Drawn validation images.
    public var validationImages: Int
    /// How hard the drawn images are, 0…1.
    public var difficulty: Double
    /// The first so many classes of a real data set; 0 takes all.
    public var classes: Int
    /// The first so many training images of each class of a real data set; 0 takes all.
    public var imagesPerClass: Int
  }

  /// How many networks of each kind are trained, from seed to seed.
  public struct SeedSettings: Codable, Hashable, Sendable {
    /// ZFNets: also the ensemble's members.
    public var zfnet: Int
    /// AlexNets.
    public var alexnet: Int
    /// Wide ZFNets.
    public var wide: Int
    /// ZFNets, and as many AlexNets, under the paper's own recipe.
    public var paperRecipe: Int
    /// Networks of every other kind: the rows of Table 3, and what lacks a part.
    public var others: Int
  }

  /// What the visual chapters draw.
  public struct FigureSettings: Codable, Hashable, Sendable {
    /// Maps drawn of each of layers 2 to 5, chosen by the seed.
    public var mapsPerLayer: Int
    /// Validation images that are searched for the strongest activations; 0 searches all.
    public var searchedImages: Int
    /// Training images that are searched for the strongest activations at each moment of training, drawn by the seed; 0
    /// searches all.
    public var searchedTrainingImages: Int
  }

  /// The images of the roles other than the source.
  public struct RoleSettings: Codable, Hashable, Sendable {
    /// Drawn images of each class of the two transfer roles: those to learn from and those to judge by.
    public var transferPerClass: Int
    /// Drawn images of several objects to learn from, and as many to judge by.
    public var multilabelImages: Int
    /// The most faces with landmarks that are drawn, or taken from a real set.
    public var faces: Int
    /// How often a transfer set is divided anew for features that are already there; the paper's 5.
    public var folds: Int
    /// How often for networks that are trained from scratch.
    public var scratchFolds: Int
    /// How often for classifiers on each layer, whose lower layers take longest.
    public var analysisFolds: Int
    /// Images that a curve is averaged over: invariance, occlusion.
    public var measuredImages: Int
  }

  /// The named sizes of a run.
  public enum Profile: String, CaseIterable, Codable, Sendable {
    /// Everything in about a minute, for tests; reproduces nothing.
    case smoke
    /// The default: a report in minutes on two cores.
    case quick
    /// Hours: wider networks, more images, more seeds.
    case full
    /// The paper's size: 224 pixels, full width.
    case paper

    /// The profile's configuration.
    public var configuration: RunConfiguration {
      switch self {
      case .smoke:
        RunConfiguration(
          profile: rawValue,
          training: NetworkSettings(
            recipe: .standard, input: 64, width: 0.1, samples: 1280, batch: 32, steps: 0, evaluations: 2
          ),
          visualization: NetworkSettings(
            recipe: .standard, input: 96, width: 0.1, samples: 1280, batch: 32, steps: 0, evaluations: 2
          ),
          data: DataSettings(
            trainingImages: 640, validationImages: 160, difficulty: SceneSource.usualDifficulty,
            classes: 0, imagesPerClass: 0),
          seeds: SeedSettings(zfnet: 2, alexnet: 1, wide: 1, paperRecipe: 1, others: 1),
          figures: FigureSettings(mapsPerLayer: 2, searchedImages: 0, searchedTrainingImages: 0),
          roles: RoleSettings(
            transferPerClass: 24, multilabelImages: 96, faces: 12, folds: 2, scratchFolds: 1,
            analysisFolds: 1, measuredImages: 8))
      case .quick:
        RunConfiguration(
          profile: rawValue,
          training: NetworkSettings(
            recipe: .standard, input: 96, width: 0.25, samples: 56_000, batch: 32, steps: 0,
            evaluations: 8),
          visualization: NetworkSettings(
            recipe: .standard, input: 160, width: 0.25, samples: 72_000, batch: 32, steps: 0,
            evaluations: 8),
          data: DataSettings(
            trainingImages: 8000, validationImages: 2000, difficulty: SceneSource.usualDifficulty,
            classes: 0,
            imagesPerClass: 0
          ),
          seeds: SeedSettings(zfnet: 5, alexnet: 3, wide: 1, paperRecipe: 1, others: 1),
          figures: FigureSettings(mapsPerLayer: 8, searchedImages: 0, searchedTrainingImages: 2048),
          roles: RoleSettings(
            transferPerClass: 110, multilabelImages: 1200, faces: 60, folds: 3, scratchFolds: 1,
            analysisFolds: 1, measuredImages: 100))
      case .full:
        RunConfiguration(
          profile: rawValue,
          training: NetworkSettings(
            recipe: .standard, input: 128, width: 0.5, samples: 1_000_000, batch: 128, steps: 0,
            evaluations: 40),
          visualization: NetworkSettings(
            recipe: .standard, input: 224, width: 0.5, samples: 1_000_000, batch: 128, steps: 0,
            evaluations: 20),
          data: DataSettings(
            trainingImages: 60_000, validationImages: 6000, difficulty: SceneSource.usualDifficulty,
            classes: 0,
            imagesPerClass: 0),
          seeds: SeedSettings(zfnet: 5, alexnet: 3, wide: 3, paperRecipe: 3, others: 3),
          figures: FigureSettings(mapsPerLayer: 8, searchedImages: 0, searchedTrainingImages: 0),
          roles: RoleSettings(
            transferPerClass: 110, multilabelImages: 4000, faces: 200, folds: 5, scratchFolds: 5,
            analysisFolds: 5, measuredImages: 400))
      case .paper:
        RunConfiguration(
          profile: rawValue,
          training: NetworkSettings(
            recipe: .paper, input: 224, width: 1, samples: 91_000_000, batch: 128, steps: 0,
            evaluations: 70),
          visualization: NetworkSettings(
            recipe: .paper, input: 0, width: 1, samples: 91_000_000, batch: 128, steps: 0,
            evaluations: 70),
          data: DataSettings(
            trainingImages: 6000, validationImages: 2000, difficulty: SceneSource.usualDifficulty,
            classes: 0,
            imagesPerClass: 0
          ),
          seeds: SeedSettings(zfnet: 5, alexnet: 1, wide: 1, paperRecipe: 0, others: 1),
          figures: FigureSettings(mapsPerLayer: 8, searchedImages: 0, searchedTrainingImages: 0),
          roles: RoleSettings(
            transferPerClass: 110, multilabelImages: 4000, faces: 200, folds: 5, scratchFolds: 5,
            analysisFolds: 5, measuredImages: 400))
      }
    }
  }
}

/// Where the constants of training come from.
public enum RecipeKind: String, CaseIterable, Codable, Sendable {
  /// The paper's constants, carried to the width: Gaussian start, ten fixed crops, plateau annealing, filter clip.
  case paper
  /// What trains reliably at small scale: He start, warm-up and cosine, random crops.
  case standard
}
