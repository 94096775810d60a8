import Datasets
import Experiments
import Foundation
import Images
import Tensors
import Testing
import Training

@Suite(.serialized) struct NetworkFeaturesTests {
  /// An image of noise, the same the other way round, and another.
  private struct Mirrored: ImageSource {
    static let side = NoiseNetwork.storedSide
    let name = "mirrored"
    let digest = String(repeating: "c", count: 64)
    let classNames = ["any"]
    func count(_ split: Split) -> Int { split == .train ? 3 : 0 }
    func label(_ split: Split, _ index: Int) -> Int { 0 }
    func example(_ split: Split, _ index: Int, side: Int) -> LabeledImage {
      var stream = RandomStream(seed: index == 2 ? 2 : 1, domain: "noise")
      var image = Image(width: Self.side, height: Self.side)
      for place in image.pixels.indices { image.pixels[place] = UInt8(stream.integer(below: 256)) }
      return LabeledImage(image: index == 1 ? image.flipped() : image, label: 0, name: "\(index)")
    }
  }

  @Test func anImageAndItsMirrorImageHaveTheSameFeatures() throws {
    let (network, images) = try {
      let noise = try NoiseNetwork(Mirrored(), split: .train)
      return (noise.model, noise.images)
    }()
    let tables = try NetworkFeatures.tables(
      of: network, layers: [1, 7], LayerAssignment(numberedIn: network.graph), images: images,
      indices: [0, 1, 2], batch: 2)
    for layer in [1, 7] {
      let values = try #require(tables[layer]).values
      let rows = (0..<3).map { values.slice($0..<$0 + 1).scalars }
      let scale = rows[0].map(abs).max() ?? 0
      #expect(zip(rows[0], rows[1]).allSatisfy { abs($0 - $1) < 1e-4 * scale })
      #expect(zip(rows[0], rows[2]).contains { abs($0 - $1) > 1e-2 * scale })
    }
  }
}
