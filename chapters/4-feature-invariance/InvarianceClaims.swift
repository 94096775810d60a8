import Experiments
import Replication
import Reporting

/// What Figure 5 claims.
package struct InvarianceClaims {
  private let measured: InvarianceMeasurements
  private let isDrawn: Bool
  private let seed: UInt64

  /// Claims about measured images.
  ///
  /// - Parameter isDrawn: whether the images are the drawn world's, of whose classes it is known which look the same when
  ///   turned.
  package init(_ measured: InvarianceMeasurements, isDrawn: Bool, seed: UInt64) {
    self.measured = measured
    self.isDrawn = isDrawn
    self.seed = seed
  }

  func write(to page: inout PageBuilder) {
    page.heading("The claims")
    page.claim(all)
  }

  /// The chapter's claims.
  package var all: [UnjudgedClaim] {
    let figure = measured.isSymmetric.count > 1 ? "invariance-average" : nil
    let none = figure == nil ? "The network classifies too few validation images correctly." : nil
    let symmetry = symmetryDifference
    let flips = measured.neighbors.map { $0.changesLabel ? 100.0 : 0 }
    return [
      UnjudgedClaim(
        id: "figure5.small",
        "Small changes move the first layer far and the top layer little (mean distance in units of that between different images, layer 7 minus layer 1, over shifts to 12 of 224 pixels, scales to 1.1 and turns to 20°)",
        paper: "shown, not quantified", measured: measurement(smallDifferences, decimals: 3),
        holdsWhen: .less(than: 0), untested: none, figure: figure),
      linear(.translation, "translation", figure, none),
      linear(.scaling, "scale", figure, none),
      UnjudgedClaim(
        id: "figure5.rotation",
        "The output bears translation and scale better than rotation (mean fall of P(true class) over all turns, minus that over all shifts and scales)",
        paper: "shown, not quantified",
        measured: measurement(
          InvarianceStudy.rotationExcess(
            curves(.rotation), over: curves(.translation), and: curves(.scaling)
          ).map { $0 * 100 }, unit: "points", decimals: 1),
        holdsWhen: .greater(than: 0), untested: none, figure: figure),
      UnjudgedClaim(
        id: "figure5.symmetry",
        "Objects that look the same when turned are the exception (mean fall of P(true class) over all turns, balls minus other classes)",
        paper: "shown for one image",
        measured: symmetry.map { estimate, count in
          Measurement(
            estimate, times: 100, count: count, seeds: measured.networkSeeds.count, unit: "points",
            decimals: 1)
        },
        holdsWhen: .less(than: 0),
        untested: isDrawn
          ? "The network classifies fewer than two balls correctly."
          : "No data: which classes of these images look the same when turned is not known.",
        figure: figure),
      UnjudgedClaim(
        id: "figure5.one-pixel",
        "The output is not stable to every small shift: one pixel often changes the label (share of images whose label at least one of four one-pixel shifts changes)",
        paper: "not measured; Azulay and Weiss 2018", measured: measurement(flips, unit: "%", decimals: 1),
        holdsWhen: .greater(than: 5), isLaterCriticism: true,
        remark: "“Often” is read as one image in twenty.", figure: "one-pixel"),
    ]
  }

  private func linear(
    _ kind: TransformationRange.Kind, _ name: String, _ figure: String?, _ untested: String?
  ) -> UnjudgedClaim {
    UnjudgedClaim(
      id: "figure5.linear-\(name)",
      "Layer 7 moves in proportion to \(name) (mean share of the distance's variance that a straight line from the origin explains)",
      paper: "“quasi-linear”, not quantified",
      measured: measurement(
        curves(kind).compactMap { $0.straightness(over: TransformationRange(kind)) }, decimals: 3),
      holdsWhen: .greater(than: 0.9), remark: "“Quasi-linear” is read as 0.9.", untested: untested,
      figure: figure.map { _ in "straightness" })
  }

  private func measurement(_ values: [Double], unit: String = "", decimals: Int) -> Measurement? {
    guard values.count > 1 else { return nil }
    return Measurement(
      Bootstrap.mean(values, seed: seed), count: values.count, seeds: measured.networkSeeds.count, unit: unit,
      decimals: decimals)
  }

  /// By image: how much further layer 7 moves than layer 1, the mean of the three kinds' small changes.
  private var smallDifferences: [Double] {
    measured.isSymmetric.indices.map { image in
      zip(InvarianceMeasurements.ranges, measured.images).map { range, curves in
        curves[image].smallDifference(over: range, apart: (measured.apart[0], measured.apart[1]))
      }.mean
    }
  }

  private func curves(_ kind: TransformationRange.Kind) -> [InvarianceStudy.Curve] {
    zip(InvarianceMeasurements.ranges, measured.images).first { $0.0.kind == kind }?.1 ?? []
  }

  private var symmetryDifference: (Bootstrap.Estimate, Int)? {
    let rotation = TransformationRange(.rotation)
    let others = zip(curves(.rotation), measured.isSymmetric).filter { !$0.1 }
      .map { $0.0.fall(over: rotation) }
    let balls = measured.symmetric.map { $0.fall(over: rotation) }
    guard balls.count > 1, others.count > 1 else { return nil }
    return (Bootstrap.differenceOfMeans(balls, others, seed: seed), balls.count + others.count)
  }
}
