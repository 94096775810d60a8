import Foundation
import Networks
import Tensors

/// The files that a trained network is kept in.
enum NetworkFiles {
  static let weights = "network.safetensors"
  static let history = "history.json"
  static let recipe = "recipe.json"

  static func snapshot(_ index: Int) -> String { "snapshot-\(index).safetensors" }

  /// Writes parameters with what is needed to use them elsewhere: architecture, preprocessing and mean image.
  static func write(
    _ parameters: Parameters<Float>, _ recipe: Recipe, _ preprocessing: Preprocessing, to url: URL
  ) throws {
    let side = preprocessing.storedSide
    let mean = Tensor([side, side, 3], preprocessing.mean)
    try WeightFile(
      tensors: parameters.namedTensors.map { ($0.name, $0.tensor) } + [("preprocessing.mean", mean)],
      metadata: [
        "architecture": recipe.network.kind.rawValue,
        "input": "\(recipe.network.input)",
        "width": "\(recipe.network.width)",
        "classes": "\(recipe.network.classes)",
        "preprocessing": """
        RGB; short side to \(side), center \(side)×\(side); crop \(recipe.network.input); subtract preprocessing.mean \
        (height, width, RGB; cut with the image); multiply by \(recipe.network.pixelScale)
        """,
        "recipe": recipe.digest,
      ]
    ).write(to: url)
  }

  /// Reads an architecture's parameters from a file.
  static func parameters(
    in file: WeightFile, of architecture: Architecture, prefix: String = "", path: String
  ) throws -> Parameters<Float> {
    var parameters = Parameters<Float>(zerosFor: architecture)
    for name in parameters.layerNames {
      let shape = parameters[name].weights.shape
      guard let weights = file[prefix + name + ".weight"], let biases = file[prefix + name + ".bias"],
        weights.shape == shape, biases.shape == [shape[0]]
      else { throw TrainingError.foreignNetwork(path: path) }
      parameters[name] = Parameters<Float>.Pair(weights: weights, biases: biases)
    }
    return parameters
  }
}
