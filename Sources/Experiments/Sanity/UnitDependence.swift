import Kernels
import Datasets
import Networks
import Tensors
import Inference
import Visualization

/// How far a projection depends on the unit at all: against another unit at the same place of the same image, against
/// the same unit in another image, and against random positive values in place of the units.
public struct UnitDependence: Codable, Sendable {
  /// Two units at one place of an image, and another image that excites the first of them there.
  public struct Case: Codable, Sendable, Equatable {
    /// The unit whose projection is compared.
    public let unit: Unit
    /// The other unit's map, at the same place.
    public let otherChannel: Int
    /// The index of the other image of the comparison.
    public let otherImage: Int

    package init(unit: Unit, otherChannel: Int, otherImage: Int) {
      self.unit = unit
      self.otherChannel = otherChannel
      self.otherImage = otherImage
    }

    /// The other unit of the same image.
    public var otherUnit: Unit {
      Unit(image: unit.image, channel: otherChannel, row: unit.row, column: unit.column)
    }
    /// The same unit in the other image.
    public var elsewhere: Unit {
      Unit(image: otherImage, channel: unit.channel, row: unit.row, column: unit.column)
    }
  }

  /// The correlations of the unit's projection with the other unit's, one a case.
  public let otherUnit: [Double]
  /// With its own projection in the other image.
  public let otherImage: [Double]
  /// With the projection of random positive values in all maps at its place.
  public let randomSeed: [Double]

  /// Correlations, one a case in each list.
  package init(otherUnit: [Double], otherImage: [Double], randomSeed: [Double]) {
    (self.otherUnit, self.otherImage, self.randomSeed) = (otherUnit, otherImage, randomSeed)
  }

  /// Chooses units: of each image the place that answers most in all, and there two of the maps that answer, by a seed.
  /// Images without two such maps, or without a second image that excites the first of them, are left out.
  ///
  /// - Parameters:
  ///   - values: what the layer says of the images, `[images, maps, height, width]`, none negative.
  ///   - images: their numbers.
  public static func cases(_ values: Tensor<Float>, images: [Int], seed: UInt64) -> [Case] {
    let (maps, height, width) = (values.shape[1], values.shape[2], values.shape[3])
    return images.indices.compactMap { index in
      let sums = (0..<height * width).map { place in
        (0..<maps).reduce(Float(0)) { $0 + values[index, $1, place / width, place % width] }
      }
      let place = sums.indices.max { (sums[$0], -$0) < (sums[$1], -$1) } ?? 0
      let (row, column) = (place / width, place % width)
      let active = (0..<maps).filter { values[index, $0, row, column] > 0 }
      guard active.count > 1 else { return nil }
      var stream = RandomStream(seed: seed, domain: "units of one place", images[index])
      let order = stream.permutation(active.count)
      let (map, otherChannel) = (active[order[0]], active[order[1]])
      let others = (1..<max(images.count, 1)).map { (index + $0) % images.count }
      guard let other = others.first(where: { values[$0, map, row, column] > 0 }) else { return nil }
      return Case(
        unit: Unit(image: images[index], channel: map, row: row, column: column), otherChannel: otherChannel,
        otherImage: images[other])
    }
  }

  /// Random positive values in all maps at each case's place, zeros elsewhere: `[cases, maps, height, width]`.
  public static func randomSignals(_ cases: [Case], shape: Shape, seed: UInt64) -> Tensor<Float> {
    var signals = Tensor<Float>(zeros: Shape([cases.count] + shape.dimensions))
    for (index, each) in cases.enumerated() {
      var stream = RandomStream(seed: seed, domain: "random positive values", each.unit.image)
      for map in 0..<shape[0] {
        signals[index, map, each.unit.row, each.unit.column] = Float(abs(stream.normal()))
      }
    }
    return signals
  }

  /// Compares the projections of cases under a rule; each unit is seeded with 1.
  ///
  /// - Throws: `OneDNNError`.
  public static func measure(
    _ cases: [Case], of layer: String, in model: Model, images: ImageCache,
    rule: BackwardRule, seed: UInt64
  ) throws -> UnitDependence {
    let options = DeconvnetOptions(seed: .one, rule: rule)
    let deconvnet = Deconvnet(model, options: options)
    func project(_ units: [Unit]) throws -> [Tensor<Float>] {
      try deconvnet.project(units, of: layer, images: images)
    }
    let graph = model.graph
    let shape = graph.shape(of: options.startNode(of: layer, in: graph))
    let own = try project(cases.map(\.unit))
    let random = try deconvnet.project(
      signals: randomSignals(cases, shape: shape, seed: seed), of: layer, images: cases.map(\.unit.image),
      pixels: CenterCrops(images, model.preprocessing))
    func likeness(_ others: [Tensor<Float>]) -> [Double] {
      zip(own, others).map { Correlation.pearson($0, $1) ?? 0 }
    }
    return UnitDependence(
      otherUnit: likeness(try project(cases.map(\.otherUnit))),
      otherImage: likeness(try project(cases.map(\.elsewhere))), randomSeed: likeness(random))
  }
}
