import Networks
import Datasets
import Foundation
import Images
import Tensors
import Training

/// Images of noise: as good as any where only time is measured.
struct NoiseImages: ImageSource {
  let count: Int

  var name: String { "noise" }
  var digest: String { String(format: "%064x", count) }
  var classNames: [String] { ["noise"] }
  func count(_ split: Split) -> Int { count }
  func label(_ split: Split, _ index: Int) -> Int { 0 }

  func example(_ split: Split, _ index: Int, side: Int) throws -> LabeledImage {
    var stream = RandomStream(seed: 1, domain: "noise picture", index)
    let bytes = side * side * 3
    let pixels = [UInt8](unsafeUninitializedCapacity: bytes) { buffer, count in
      var word: UInt64 = 0
      for at in 0..<bytes {
        if at % 8 == 0 { word = stream.next() }
        buffer[at] = UInt8(truncatingIfNeeded: word >> UInt64(at % 8 * 8))
      }
      count = bytes
    }
    return LabeledImage(
      image: Image(width: side, height: side, pixels: pixels), label: 0, name: "noise/\(index)")
  }
}

/// A network that has learned nothing, with images of noise for it to look at, in a folder that goes when it goes.
final class UntrainedSubject {
  let network: TrainedNetwork
  let images: ImageCache
  private let folder: TemporaryFolder

  init(_ size: BenchmarkSize, images count: Int) throws {
    folder = try TemporaryFolder()
    images = try ImageCache.open(
      NoiseImages(count: count), split: .validation, side: size.storedSide, directory: folder.url)
    network = TrainedNetwork(
      recipe: size.recipe,
      model: Model(
        graph: size.network.graph, parameters: size.parameters,
        preprocessing: Preprocessing(
          storedSide: size.storedSide, inputSide: size.network.input, pixelScale: size.network.pixelScale,
          mean: images.mean), classNames: [], origin: size.recipe.origin),
      history: TrainingHistory(), folder: folder.url)
  }
}

/// A folder of its own, removed with its contents when nobody holds it any more.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("zfnet-bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}
