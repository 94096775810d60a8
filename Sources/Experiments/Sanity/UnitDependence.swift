import Datasets
import Networks
import Tensors
import Training
import Visualization

/// How far a projection depends on the unit at all: against another unit at the same place of the same picture, against
/// the same unit in another picture, and against random positive values in place of the units.
public struct UnitDependence: Codable, Sendable {
  /// Two units at one place of a picture, and another picture that excites the first of them there.
  public struct Case: Codable, Sendable, Equatable {
    /// The unit.
    public let unit: Unit
    /// The other unit's map, at the same place.
    public let otherMap: Int
    /// The other picture.
    public let otherPicture: Int

    package init(unit: Unit, otherMap: Int, otherPicture: Int) {
      self.unit = unit
      self.otherMap = otherMap
      self.otherPicture = otherPicture
    }

    /// The other unit of the same picture.
    public var otherUnit: Unit {
      Unit(picture: unit.picture, map: otherMap, row: unit.row, column: unit.column)
    }
    /// The same unit in the other picture.
    public var elsewhere: Unit {
      Unit(picture: otherPicture, map: unit.map, row: unit.row, column: unit.column)
    }
  }

  /// The correlations of the unit's projection with the other unit's, one a case.
  public let otherUnit: [Double]
  /// With its own projection in the other picture.
  public let otherPicture: [Double]
  /// With the projection of random positive values in all maps at its place.
  public let randomSeed: [Double]

  /// Chooses units: of each picture the place that answers most in all, and there two of the maps that answer, by a seed.
  /// Pictures without two such maps, or without a second picture that excites the first of them, are left out.
  ///
  /// - Parameters:
  ///   - values: what the layer says of the pictures, `[pictures, maps, height, width]`, none negative.
  ///   - pictures: their numbers.
  public static func cases(_ values: Tensor<Float>, pictures: [Int], seed: UInt64) -> [Case] {
    let (maps, height, width) = (values.shape[1], values.shape[2], values.shape[3])
    return pictures.indices.compactMap { index in
      let sums = (0..<height * width).map { place in
        (0..<maps).reduce(Float(0)) { $0 + values[index, $1, place / width, place % width] }
      }
      let place = sums.indices.max { (sums[$0], -$0) < (sums[$1], -$1) } ?? 0
      let (row, column) = (place / width, place % width)
      let active = (0..<maps).filter { values[index, $0, row, column] > 0 }
      guard active.count > 1 else { return nil }
      var stream = RandomStream(seed: seed, domain: "units of one place", pictures[index])
      let order = stream.permutation(active.count)
      let (map, otherMap) = (active[order[0]], active[order[1]])
      let others = (1..<max(pictures.count, 1)).map { (index + $0) % pictures.count }
      guard let other = others.first(where: { values[$0, map, row, column] > 0 }) else { return nil }
      return Case(
        unit: Unit(picture: pictures[index], map: map, row: row, column: column), otherMap: otherMap,
        otherPicture: pictures[other])
    }
  }

  /// Random positive values in all maps at each case's place, zeros elsewhere: `[cases, maps, height, width]`.
  public static func randomSignals(_ cases: [Case], shape: Shape, seed: UInt64) -> Tensor<Float> {
    var signals = Tensor<Float>(zeros: Shape([cases.count] + shape.dimensions))
    for (index, each) in cases.enumerated() {
      var stream = RandomStream(seed: seed, domain: "random positive values", each.unit.picture)
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
    _ cases: [Case], of layer: String, in network: TrainedNetwork, pictures: PictureCache,
    rule: BackwardRule, seed: UInt64
  ) throws -> UnitDependence {
    let options = DeconvnetOptions(seed: .one, rule: rule)
    let deconvnet = Deconvnet(network, options: options)
    func project(_ units: [Unit]) throws -> [Tensor<Float>] {
      try deconvnet.project(units, of: layer, pictures: pictures)
    }
    let architecture = network.architecture
    let shape = architecture.outputShapes[
      architecture.index(of: options.startLayer(of: layer, in: architecture))]
    let own = try project(cases.map(\.unit))
    let random = try deconvnet.project(
      signals: randomSignals(cases, shape: shape, seed: seed), of: layer, pictures: cases.map(\.unit.picture),
      pixels: CenterCrops(pictures, network.preprocessing))
    func likeness(_ others: [Tensor<Float>]) -> [Double] {
      zip(own, others).map { Correlation.pearson($0, $1) ?? 0 }
    }
    return UnitDependence(
      otherUnit: likeness(try project(cases.map(\.otherUnit))),
      otherPicture: likeness(try project(cases.map(\.elsewhere))), randomSeed: likeness(random))
  }
}
