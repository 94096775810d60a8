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
  ///
  /// - Parameter isFinal: whether its known answer is stored with it, by which other programs and machines can be checked.
  static func write(_ model: Model, _ recipe: Recipe, isFinal: Bool = false, to url: URL) throws {
    try ModelFile.write(
      model, to: url, metadata: ["recipe": recipe.digest],
      knownAnswer: isFinal ? try KnownAnswer(of: model) : nil)
  }
}
