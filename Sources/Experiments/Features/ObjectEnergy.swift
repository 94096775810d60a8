import Datasets
import Images
import Inference
import Visualization
import Networks

/// How much of a projection lies on the object, beside how much of the field does.
public struct ObjectEnergy: Codable, Sendable, Equatable {
  /// The share of the projection's squared values on the object.
  public let energy: Double
  /// The share of the receptive field's pixels on the object: what an even spread would give.
  public let area: Double

  /// Measures a projection against the object's mask; nil where it is zero everywhere.
  ///
  /// - Parameters:
  ///   - patch: the projection on its receptive field.
  ///   - mask: the object's pixels, in the image as the network sees it.
  public init?(_ patch: PixelPatch, on mask: Mask) {
    precondition(
      patch.x.upperBound <= mask.width && patch.y.upperBound <= mask.height,
      "a patch \(patch.x) × \(patch.y) on a mask of \(mask.width)×\(mask.height)")
    let (width, height) = (patch.x.count, patch.y.count)
    var (total, inside) = (0.0, 0.0)
    var covered = 0
    patch.pixels.withUnsafeBuffer { values in
      for row in 0..<height {
        for column in 0..<width {
          let isObject = mask[patch.x.lowerBound + column, patch.y.lowerBound + row]
          if isObject { covered += 1 }
          for channel in 0..<patch.pixels.shape[0] {
            let value = Double(values[(channel * height + row) * width + column])
            total += value * value
            if isObject { inside += value * value }
          }
        }
      }
    }
    guard total > 0 else { return nil }
    energy = inside / total
    area = Double(covered) / Double(width * height)
  }

  /// The two shares of a projection, each from 0 to 1.
  public init(energy: Double, area: Double) {
    self.energy = energy
    self.area = area
  }

  /// The means over the strongest places of each of some maps; maps without a place in an image with a known object are
  /// left out.
  ///
  /// - Parameters:
  ///   - top: the strongest places of the layer's maps.
  ///   - maps: which of them.
  ///   - progress: called with how many projections are done, of how many.
  /// - Throws: `OneDNNError`, and what `progress` throws.
  public static func byMap(
    _ top: TopActivations, maps: [Int], of model: Model, images: ImageCache,
    progress: (_ done: Int, _ of: Int) throws -> Void = { _, _ in }
  ) throws -> [ObjectEnergy] {
    let units = maps.flatMap { map in
      top.hits[map].map { Unit(image: $0.image, channel: map, row: $0.row, column: $0.column) }
    }
    var masks: [Int: Mask] = [:]
    for unit in units where masks[unit.image] == nil {
      masks[unit.image] =
        model.preprocessing.centerCrop(of: images.example(unit.image)).objects.first?.mask
    }
    let known = units.filter { masks[$0.image] != nil }
    let patches = try Deconvnet(model).patches(
      known, of: top.layer, pixels: CenterCrops(images, model.preprocessing),
      progress: { try progress($0, known.count) })
    var shares: [Int: [ObjectEnergy]] = [:]
    for (unit, patch) in zip(known, patches) {
      guard let mask = masks[unit.image], let share = ObjectEnergy(patch, on: mask) else { continue }
      shares[unit.channel, default: []].append(share)
    }
    return maps.compactMap { map in
      guard let each = shares[map] else { return nil }
      return ObjectEnergy(
        energy: each.reduce(0) { $0 + $1.energy } / Double(each.count),
        area: each.reduce(0) { $0 + $1.area } / Double(each.count))
    }
  }

  /// How much more of the projection than of the field lies on the object.
  public var excess: Double { energy - area }
}
