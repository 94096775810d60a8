import Datasets
import Networks
import Tensors
import Inference
import Visualization

/// Aliasing as Figure 6(d) shows it: a grid of the first layer's stride that lies over the projections of the second.
///
/// The share of a projection's variance that the pixels' position modulo the period explains is 1 for a pattern that
/// repeats with the period, and what chance gives for noise. But a projection that fills a part of the window, or that
/// varies slowly, is explained in part by any period. So the index is the share at a period of 4, minus the mean of the
/// shares at 3 and at 5, each corrected for chance: about 1 for a grid of four pixels, and about 0 without one. The
/// period is AlexNet's stride for every network; it is also twice ZFNet's stride, so that a grid of either shows.
public enum GridArtifact {
  /// The grid's period in pixels.
  public static let period = 4

  /// The index of a window of an image.
  ///
  /// - Parameters:
  ///   - image: `[channels, height, width]`.
  ///   - x: columns of the window.
  ///   - y: rows of the window.
  /// - Returns: nil where the window is flat.
  public static func index(of image: Tensor<Float>, x: Range<Int>, y: Range<Int>) -> Double? {
    func corrected(_ period: Int) -> Double? {
      share(of: image, x: x, y: y, period: period).map { share in
        let chance = Double(period * period - 1) / Double(x.count * y.count - 1)
        return (share - chance) / (1 - chance)
      }
    }
    guard let own = corrected(period), let below = corrected(period - 1), let above = corrected(period + 1)
    else { return nil }
    return own - (below + above) / 2
  }

  /// The share of a window's variance that the position modulo a period explains, 0…1; nil where the window is flat.
  static func share(of image: Tensor<Float>, x: Range<Int>, y: Range<Int>, period: Int) -> Double? {
    let (height, width) = (image.shape[1], image.shape[2])
    precondition(
      x.count > period && y.count > period && x.lowerBound >= 0 && x.upperBound <= width
        && y.lowerBound >= 0 && y.upperBound <= height,
      "columns \(x) and rows \(y) of \(height) × \(width) pixels, for a period of \(period)")
    func phase(_ row: Int, _ column: Int) -> Int { row % period * period + column % period }
    var counts = [Double](repeating: 0, count: period * period)
    for row in y { for column in x { counts[phase(row, column)] += 1 } }
    var (between, total) = (0.0, 0.0)
    image.withUnsafeBuffer { values in
      for channel in 0..<image.shape[0] {
        var sums = [Double](repeating: 0, count: period * period)
        var (sum, squares) = (0.0, 0.0)
        for row in y {
          for column in x {
            let value = Double(values[(channel * height + row) * width + column])
            sums[phase(row, column)] += value
            sum += value
            squares += value * value
          }
        }
        let level = sum * sum / Double(x.count * y.count)
        between += zip(sums, counts).reduce(0) { $0 + $1.0 * $1.0 / $1.1 } - level
        total += squares - level
      }
    }
    return total > 0 ? max(0, between / total) : nil
  }

  /// What the second layer of a network shows of a grid, and which of its maps answer at all.
  public struct Measures: Sendable, Codable, Equatable {
    /// The strongest unit of each map that answers to an image.
    public let peaks: [Peak]
    /// Maps of layer 1 that no image excites.
    public let silentFirst: [Int]
    /// Maps of layer 2 that no image excites.
    public let silentSecond: [Int]
    /// Maps of layers 1 and 2.
    public let mapCounts: [Int]

    /// A map's strongest unit.
    public struct Peak: Sendable, Codable, Equatable {
      /// The index of the channel, from 0.
      public let channel: Int
      /// Its strongest place in all images.
      public let hit: TopActivations.Hit
      /// The index of its projection; nil where the projection is flat.
      public let projection: Double?
      /// The index of the image at the same place: what would be there without a model.
      public let image: Double?
    }
  }

  /// Measures the strongest unit of each map of the second layer, over all images.
  ///
  /// - Parameters:
  ///   - window: the side in pixels of the square around the unit that is measured; a multiple of the period. Networks that
  ///     are compared take the same.
  ///   - progress: called with how many images have been searched.
  /// - Throws: `OneDNNError`, and what `progress` throws.
  public static func measure(
    _ model: Model, on images: ImageCache, window: Int,
    progress: (_ done: Int) throws -> Void = { _ in }
  ) throws -> Measures {
    let layers = Array(model.graph.convolutionNames.prefix(2))
    let found = try TopActivations.search(
      model, layers: layers, images: images, indices: Array(0..<images.count), count: 1,
      progress: progress)
    let hits = found[1].hits.enumerated().compactMap { channel, hits in hits.first.map { (channel, $0) } }
    let units = hits.map { Unit(image: $1.image, channel: $0, row: $1.row, column: $1.column) }
    let projections = try Deconvnet(model).project(units, of: layers[1], images: images)
    let field = model.graph.receptiveField(of: layers[1])
    let side = model.graph.inputSide
    let peaks = zip(hits, projections).map { entry, projection -> Measures.Peak in
      let (channel, hit) = entry
      func range(_ index: Int) -> Range<Int> {
        let start = field.start + index * field.jump + (field.size - window) / 2
        let inside = min(max(start, 0), side - window)
        return inside..<inside + window
      }
      let (x, y) = (range(hit.column), range(hit.row))
      let image = model.preprocessing.centerPixels(of: hit.image, in: images)
      return Measures.Peak(
        channel: channel, hit: hit, projection: index(of: projection, x: x, y: y),
        image: index(of: image, x: x, y: y))
    }
    return Measures(
      peaks: peaks, silentFirst: found[0].deadMaps, silentSecond: found[1].deadMaps,
      mapCounts: found.map(\.hits.count))
  }

  /// The largest window that fits into the layer-2 fields of all networks.
  public static func window(for architectures: [Graph]) -> Int {
    let sizes = architectures.map { architecture in
      min(architecture.receptiveField(of: architecture.convolutionNames[1]).size, architecture.inputSide)
    }
    return max(period, (sizes.min() ?? period) / period * period)
  }
}
