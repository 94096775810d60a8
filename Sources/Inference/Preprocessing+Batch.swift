import Datasets
import Kernels
import Networks
import Tensors

extension Preprocessing {
  /// Writes crops of images one behind the other, on all threads; what is left of the target is zeroed.
  ///
  /// - Parameters:
  ///   - crops: which crop of which image of the cache.
  ///   - target: room for at least as many crops, `[3, inputSide, inputSide]` each.
  public func write(
    _ crops: [(image: Int, crop: Crop)], of images: ImageCache, to target: UnsafeMutableBufferPointer<Float>
  ) {
    let length = 3 * inputSide * inputSide
    precondition(crops.count * length <= target.count, "\(crops.count) crops for \(target.count) numbers")
    nonisolated(unsafe) let (images, slots) = (images, target)
    ParallelLoop.run(crops.count) { row in
      let slot = UnsafeMutableBufferPointer(rebasing: slots[(row * length)..<((row + 1) * length)])
      images.withPixels(crops[row].image) { write($0, crops[row].crop, to: slot) }
    }
    target[(crops.count * length)...].update(repeating: 0)
  }

  /// Writes the center crops of images one behind the other; what is left of the target is zeroed.
  public func writeCenters(
    of indices: [Int], in images: ImageCache, to target: UnsafeMutableBufferPointer<Float>
  ) {
    write(indices.map { ($0, .center(margin: margin)) }, of: images, to: target)
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
