import Datasets
import Foundation
import MessagePassing
import Networks
import TestSupport
import Training

/// A temporary folder with a small set of images in it, and runs over them.
final class TrainingBench {
  private let images: StripeCaches
  var folder: URL { images.folder }
  var training: ImageCache { images.training }
  var validation: ImageCache { images.validation }

  init() throws { images = try StripeCaches() }

  func recipe(samples: Int, seed: UInt64 = 1) -> Recipe {
    Recipe(
      network: ModelSpec(.zfnet, .init(input: 61, width: 0.1, classes: 4, pixelScale: 1.0 / 32)),
      data: .init(
        source: images.source.name, digest: images.source.digest, storedSide: StripeCaches.storedSide),
      samples: samples, batch: 16,
      optimizer: .init(learningRate: 0.02, momentum: 0.9, weightDecay: 5e-4),
      schedule: .warmupCosine(warmup: 0.1), initialization: .he, filterClip: 10, augmentation: .randomCrops,
      evaluations: 4, seed: seed)
  }

  func trainer(
    _ recipe: Recipe, in name: String = "run", checkpointSeconds: Double = 60, group: ProcessGroup? = nil
  ) throws -> Trainer {
    let place = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    return try Trainer(
      recipe, training: training, validation: validation, folder: place,
      checkpointSeconds: checkpointSeconds, group: group)
  }

  func train(_ recipe: Recipe, in name: String = "run") throws -> TrainedNetwork {
    try trainer(recipe, in: name).run()
  }

  /// Copies the checkpoint that a run has written into the folder of another.
  func copyCheckpoint(of run: String, to other: String) throws {
    let place = folder.appendingPathComponent(other)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    let name = "checkpoint.safetensors"
    try FileManager.default.copyItem(
      at: folder.appendingPathComponent(run).appendingPathComponent(name),
      to: place.appendingPathComponent(name))
  }
}
