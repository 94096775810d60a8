import Experiments
import Replication
import Reporting

/// What Figure 5 claims.
package struct InvarianceClaims {
  /// What was measured, by network.
  private let measured: [InvarianceMeasurements]
  private let sample: NetworkSample
  private let isDrawn: Bool
  private let seed: UInt64

  /// Claims about measured images.
  ///
  /// - Parameters:
  ///   - measured: what was measured, by network.
  ///   - sample: what is to be said of these networks.
  ///   - isDrawn: whether the images are the drawn world's, of whose classes it is known which look the same when turned.
  package init(_ measured: [InvarianceMeasurements], sample: NetworkSample, isDrawn: Bool, seed: UInt64) {
    self.measured = measured
    self.sample = sample
    self.isDrawn = isDrawn
    self.seed = seed
  }

  func write(to page: inout PageBuilder) {
    page.claim(all)
  }

  /// The chapter's claims.
  package var all: [UnjudgedClaim] {
    let figure = measured.allSatisfy { $0.isSymmetric.count > 1 } ? "invariance-average" : nil
    let none = figure == nil ? "A network classifies too few validation images correctly." : nil
    return [
      UnjudgedClaim(
        id: "figure5.small", number: "5a",
        idea: "small changes of the image move layer 1 far and layer 7 little",
        "Small changes move the first layer far and the top layer little",
        by:
          "mean distance in units of that between different images, layer 7 minus layer 1, over shifts to 12 of 224 pixels, scales to 1.1 and turns to 20°",
        paper: "shown, not quantified", measured: measurement(measured.map(smallDifferences), decimals: 3),
        holdsWhen: .less(than: 0), untested: none, figure: figure),
      UnjudgedClaim(
        id: "figure5.linear", number: "5b",
        idea: "layer 7 moves along a straighter line than layer 1",
        "Layer 7 moves quasi-linearly with translation and scale, layer 1 does not",
        by: "share of the distance's variance that a straight line explains, layer 7 minus layer 1",
        paper: "“quasi-linear”, not quantified",
        measured: measurement(measured.map(straightening), decimals: 3), holdsWhen: .greater(than: 0),
        untested: none, figure: figure.map { _ in "straightness" }),
      UnjudgedClaim(
        id: "figure5.rotation", number: "5c",
        idea: "the output bears translation and scale better than rotation",
        "The output bears translation and scale better than rotation",
        by: "mean fall of P(true class) over all turns, minus that over all shifts and scales",
        paper: "shown, not quantified",
        measured: measurement(
          measured.map { network in
            InvarianceStudy.rotationExcess(
              network.curves(.rotation), over: network.curves(.translation), and: network.curves(.scaling)
            ).map { $0 * 100 }
          }, unit: "points", decimals: 1),
        holdsWhen: .greater(than: 0), untested: none, figure: figure),
      UnjudgedClaim(
        id: "figure5.symmetry", number: "5d",
        idea: "objects that look the same when turned are the exception",
        "Objects that look the same when turned are the exception",
        by: "mean fall of P(true class) over all turns, balls minus other classes",
        paper: "shown for one image", measured: symmetryDifference, holdsWhen: .less(than: 0),
        untested: isDrawn
          ? "A network classifies fewer than two balls correctly."
          : "No data: which classes of these images look the same when turned is not known.",
        figure: figure),
      UnjudgedClaim(
        id: "figure5.one-pixel", number: "5e",
        idea: "a shift by one pixel often changes the label",
        "The output is not stable to every small shift: one pixel often changes the label",
        by: "share of images whose label at least one of four one-pixel shifts changes",
        paper: "not measured; Azulay and Weiss 2018",
        measured: measurement(
          measured.map { $0.neighbors.map { $0.changesLabel ? 100.0 : 0 } }, unit: "%", decimals: 1),
        holdsWhen: .greater(than: 5), isLaterCriticism: true,
        remark: "“Often” is read as one image in twenty.", figure: "one-pixel"),
    ]
  }

  /// The mean over networks and images; nil where a network has fewer than two.
  private func measurement(_ networks: [[Double]], unit: String = "", decimals: Int) -> Measurement? {
    guard !networks.contains(where: { $0.count < 2 }) else { return nil }
    return Measurement(
      GroupComparison.meanOfUnits(networks, seed: seed), count: networks.reduce(0) { $0 + $1.count },
      networks: sample, unit: unit, decimals: decimals)
  }

  /// By image: how much further layer 7 moves than layer 1, the mean of the three kinds' small changes.
  private func smallDifferences(_ network: InvarianceMeasurements) -> [Double] {
    network.isSymmetric.indices.map { image in
      zip(InvarianceMeasurements.ranges, network.images).map { range, curves in
        curves[image].smallDifference(over: range, apart: (network.apart[0], network.apart[1]))
      }.mean
    }
  }

  /// By image: how much straighter layer 7's distances are than layer 1's, the mean of translation and scale.
  private func straightening(_ network: InvarianceMeasurements) -> [Double] {
    network.isSymmetric.indices.compactMap { image in
      let kinds = [TransformationRange.Kind.translation, .scaling].compactMap {
        network.curves($0)[image].straightening(over: TransformationRange($0))
      }
      return kinds.count == 2 ? kinds.mean : nil
    }
  }

  private var symmetryDifference: Measurement? {
    let rotation = TransformationRange(.rotation)
    let others = measured.map { network in
      zip(network.curves(.rotation), network.isSymmetric).filter { !$0.1 }.map { $0.0.fall(over: rotation) }
    }
    let balls = measured.map { $0.symmetric.map { $0.fall(over: rotation) } }
    guard !(balls + others).contains(where: { $0.count < 2 }) else { return nil }
    return Measurement(
      GroupComparison.differenceOfUnits(balls, others, spread: 0, seed: seed), times: 100,
      count: (balls + others).reduce(0) { $0 + $1.count }, networks: sample, unit: "points", decimals: 1)
  }
}
