import Datasets
import Images
import Tensors

/// What can be had of an image without looking at shapes: the shortcuts that a data set must not offer.
public enum ImageFeatures: Hashable, Sendable, CustomStringConvertible {
  /// Where the object is and how large: the center of its mask's bounding box and the box's longer side, as shares of the
  /// image's side. (The box's two sides, or the mask's area, would tell of the object's shape.) Images
  /// whose object shows nowhere get zeros.
  case placeAndSize
  /// The mean red, green and blue, and the shares of the pixels in each of 4 × 4 × 4 boxes of the color cube.
  case colors
  /// The pixels themselves, averaged down to a side.
  case pixels(side: Int)

  /// What it is called while it is computed.
  public var description: String {
    switch self {
    case .placeAndSize: "place and size"
    case .colors: "colors"
    case .pixels(let side): "\(side) × \(side) pixels"
    }
  }

  /// How many numbers an image gives.
  public var dimension: Int {
    switch self {
    case .placeAndSize: 3
    case .colors: 3 + 64
    case .pixels(let side): side * side * 3
    }
  }

  /// The features of images of a cache with their classes.
  public func table(of images: ImageCache, _ indices: [Int]) -> LabeledFeatures {
    LabeledFeatures(
      values: Tensor([indices.count, dimension], indices.flatMap { values(of: images.example($0)) }),
      labels: indices.map { images.label($0) }, classes: images.classNames.count)
  }

  /// The features of one image.
  public func values(of example: LabeledImage) -> [Float] {
    switch self {
    case .placeAndSize: example.mask.map(Self.placeAndSize) ?? [0, 0, 0]
    case .colors: Self.colors(example.image)
    case .pixels(let side):
      example.image.resizedAndCropped(side: side).pixels.map { Float($0) }
    }
  }

  private static func placeAndSize(_ mask: Mask) -> [Float] {
    let box = mask.bounds
    if box.isEmpty { return [0, 0, 0] }
    let (width, height) = (Float(mask.width), Float(mask.height))
    return [
      Float(box.x + box.width / 2) / width, Float(box.y + box.height / 2) / height,
      max(Float(box.width) / width, Float(box.height) / height),
    ]
  }

  private static func colors(_ image: Image) -> [Float] {
    var sums = [Int](repeating: 0, count: 3)
    var boxes = [Int](repeating: 0, count: 64)
    let count = image.width * image.height
    image.pixels.withUnsafeBufferPointer { pixels in
      for at in stride(from: 0, to: count * 3, by: 3) {
        let (red, green, blue) = (Int(pixels[at]), Int(pixels[at + 1]), Int(pixels[at + 2]))
        sums[0] += red
        sums[1] += green
        sums[2] += blue
        boxes[(red >> 6) * 16 + (green >> 6) * 4 + (blue >> 6)] += 1
      }
    }
    return (sums.map { Float($0) / Float(count) / 255 }) + boxes.map { Float($0) / Float(count) }
  }
}
