import Datasets
import Foundation
import Images
import Networks
import Tensors
import Training

/// A temporary folder with a small set of images in it, and runs over them.
final class TrainingBench {
  let folder: URL
  let training: ImageCache
  let validation: ImageCache
  private let source = StripeSource()
  private static let storedSide = 70

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("training-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let images = folder.appendingPathComponent("images")
    training = try ImageCache.open(source, split: .train, side: Self.storedSide, directory: images)
    validation = try ImageCache.open(source, split: .validation, side: Self.storedSide, directory: images)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func recipe(samples: Int, seed: UInt64 = 1) -> Recipe {
    Recipe(
      network: ModelSpec(.zfnet, .init(input: 61, width: 0.1, classes: 4, pixelScale: 1.0 / 32)),
      data: .init(source: source.name, digest: source.digest, storedSide: Self.storedSide),
      samples: samples, batch: 16,
      optimizer: .init(learningRate: 0.02, momentum: 0.9, weightDecay: 5e-4),
      schedule: .warmupCosine(warmup: 0.1), initialization: .he, filterClip: 10, augmentation: .randomCrops,
      evaluations: 4, seed: seed)
  }

  func trainer(_ recipe: Recipe, in name: String = "run", checkpointSeconds: Double = 60) throws -> Trainer {
    let place = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    return try Trainer(
      recipe, training: training, validation: validation, folder: place, checkpointSeconds: checkpointSeconds)
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

/// Stripes, checks and rings in random colors, widths and phases: pixels alone do not tell them apart, and no flip
/// makes one of another.
private struct StripeSource: ImageSource {
  let name = "stripes"
  let digest = String(repeating: "5", count: 64)
  let classNames = ["horizontal", "vertical", "checks", "rings"]

  func count(_ split: Split) -> Int { split == .train ? 240 : 80 }
  func label(_ split: Split, _ index: Int) -> Int { index % 4 }

  func example(_ split: Split, _ index: Int, side: Int) throws -> LabeledImage {
    var stream = RandomStream(seed: 3, domain: "stripes \(split.rawValue)", index)
    let (wave, phase) = (stream.uniform(0.5, 1), stream.uniform(0, 6.28))
    let colors = (0..<6).map { _ in stream.uniform(20, 235) }
    var image = Image(width: side, height: side)
    for y in 0..<side {
      for x in 0..<side {
        let (row, column) = (sin(Double(y) * wave + phase), sin(Double(x) * wave + phase))
        let distance = hypot(Double(x - side / 2), Double(y - side / 2))
        let isLight = [row, column, row * column, sin(distance * wave + phase)][label(split, index)] > 0
        for channel in 0..<3 { image[x, y, channel] = UInt8(colors[channel + (isLight ? 3 : 0)]) }
      }
    }
    return LabeledImage(image: image, label: label(split, index), name: "stripes/\(index)")
  }
}
