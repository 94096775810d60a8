import Datasets
import Tensors

extension Preprocessing {
  /// Writes the centre crops of pictures one after the other; what is left of the target is zeroed.
  public func writeCenters(
    of indices: [Int], in pictures: PictureCache, to target: UnsafeMutableBufferPointer<Float>
  ) {
    let length = 3 * inputSide * inputSide
    precondition(
      indices.count * length <= target.count, "\(indices.count) pictures for \(target.count) numbers")
    for (row, index) in indices.enumerated() {
      let slot = UnsafeMutableBufferPointer(rebasing: target[(row * length)..<((row + 1) * length)])
      pictures.withPixels(index) { write($0, .center(margin: margin), to: slot) }
    }
    target[(indices.count * length)...].update(repeating: 0)
  }

  /// The centre crop of a picture as the network sees it, before the mean is taken off.
  public func centerCrop(of picture: Picture) -> Picture {
    picture.cropped(x: margin / 2, y: margin / 2, width: inputSide, height: inputSide)
  }

  /// The centre crop of a cached picture as the network takes it: `[3, inputSide, inputSide]`, the mean taken off.
  public func centerPixels(of index: Int, in pictures: PictureCache) -> Tensor<Float> {
    Tensor([3, inputSide, inputSide]) { target in
      pictures.withPixels(index) { write($0, .center(margin: margin), to: target) }
    }
  }
}
