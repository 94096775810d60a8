import Datasets
import Foundation
import Images
import Tensors
import Visualization

/// What is hidden of a face.
public enum HiddenPlace: String, Codable, Sendable, CaseIterable {
  /// The animal's own right eye, on the viewer's left.
  case rightEye = "right eye"
  /// The animal's own left eye.
  case leftEye = "left eye"
  /// The nose of the face.
  case nose
  /// A place drawn at random within each face by itself: the paper's control, which it calls random object regions.
  case random
  /// A place drawn at random once for all faces. The parts of frontal faces stand at much the same places; this control knows the place
  /// and no part.
  case sameRandom = "the same random place"
  /// Of several places drawn at random within each face by itself, those that change as many units of the layer as the parts do. A
  /// part that changes fewer units than a random place has more units that stay, and those agree between faces; this control has as many.
  case matched = "random, as many units"

  /// The parts, without the controls.
  public static let parts: [HiddenPlace] = [.rightEye, .leftEye, .nose]
}

/// A square in an image's pixels.
public struct HiddenSquare: Codable, Sendable, Equatable {
  /// The left edge in pixels.
  public let x: Int
  /// The upper edge in pixels.
  public let y: Int
  /// The side in pixels.
  public let side: Int

  /// A square of a side whose upper left pixel is (x, y).
  public init(x: Int, y: Int, side: Int) {
    self.x = x
    self.y = y
    self.side = side
  }

  /// An image with the square in the middle gray of its 8-bit pixels.
  public func hidden(in image: Image) -> Image {
    var result = image
    for row in max(y, 0)..<max(min(y + side, image.height), max(y, 0)) {
      for column in max(x, 0)..<max(min(x + side, image.width), max(x, 0)) {
        for channel in 0..<3 { result[column, row, channel] = OcclusionFill.grayLevel }
      }
    }
    return result
  }
}

/// The squares that hide a face's parts and as large places drawn at random.
public struct HiddenPlaces: Sendable, Equatable {
  /// The squares' side as a share of the distance between the eyes: an eye and what is around it, and not the other eye.
  public static let sideOfEyeDistance = 0.6

  private let centers: [HiddenPlace: (x: Double, y: Double)]
  /// The side of all squares of this face, in pixels.
  public let side: Int
  private let window: Range<Int>
  /// The rows and columns of the face: a square around the middle of eyes and nose.
  private let face: (x: Range<Double>, y: Range<Double>)

  /// How far the face is taken to reach from the middle of its eyes and nose, in distances between the eyes: from ear to ear,
  /// and from the hair to the chin.
  private static let reach = 1.1

  /// The places of a face; nil where an eye or the nose does not show.
  ///
  /// - Parameters:
  ///   - image: with its parts.
  ///   - window: the rows and columns that the network sees; squares stay inside.
  public init?(_ example: LabeledImage, window: Range<Int>) {
    var centers: [HiddenPlace: (x: Double, y: Double)] = [:]
    for place in HiddenPlace.parts {
      let seen = { (value: Double) in Double(window.lowerBound)..<Double(window.upperBound) ~= value }
      guard let part = example.parts.first(where: { $0.name == place.rawValue && $0.isVisible }),
        seen(part.x), seen(part.y)
      else { return nil }
      centers[place] = (part.x, part.y)
    }
    guard let right = centers[.rightEye], let left = centers[.leftEye] else { return nil }
    let side = Int((hypot(right.x - left.x, right.y - left.y) * Self.sideOfEyeDistance).rounded())
    guard side > 0, side < window.count else { return nil }
    self.centers = centers
    self.side = side
    self.window = window
    let distance = Double(side) / Self.sideOfEyeDistance
    func range(_ value: ((x: Double, y: Double)) -> Double) -> Range<Double> {
      let middle = centers.values.reduce(0) { $0 + value($1) } / Double(centers.count)
      return (middle - Self.reach * distance)..<(middle + Self.reach * distance)
    }
    face = (range(\.x), range(\.y))
  }

  /// The square of a part, or of a draw of a random one.
  ///
  /// - Parameters:
  ///   - place: what is hidden.
  ///   - number: the face's number; random places of two faces are independent.
  ///   - draw: which of several random places; for `matched`, which of those that are chosen from.
  public func square(_ place: HiddenPlace, face number: Int, draw: Int, seed: UInt64) -> HiddenSquare {
    let room = Double(window.count - side)
    if let center = centers[place] {
      func start(_ middle: Double) -> Int {
        min(max(Int((middle - Double(side) / 2).rounded()), window.lowerBound), window.upperBound - side)
      }
      return HiddenSquare(x: start(center.x), y: start(center.y), side: side)
    }
    if place == .random || place == .matched {
      let domain = place == .random ? "hidden places" : "hidden places to choose from"
      var stream = RandomStream(seed: seed, domain: domain, number, draw)
      /// A start whose square lies within the face and in sight.
      func start(_ range: Range<Double>, _ share: Double) -> Int {
        let first = max(Int(range.lowerBound.rounded()), window.lowerBound)
        let last = max(min(Int(range.upperBound.rounded()), window.upperBound) - side, first)
        return min(first + Int((share * Double(last - first)).rounded()), window.upperBound - side)
      }
      let (x, y) = (stream.uniform(), stream.uniform())
      return HiddenSquare(x: start(face.x, x), y: start(face.y, y), side: side)
    }
    var stream = RandomStream(seed: seed, domain: "a hidden place for all", draw)
    let (x, y) = (stream.uniform(), stream.uniform())
    return HiddenSquare(
      x: window.lowerBound + Int((x * room).rounded()), y: window.lowerBound + Int((y * room).rounded()),
      side: side)
  }

  /// Whether all places are the same.
  public static func == (left: HiddenPlaces, right: HiddenPlaces) -> Bool {
    left.side == right.side && left.window == right.window
      && HiddenPlace.parts.allSatisfy {
        left.centers[$0]?.x == right.centers[$0]?.x && left.centers[$0]?.y == right.centers[$0]?.y
      }
  }
}
