import Tensors

/// Directions in the space that a layer's maps span: the response at one position along a direction is a weighted sum
/// of its maps. A map is the direction of one axis; Szegedy et al. (2013) asked whether axes are special.
public struct LayerDirections: Sendable {
  /// One direction a row, `[directions, maps]`, each of length 1.
  public let rows: Tensor<Float>

  /// Directions `[directions, maps]`.
  public init(_ rows: Tensor<Float>) {
    precondition(rows.shape.rank == 2, "directions \(rows.shape)")
    self.rows = rows
  }

  /// Random unit vectors in the space of a layer's channels, uniformly distributed, from a seed.
  public static func drawn(_ count: Int, maps: Int, layer: String, seed: UInt64) -> LayerDirections {
    LayerDirections(
      Tensor([count, maps]) { target in
        for direction in 0..<count {
          var stream = RandomStream(seed: seed, domain: "directions of \(layer)", direction)
          let draws = (0..<maps).map { _ in stream.normal() }
          let length = draws.reduce(0) { $0 + $1 * $1 }.squareRoot()
          for map in 0..<maps { target[direction * maps + map] = Float(draws[map] / length) }
        }
      })
  }

  /// A layer's response along each direction.
  ///
  /// - Parameter values: `[n, maps, height, width]`.
  /// - Returns: `[n, directions, height, width]`.
  public func along(_ values: Tensor<Float>) -> Tensor<Float> {
    let (count, maps) = (rows.shape[0], rows.shape[1])
    let (height, width) = (values.shape[2], values.shape[3])
    precondition(values.shape[1] == maps, "directions of \(maps) maps for values \(values.shape)")
    let area = height * width
    return Tensor([values.shape[0], count, height, width]) { target in
      values.withUnsafeBuffer { source in
        rows.withUnsafeBuffer { weights in
          for image in 0..<values.shape[0] {
            for direction in 0..<count {
              let sums = target.baseAddress! + (image * count + direction) * area
              for map in 0..<maps {
                let weight = weights[direction * maps + map]
                let from = source.baseAddress! + (image * maps + map) * area
                for place in 0..<area { sums[place] += weight * from[place] }
              }
            }
          }
        }
      }
    }
  }
}
