import Experiments
import Reporting

/// What Figure 5 claims.
struct InvarianceClaims {
  private let measured: InvarianceMeasurements
  private let isDrawn: Bool
  private let seed: UInt64

  init(_ measured: InvarianceMeasurements, isDrawn: Bool, seed: UInt64) {
    self.measured = measured
    self.isDrawn = isDrawn
    self.seed = seed
  }

  func write(to page: inout Page) {
    page.heading("The paper's claims")
    let figure = measured.isSymmetric.count > 1 ? "invariance-average" : nil
    let none = figure == nil ? "The network names too few validation pictures rightly." : nil
    page.claim(
      id: "figure5.small",
      "Small changes move the first layer far and the top layer little (mean distance in units of that between different pictures, layer 7 less layer 1, over shifts to 12 of 224 pixels, scales to 1.1 and turns to 20°)",
      paper: "shown, not quantified", measured: measurement(smallDifferences, decimals: 3),
      holdsWhen: .less(than: 0), reason: none, figure: figure)
    for (kind, name) in [(TransformationRange.Kind.translation, "translation"), (.scaling, "scale")] {
      page.claim(
        id: "figure5.linear-\(name)",
        "Layer 7 moves in proportion to \(name) (mean share of the distance's variance that a straight line from the origin explains)",
        paper: "“quasi-linear”, not quantified", measured: measurement(straightness(kind), decimals: 3),
        holdsWhen: .greater(than: 0.9), reason: none ?? "“Quasi-linear” is read as 0.9.", figure: figure)
    }
    page.claim(
      id: "figure5.rotation",
      "The output bears translation and scale better than rotation (mean fall of P(true class) over all turns, less that over all shifts and scales)",
      paper: "shown, not quantified",
      measured: measurement(rotationExcess.map { $0 * 100 }, unit: "points", decimals: 1),
      holdsWhen: .greater(than: 0), reason: none, figure: figure)
    let symmetry = symmetryDifference
    page.claim(
      id: "figure5.symmetry",
      "What looks the same when turned is the exception (mean fall of P(true class) over all turns, balls less other classes)",
      paper: "shown for one picture",
      measured: symmetry.map { estimate, count in
        Measurement(
          estimate.value * 100, interval: (estimate.low * 100, estimate.high * 100), count: count, seeds: 1,
          unit: "points", decimals: 1)
      }, holdsWhen: .less(than: 0),
      reason: symmetry == nil
        ? isDrawn
          ? "The network names no ball rightly."
          : "No data: which classes of these pictures look the same when turned is not known." : nil,
      figure: figure)
    let flips = measured.neighbours.map { curve in
      curve.prediction.dropFirst().contains { $0 != curve.prediction[0] } ? 100.0 : 0
    }
    page.claim(
      id: "figure5.one-pixel",
      "The output is not stable to every small shift: one pixel often changes the label (share of pictures whose label at least one of four one-pixel shifts changes)",
      paper: "not measured; Azulay and Weiss 2018", measured: measurement(flips, unit: "%", decimals: 1),
      holdsWhen: .greater(than: 5), isDoubt: true, reason: "“Often” is read as one picture in twenty.",
      figure: "one-pixel")
  }

  private func measurement(_ values: [Double], unit: String = "", decimals: Int) -> Measurement? {
    guard values.count > 1 else { return nil }
    let estimate = Bootstrap.mean(values, seed: seed)
    return Measurement(
      estimate.value, interval: (estimate.low, estimate.high), count: values.count, seeds: 1, unit: unit,
      decimals: decimals)
  }

  /// By picture: layer 7's normalised distance less layer 1's, the mean of the three kinds' small changes.
  private var smallDifferences: [Double] {
    measured.isSymmetric.indices.map { picture in
      InvarianceMeasurements.ranges.enumerated().map { index, range in
        let curve = measured.pictures[index][picture]
        return range.small.map {
          Double(curve.upper[$0]) / measured.apart[1] - Double(curve.lower[$0]) / measured.apart[0]
        }.mean
      }.mean
    }
  }

  private func curves(_ kind: TransformationRange.Kind) -> [InvarianceStudy.Curve] {
    zip(InvarianceMeasurements.ranges, measured.pictures).first { $0.0.kind == kind }?.1 ?? []
  }

  private func straightness(_ kind: TransformationRange.Kind) -> [Double] {
    let magnitudes = TransformationRange(kind).magnitudes
    return curves(kind).compactMap { StraightLine.explained($0.upper.map(Double.init), at: magnitudes) }
  }

  /// The mean fall of P(true class) over a range, from its value without any change.
  private func fall(_ curve: InvarianceStudy.Curve, _ kind: TransformationRange.Kind) -> Double {
    let magnitudes = TransformationRange(kind).magnitudes
    let whole = magnitudes.firstIndex(of: 0) ?? 0
    return magnitudes.indices.filter { $0 != whole }.map {
      Double(curve.probability[whole] - curve.probability[$0])
    }.mean
  }

  private var rotationExcess: [Double] {
    let (translations, scalings, rotations) = (curves(.translation), curves(.scaling), curves(.rotation))
    return rotations.indices.map { picture in
      fall(rotations[picture], .rotation)
        - (fall(translations[picture], .translation) + fall(scalings[picture], .scaling)) / 2
    }
  }

  private var symmetryDifference: (Bootstrap.Estimate, Int)? {
    let others = zip(curves(.rotation), measured.isSymmetric).filter { !$0.1 }.map { fall($0.0, .rotation) }
    let balls = measured.symmetric.map { fall($0, .rotation) }
    guard balls.count > 1, others.count > 1 else { return nil }
    return (
      Bootstrap.differenceOfMeans(balls, others, seed: seed), balls.count + others.count
    )
  }
}
