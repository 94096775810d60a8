import Tensors

/// Where three planes of pixels are written: a part of a larger image in memory.
public struct PixelTarget {
  /// The first pixel of the first plane.
  public let base: UnsafeMutablePointer<Float>
  /// From a pixel to the one below it, in numbers.
  public let rowStride: Int
  /// From a pixel to the same pixel of the next plane, in numbers.
  public let planeStride: Int

  /// The planes from an address on.
  public init(base: UnsafeMutablePointer<Float>, rowStride: Int, planeStride: Int) {
    self.base = base
    self.rowStride = rowStride
    self.planeStride = planeStride
  }
}

/// Numbered images as a network sees them (mean subtracted, scaled), of which any part can be had by itself.
public protocol PixelSource {
  /// Writes a part of an image as three planes.
  ///
  /// - Parameters:
  ///   - image: its number.
  ///   - x: columns of the network's input.
  ///   - y: rows of the network's input.
  ///   - target: where the first of them goes.
  func write(_ image: Int, x: Range<Int>, y: Range<Int>, to target: PixelTarget)
}

/// Images that are in memory already, `[images, 3, side, side]`.
public struct PreparedPixels: PixelSource {
  /// The images, `[n, 3, height, width]`.
  public let images: Tensor<Float>

  /// Images `[images, 3, side, side]`.
  public init(_ images: Tensor<Float>) {
    precondition(images.shape.rank == 4, "images are [images, 3, side, side], not \(images.shape)")
    self.images = images
  }

  /// Copies a part of an image.
  public func write(_ image: Int, x: Range<Int>, y: Range<Int>, to target: PixelTarget) {
    let shape = images.shape
    precondition(0..<shape[0] ~= image, "image \(image) of \(shape[0])")
    images.withUnsafeBuffer { pixels in
      for plane in 0..<shape[1] {
        for (line, row) in y.enumerated() {
          let start = ((image * shape[1] + plane) * shape[2] + row) * shape[3]
          let to = target.base + plane * target.planeStride + line * target.rowStride
          to.update(from: pixels.baseAddress! + start + x.lowerBound, count: x.count)
        }
      }
    }
  }
}
