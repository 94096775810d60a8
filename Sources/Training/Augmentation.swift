import Networks
import Tensors

/// How a stored image is cut to the network's input, and whether it is flipped.
public enum Augmentation: String, Codable, Hashable, Sendable, CaseIterable {
  /// The paper's ten: four corners and the center, each as it is and flipped.
  case tenCrops = "ten-crops"
  /// Any place, flipped half of the time.
  case randomCrops = "random-crops"

  /// The crop of one sample: a function of the seed, the epoch and the image alone.
  public func crop(seed: UInt64, epoch: Int, image: Int, margin: Int) -> Crop {
    var stream = RandomStream(seed: seed, domain: "augmentation", epoch, image)
    switch self {
    case .tenCrops:
      return stream.pick(Crop.ten(margin: margin))
    case .randomCrops:
      return Crop(
        x: stream.integer(below: margin + 1), y: stream.integer(below: margin + 1),
        isFlipped: stream.integer(below: 2) == 1)
    }
  }
}
