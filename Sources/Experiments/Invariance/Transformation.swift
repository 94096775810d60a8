import Foundation
import Images

/// A change of an image that leaves what it shows: the three of Figure 5.
public enum Transformation: Codable, Hashable, Sendable {
  /// Moved downward by a share of the input's side, to the nearest whole pixel, so that nothing is interpolated.
  case translation(Double)
  /// Enlarged about the middle by a factor.
  case scaling(Double)
  /// Turned about the middle, in degrees, clockwise as seen.
  case rotation(Double)

  /// How far an image is changed: the share, the factor, or the angle.
  public var size: Double {
    switch self {
    case .translation(let share): share
    case .scaling(let factor): factor
    case .rotation(let degrees): degrees
    }
  }

  /// The changed image, of the same size.
  ///
  /// What comes in from beyond the border is the image's mirror image there. Give the stored image, which is larger than the
  /// network's input, and the mirror is seen only where that margin ends.
  ///
  /// - Parameter side: the side of the network's input in pixels, whose shares translations are.
  public func applied(to image: Image, side: Int) -> Image {
    switch self {
    case .translation(let share):
      let shift = Int((share * Double(side)).rounded())
      return shift == 0 ? image : image.resampled { x, y in (x, y - Double(shift)) }
    case .scaling(let factor):
      if factor == 1 { return image }
      let (middleX, middleY) = (Double(image.width - 1) / 2, Double(image.height - 1) / 2)
      return image.resampled { x, y in
        (middleX + (x - middleX) / factor, middleY + (y - middleY) / factor)
      }
    case .rotation(let degrees):
      if degrees == 0 { return image }
      let (middleX, middleY) = (Double(image.width - 1) / 2, Double(image.height - 1) / 2)
      let (cosine, sine) = Self.cosineAndSine(degrees)
      return image.resampled { x, y in
        let (right, down) = (x - middleX, y - middleY)
        return (middleX + cosine * right + sine * down, middleY - sine * right + cosine * down)
      }
    }
  }

  /// Exact for quarter turns, which then only exchange pixels.
  private static func cosineAndSine(_ degrees: Double) -> (Double, Double) {
    let quarters = degrees / 90
    if quarters == quarters.rounded() {
      return [(1, 0), (0, 1), (-1, 0), (0, -1)][((Int(quarters) % 4) + 4) % 4]
    }
    return (cos(degrees * .pi / 180), sin(degrees * .pi / 180))
  }
}

extension Image {
  /// The image whose pixel at (x, y) is this one's at a place between pixels, interpolated between the four around it;
  /// beyond the border lies the mirror image.
  fileprivate func resampled(_ place: (_ x: Double, _ y: Double) -> (x: Double, y: Double)) -> Image {
    var result = Image(width: width, height: height)
    pixels.withUnsafeBufferPointer { source in
      result.pixels.withUnsafeMutableBufferPointer { target in
        for y in 0..<height {
          for x in 0..<width {
            let from = place(Double(x), Double(y))
            let (left, top) = (from.x.rounded(.down), from.y.rounded(.down))
            let (across, down) = (Float(from.x - left), Float(from.y - top))
            let columns = (Self.mirrored(Int(left), width) * 3, Self.mirrored(Int(left) + 1, width) * 3)
            let rows = (
              Self.mirrored(Int(top), height) * width * 3, Self.mirrored(Int(top) + 1, height) * width * 3
            )
            for channel in 0..<3 {
              func value(_ row: Int, _ column: Int) -> Float { Float(source[row + column + channel]) }
              let upper =
                value(rows.0, columns.0) * (1 - across) + value(rows.0, columns.1) * across
              let lower =
                value(rows.1, columns.0) * (1 - across) + value(rows.1, columns.1) * across
              target[(y * width + x) * 3 + channel] = UInt8(
                min(max((upper * (1 - down) + lower * down).rounded(), 0), 255))
            }
          }
        }
      }
    }
    return result
  }

  /// The place of an index in 0..<length, reflected at the outer edges of the first and last pixel.
  private static func mirrored(_ index: Int, _ length: Int) -> Int {
    let period = ((index % (2 * length)) + 2 * length) % (2 * length)
    return period < length ? period : 2 * length - 1 - period
  }
}
