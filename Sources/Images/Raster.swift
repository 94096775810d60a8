/// What can be cropped, turned and resized: an image, or the mask that must follow it.
///
/// Both conform through these few requirements, so a crop of one is the crop of the other by construction.
public protocol Raster {
  /// Width in pixels.
  var width: Int { get }
  /// Height in pixels.
  var height: Int { get }
  /// Bytes a pixel.
  static var channels: Int { get }
  /// `height × width × channels` bytes, row by row.
  var samples: [UInt8] { get }
  /// One of the given size and bytes.
  init(width: Int, height: Int, samples: [UInt8])
  /// The same image at another size, of which only the given columns and rows are computed; see the conforming types for how.
  func resized(width: Int, height: Int, columns: Range<Int>, rows: Range<Int>) -> Self
}

extension Raster {
  /// The rectangle of `width`×`height` pixels whose upper left pixel is (x, y); it must lie inside.
  public func cropped(x: Int, y: Int, width: Int, height: Int) -> Self {
    precondition(
      x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= self.width && y + height <= self.height,
      "a crop of \(width)×\(height) at (\(x), \(y)) does not lie in \(self.width)×\(self.height)")
    if width == self.width && height == self.height { return self }
    var bytes = [UInt8]()
    bytes.reserveCapacity(width * height * Self.channels)
    for row in y..<(y + height) {
      let start = (row * self.width + x) * Self.channels
      bytes += samples[start..<(start + width * Self.channels)]
    }
    return Self(width: width, height: height, samples: bytes)
  }

  /// The mirror image: left and right exchanged.
  public func flipped() -> Self {
    remapped(width: width, height: height) { x, y in (width - 1 - x, y) }
  }

  /// The same image at another size; see the conforming types for how.
  public func resized(width: Int, height: Int) -> Self {
    resized(width: width, height: height, columns: 0..<width, rows: 0..<height)
  }

  /// Resized so that its short side is `side`, then cropped to the `side`×`side` at its center.
  ///
  /// No more is computed than the crop keeps: an image of one pixel by a million would be resized to gigabytes.
  public func resizedAndCropped(side: Int) -> Self {
    let size = ResizeAndCrop(width: width, height: height, side: side)
    return resized(
      width: size.width, height: size.height, columns: size.x..<(size.x + side),
      rows: size.y..<(size.y + side))
  }

  /// The stored image turned upright.
  public func oriented(_ orientation: Orientation) -> Self {
    let (right, bottom) = (width - 1, height - 1)
    switch orientation {
    case .upright: return self
    case .mirrored: return flipped()
    case .halfTurned: return remapped(width: width, height: height) { x, y in (right - x, bottom - y) }
    case .flipped: return remapped(width: width, height: height) { x, y in (x, bottom - y) }
    case .transposed: return remapped(width: height, height: width) { x, y in (y, x) }
    case .quarterTurned: return remapped(width: height, height: width) { x, y in (y, bottom - x) }
    case .transversed: return remapped(width: height, height: width) { x, y in (right - y, bottom - x) }
    case .threeQuarterTurned: return remapped(width: height, height: width) { x, y in (right - y, x) }
    }
  }

  /// A raster of the given size whose pixel (x, y) is this one's pixel `source(x, y)`.
  private func remapped(width: Int, height: Int, source: (Int, Int) -> (Int, Int)) -> Self {
    let channels = Self.channels
    let input = samples
    let bytes = [UInt8](unsafeUninitializedCapacity: width * height * channels) { output, count in
      for y in 0..<height {
        for x in 0..<width {
          let (column, row) = source(x, y)
          for channel in 0..<channels {
            output[(y * width + x) * channels + channel] =
              input[(row * self.width + column) * channels + channel]
          }
        }
      }
      count = width * height * channels
    }
    return Self(width: width, height: height, samples: bytes)
  }
}

extension Image: Raster {
  /// Red, green and blue.
  public static var channels: Int { 3 }
  /// The image's bytes: red, green and blue of each pixel, row by row.
  public var samples: [UInt8] { pixels }

  /// An image of the given bytes.
  public init(width: Int, height: Int, samples: [UInt8]) {
    self.init(width: width, height: height, pixels: samples)
  }

  /// The same image at another size: averaged where it shrinks, Catmull–Rom where it grows.
  public func resized(width: Int, height: Int, columns: Range<Int>, rows: Range<Int>) -> Image {
    if width == self.width && height == self.height {
      return cropped(x: columns.lowerBound, y: rows.lowerBound, width: columns.count, height: rows.count)
    }
    return Image(
      width: columns.count, height: rows.count,
      pixels: Resampling.resample(
        pixels, width: self.width, height: self.height, channels: 3, to: (width, height), columns: columns,
        rows: rows))
  }
}

extension Mask: Raster {
  /// One byte a pixel.
  public static var channels: Int { 1 }
  /// The mask's bytes: 0 or 255 for each pixel, row by row.
  public var samples: [UInt8] { values }

  /// A mask of the given bytes.
  public init(width: Int, height: Int, samples: [UInt8]) {
    self.init(width: width, height: height, values: samples)
  }

  /// The same mask at another size: a pixel belongs to the object where at least half of it did.
  public func resized(width: Int, height: Int, columns: Range<Int>, rows: Range<Int>) -> Mask {
    if width == self.width && height == self.height {
      return cropped(x: columns.lowerBound, y: rows.lowerBound, width: columns.count, height: rows.count)
    }
    let shares = Resampling.resample(
      values, width: self.width, height: self.height, channels: 1, to: (width, height), columns: columns,
      rows: rows)
    return Mask(width: columns.count, height: rows.count, values: shares.map { $0 >= 128 ? 255 : 0 })
  }
}
