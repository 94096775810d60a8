import Foundation
import ModelFiles
import Networks

/// The files that a trained network is kept in.
enum NetworkFiles {
  static let weights = "network.safetensors"
  static let history = "history.json"
  static let recipe = "recipe.json"

  static func snapshot(_ index: Int) -> String { "snapshot-\(index).safetensors" }

  /// Writes a model with the digest of the recipe that it belongs to.
  static func write(_ model: Model, _ recipe: Recipe, to url: URL) throws {
    try ModelFile.write(model, to: url, metadata: ["recipe": recipe.digest])
  }
}
