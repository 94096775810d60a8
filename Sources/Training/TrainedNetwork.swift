import Foundation
import ModelFiles
import Networks
import Tensors

/// A model that a recipe ended in, with what was seen on the way.
public struct TrainedNetwork: Sendable {
  /// What it was made by.
  public let recipe: Recipe
  /// The trained network: graph, parameters and preprocessing.
  public let model: Model
  /// What was seen while it was trained.
  public let history: TrainingHistory
  /// Where it is kept.
  public let folder: URL

  /// A recipe's model, and what else is known of it.
  package init(recipe: Recipe, model: Model, history: TrainingHistory, folder: URL) {
    self.recipe = recipe
    self.model = model
    self.history = history
    self.folder = folder
  }

  /// The graph that the network computes.
  public var graph: Graph { model.graph }
  /// Its weights and biases.
  public var parameters: Parameters<Float> { model.parameters }
  /// How images become its input.
  public var preprocessing: Preprocessing { model.preprocessing }
  /// What names its parameters: the 64 hexadecimal digits of its recipe, and the variant where it is one.
  public var digest: String { model.origin.digest }

  /// The top-1 error on the validation images' center crops at the end of its training, 0…1; not a number where none was measured.
  public var lastValidationError: Double { history.evaluations.last?.validationError ?? .nan }

  /// The network as it was at one of the recipe's snapshots.
  ///
  /// - Throws: `WeightFileError` where the file is missing or damaged.
  public func atSnapshot(_ index: Int) throws -> TrainedNetwork {
    let file = folder.appendingPathComponent(NetworkFiles.snapshot(index))
    let parameters = try ModelFile.parameters(
      of: graph, in: WeightFile(contentsOf: file), path: file.path)
    return holding(parameters, as: "snapshot \(index)")
  }

  /// The same network with the parameters that a seed starts with: the random-weight control.
  public func randomWeightControl(seed: UInt64) -> TrainedNetwork {
    holding(recipe.initialization.parameters(for: graph, seed: seed), as: Self.controlName(seed: seed))
  }

  /// What sets a random-weight control apart from its network.
  public static func controlName(seed: UInt64) -> String { "start of seed \(seed)" }

  /// The same network with other parameters, and nothing seen on the way.
  private func holding(_ parameters: Parameters<Float>, as variant: String) -> TrainedNetwork {
    TrainedNetwork(
      recipe: recipe, model: model.with(parameters, as: variant), history: TrainingHistory(), folder: folder)
  }
}
