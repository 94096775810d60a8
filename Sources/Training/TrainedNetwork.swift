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
  /// How pictures become its input.
  public let preprocessing: Preprocessing
  /// What was seen while it was trained.
  public let trace: TrainingTrace
  /// Where it is kept.
  public let folder: URL

  /// A network of a recipe's form, its parameters, and what else is known of it.
  package init(
    recipe: Recipe, parameters: Parameters<Float>, preprocessing: Preprocessing, trace: TrainingTrace,
    folder: URL
  ) {
    self.recipe = recipe
    self.parameters = parameters
    self.preprocessing = preprocessing
    self.trace = trace
    self.folder = folder
  }

  /// Its form.
  public var architecture: Architecture { recipe.network.architecture }
  /// The name of its recipe, 64 hexadecimal digits.
  public var digest: String { recipe.digest }

  /// The parameters at one of the recipe's snapshots.
  ///
  /// - Throws: `WeightFileError` where the file is missing or damaged.
  public func snapshot(_ index: Int) throws -> Parameters<Float> {
    let file = folder.appendingPathComponent(NetworkFiles.snapshot(index))
    return try NetworkFiles.parameters(in: WeightFile(contentsOf: file), of: architecture, path: file.path)
  }

  /// The same form and preprocessing with other parameters, such as those of a snapshot, and nothing seen on the way.
  public func holding(_ parameters: Parameters<Float>) -> TrainedNetwork {
    TrainedNetwork(
      recipe: recipe, parameters: parameters, preprocessing: preprocessing, trace: TrainingTrace(),
      folder: folder)
  }

  /// The same form with the parameters that a seed starts with: the random twin that controls compare with.
  public func untrainedTwin(seed: UInt64) -> TrainedNetwork {
    holding(
      recipe.initialization.parameters(
        for: architecture, fullSize: recipe.network.fullSize, seed: seed))
  }
}
