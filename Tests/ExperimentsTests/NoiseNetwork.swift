import Networks
import Datasets
import Foundation
import Images
import Tensors
import Training

/// A small ZFNet with random weights, and images for it: what an experiment does can be checked without training.
struct NoiseNetwork {
  static let storedSide = 72
  static let inputSide = 64

  let model: Model
  let images: ImageCache

  init(_ source: some ImageSource, split: Split = .validation) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    // The cache is mapped into memory, so that its file may go.
    defer { try? FileManager.default.removeItem(at: folder) }
    images = try ImageCache.open(source, split: split, side: Self.storedSide, directory: folder)
    let graph = Architecture.zfnet.graph(
      input: Self.inputSide, width: 0.1, classes: 2, pixelScale: 1.0 / 32)
    model = Model(
      graph: graph, parameters: Initialization.he.parameters(for: graph, seed: 1),
      preprocessing: Preprocessing(
        storedSide: Self.storedSide, inputSide: Self.inputSide, pixelScale: 1.0 / 32,
        mean: [Float](repeating: 128, count: Self.storedSide * Self.storedSide * 3)),
      classNames: [], origin: .init(title: "noise", digest: "noise"))
  }
}

/// Images of noise of the stored side, each another, two classes in turn; each with the parts of a face.
struct NoiseImages: ImageSource {
  let name = "noise"
  let digest = String(repeating: "d", count: 64)
  let classNames = ["odd", "even"]
  /// Whether all are of the even gray that squares hide with.
  var isGray = false

  func count(_ split: Split) -> Int { split == .validation ? 4 : 0 }
  func label(_ split: Split, _ index: Int) -> Int { index % 2 }

  func example(_ split: Split, _ index: Int, side: Int) -> LabeledImage {
    var stream = RandomStream(seed: UInt64(index), domain: "noise")
    var image = Image(width: side, height: side, gray: 128)
    if !isGray {
      for place in image.pixels.indices { image.pixels[place] = UInt8(stream.integer(below: 256)) }
    }
    let parts = [("right eye", 26.0, 30.0), ("left eye", 46, 30), ("nose", 36, 44)].map {
      Part(name: $0, x: $1, y: $2, radius: 4, isVisible: true)
    }
    return LabeledImage(
      image: image, label: label(split, index), name: "\(index)",
      objects: [ImageObject(label: label(split, index), parts: parts)])
  }
}
