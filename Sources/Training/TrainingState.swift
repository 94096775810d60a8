import Foundation
import ModelFiles
import Networks
import Tensors

/// Everything that a run needs to go on as if it had never stopped, besides parameters and momenta.
struct TrainingState: Codable {
  /// Steps done.
  var step = 0
  /// What was seen up to now.
  var history = TrainingHistory()
  /// Where plateau annealing stands.
  var plateau = PlateauState()
  /// Sums since the last evaluation.
  var running = Running()

  /// Sums over training batches.
  struct Running: Codable {
    var samples = 0
    var lossSum = 0.0
    var errors = 0
    var clipped: [String: Int] = [:]

    var loss: Double { lossSum / Double(max(samples, 1)) }
    var error: Double { Double(errors) / Double(max(samples, 1)) }
  }
}

/// A run's state on disk: parameters, momenta and `TrainingState` in one file, replaced as a whole.
struct Checkpoint {
  static let fileName = "checkpoint.safetensors"

  var state: TrainingState
  var parameters: Parameters<Float>
  var momenta: Parameters<Float>

  /// Reads the checkpoint of a recipe; nil where there is none.
  ///
  /// - Throws: `WeightFileError` where there is one that is damaged or belongs to another recipe.
  static func read(from folder: URL, recipe: Recipe) throws -> Checkpoint? {
    let url = folder.appendingPathComponent(fileName)
    guard FileManager.default.fileExists(atPath: url.path) else { return nil }
    let file = try WeightFile(contentsOf: url)
    guard file.metadata["recipe"] == recipe.digest, let text = file.metadata["state"],
      let state = try? JSONDecoder().decode(TrainingState.self, from: Data(text.utf8))
    else { throw TrainingError.foreignCheckpoint(path: url.path) }
    return Checkpoint(
      state: state,
      parameters: try ModelFile.parameters(of: recipe.network.graph, in: file, path: url.path),
      momenta: try ModelFile.parameters(
        of: recipe.network.graph, in: file, prefix: "momentum.", path: url.path))
  }

  /// Writes the checkpoint; the one before stays until this one is whole.
  func write(to folder: URL, recipe: Recipe) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let tensors = parameters.namedTensors + momenta.namedTensors.map { ("momentum.\($0.name)", $0.tensor) }
    try WeightFile(
      tensors: tensors.map { ($0.0, $0.1) },
      metadata: [
        "recipe": recipe.digest, "state": String(decoding: try encoder.encode(state), as: UTF8.self),
      ]
    ).write(to: folder.appendingPathComponent(Checkpoint.fileName))
  }
}
