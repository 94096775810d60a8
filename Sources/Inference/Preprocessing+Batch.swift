import Datasets
import Networks
import Tensors

extension Preprocessing {
  /// Writes the center crops of images one after the other; what is left of the target is zeroed.
  public func writeCenters(
    of indices: [Int], in images: ImageCache, to target: UnsafeMutableBufferPointer<Float>
  ) {
    let length = 3 * inputSide * inputSide
    precondition(
      indices.count * length <= target.count, "\(indices.count) images for \(target.count) numbers")
    for (row, index) in indices.enumerated() {
      let slot = UnsafeMutableBufferPointer(rebasing: target[(row * length)..<((row + 1) * length)])
      images.withPixels(index) { write($0, .center(margin: margin), to: slot) }
    }
    target[(indices.count * length)...].update(repeating: 0)
  }

  /// The center crop of an image as the network sees it, before the mean is taken off.
  public func centerCrop(of example: LabeledImage) -> LabeledImage {
    example.cropped(x: margin / 2, y: margin / 2, width: inputSide, height: inputSide)
  }

  /// The center crop of a cached image as the network takes it: `[3, inputSide, inputSide]`, the mean taken off.
  public func centerPixels(of index: Int, in images: ImageCache) -> Tensor<Float> {
    Tensor([3, inputSide, inputSide]) { target in
      images.withPixels(index) { write($0, .center(margin: margin), to: target) }
    }
  }
}
