import Tensors

/// Where three planes of pixels are written: a part of a larger picture in memory.
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

/// Numbered pictures as a network sees them (mean subtracted, scaled), of which any part can be had by itself.
public protocol PixelSource {
  /// Writes a part of a picture as three planes.
  ///
  /// - Parameters:
  ///   - picture: its number.
  ///   - x: columns of the network's input.
  ///   - y: rows of the network's input.
  ///   - target: where the first of them goes.
  func write(_ picture: Int, x: Range<Int>, y: Range<Int>, to target: PixelTarget)
}

/// Pictures that are in memory already, `[pictures, 3, side, side]`.
public struct PreparedPixels: PixelSource {
  /// All the pictures.
  public let pictures: Tensor<Float>

  /// Pictures `[pictures, 3, side, side]`.
  public init(_ pictures: Tensor<Float>) {
    precondition(pictures.shape.rank == 4, "pictures are [pictures, 3, side, side], not \(pictures.shape)")
    self.pictures = pictures
  }

  /// Copies a part of a picture.
  public func write(_ picture: Int, x: Range<Int>, y: Range<Int>, to target: PixelTarget) {
    let shape = pictures.shape
    precondition(0..<shape[0] ~= picture, "picture \(picture) of \(shape[0])")
    pictures.withUnsafeBuffer { pixels in
      for plane in 0..<shape[1] {
        for (line, row) in y.enumerated() {
          let start = ((picture * shape[1] + plane) * shape[2] + row) * shape[3]
          let to = target.base + plane * target.planeStride + line * target.rowStride
          to.update(from: pixels.baseAddress! + start + x.lowerBound, count: x.count)
        }
      }
    }
  }
}
