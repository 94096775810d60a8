import Drawing
import Experiments
import Figures
import Networks
import Replication
import Reporting
import Training

/// Error against samples seen, of deep and of shallow networks: whether their order is one of what they can learn, or of how
/// soon.
struct SampleCurves {
  /// What the run's samples are divided by for the shorter runs.
  private static let divisors = [4, 2]
  /// The networks that are compared: two deep ones, and the one with four layers.
  private static let kinds: [Architecture] = [.zfnet, .alexnet, .alexnetWithout3467]

  private let curves: [(title: String, samples: [Int], errors: [Double], spread: [Double], color: Color)]

  /// The shorter runs: one network a kind and length.
  static func requests(_ session: Session) -> [NetworkRequest] {
    kinds.compactMap { session.networks.group($0) }.flatMap { group in
      divisors.map { group.members[0].shortened(by: $0) }
    }
  }

  /// - Throws: what training throws.
  init(_ rows: Rows, _ session: Session) throws {
    curves = try rows.groups.filter { Self.kinds.contains($0.kind) }.map { group in
      let first = NetworkRequest(group.networks[0].recipe, learningFrom: session.images.source)
      let shorter = try Self.divisors.map { try session.networks.trained(first.shortened(by: $0)) }
      let all = group.networks.map(\.lastValidationError)
      return (
        group.title, shorter.map(\.recipe.samples) + [first.recipe.samples],
        shorter.map(\.lastValidationError) + [all.mean],
        shorter.map { _ in 0 } + [all.count > 1 ? all.deviation : 0], group.kind.color
      )
    }
  }

  func write(to page: inout PageBuilder) {
    page.heading("Deep and shallow, by samples")
    page.prose(
      """
      Of two networks that are stopped early, the one that learns faster is ahead, even if the other would end lower. Each point below is a \
      network that was trained by itself on that many samples, to the end of its schedule. Where two curves cross, \
      more training turns the order of the two networks around.
      """)
    page.figure(
      id: "error-by-samples", title: "Validation error by samples seen",
      caption: """
        Top-1 validation error of networks trained by themselves to so many samples. The last point of a curve is the mean of the row's \
        networks, with one standard deviation from seed to seed; the others are one network each.
        """,
      alt: "Curves of validation error that fall with the number of samples, for deep and shallow networks.",
      data: DataTable(
        columns: ["network", "samples", "top-1 error (%)", "standard deviation (points)"],
        rows: curves.flatMap { curve in
          curve.samples.indices.map { index in
            [curve.title, "\(curve.samples[index])"]
              + [curve.errors[index] * 100, curve.spread[index] * 100].map(DataTable.field)
          }
        }),
      LineChart(
        x: Axis("Samples seen", scale: .logarithmic), y: Axis("Validation top-1 error", unit: "%"),
        series: curves.map { curve in
          LineChart.Series(
            curve.title, x: curve.samples.map(Double.init), y: curve.errors.map { $0 * 100 },
            interval: (
              zip(curve.errors, curve.spread).map { ($0 - $1) * 100 },
              zip(curve.errors, curve.spread).map { ($0 + $1) * 100 }
            ), mark: .dottedLine, spread: .bars, color: curve.color)
        }))
  }
}
