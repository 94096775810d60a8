import Datasets
import Foundation
import Networks
import Tensors

/// A network that a recipe ended in, with what was seen on the way.
public struct TrainedNetwork: Sendable {
  /// What it was made by.
  public let recipe: Recipe
  /// Its weights and biases.
  public let parameters: Parameters<Float>
  /// How images become its input.
  public let preprocessing: Preprocessing
  /// What was seen while it was trained.
  public let history: TrainingHistory
  /// Where it is kept.
  public let folder: URL
  /// Whose parameters it has where they are not those that training ended in, such as `start of seed 7`; else empty.
  public let variant: String

  /// A network of a recipe's architecture, its parameters, and what else is known of it.
  package init(
    recipe: Recipe, parameters: Parameters<Float>, preprocessing: Preprocessing, history: TrainingHistory,
    folder: URL, variant: String = ""
  ) {
    self.recipe = recipe
    self.parameters = parameters
    self.preprocessing = preprocessing
    self.history = history
    self.folder = folder
    self.variant = variant
  }

  /// Its architecture.
  public var architecture: Architecture { recipe.network.architecture }
  /// What names its parameters: the 64 hexadecimal digits of its recipe, and the variant where it is one.
  public var digest: String { variant.isEmpty ? recipe.digest : "\(recipe.digest) \(variant)" }

  /// The parameters at one of the recipe's snapshots.
  ///
  /// - Throws: `WeightFileError` where the file is missing or damaged.
  public func snapshot(_ index: Int) throws -> Parameters<Float> {
    let file = folder.appendingPathComponent(NetworkFiles.snapshot(index))
    return try NetworkFiles.parameters(in: WeightFile(contentsOf: file), of: architecture, path: file.path)
  }

  /// The network as it was at one of the recipe's snapshots.
  ///
  /// - Throws: `WeightFileError` where the file is missing or damaged.
  public func atSnapshot(_ index: Int) throws -> TrainedNetwork {
    holding(try snapshot(index), as: "snapshot \(index)")
  }

  /// The same architecture with the parameters that a seed starts with: the random-weight control.
  public func randomWeightControl(seed: UInt64) -> TrainedNetwork {
    holding(
      recipe.initialization.parameters(for: architecture, fullSize: recipe.network.fullSize, seed: seed),
      as: "start of seed \(seed)")
  }

  /// The same architecture and preprocessing with other parameters, and nothing seen on the way.
  private func holding(_ parameters: Parameters<Float>, as variant: String) -> TrainedNetwork {
    TrainedNetwork(
      recipe: recipe, parameters: parameters, preprocessing: preprocessing, history: TrainingHistory(),
      folder: folder, variant: variant)
  }
}
