import Experiments
import Figures
import Replication
import Reporting

/// The numbers behind Figure 7, over many images.
struct OcclusionNumbers {
  /// What was measured, by network.
  private let measured: [OcclusionMeasurements]
  private let session: Session
  private let seed: UInt64

  /// - Parameter measured: what was measured, by network.
  init(_ measured: [OcclusionMeasurements], session: Session) {
    self.measured = measured
    self.session = session
    seed = session.options.seed
  }

  /// What covering costs on the object and beside it.
  ///
  /// - Returns: whether there were images enough to measure anything.
  func write(to page: inout PageBuilder) -> Bool {
    let counts = measured.map(\.usual.evidence.count)
    page.heading("Over many images")
    guard counts.allSatisfy({ $0 > 1 }) else {
      page.note(
        "A network classifies too few validation images correctly to measure anything.", kind: .warning)
      return false
    }
    page.prose(
      """
      A few images may be a lucky choice. The same is therefore measured on images drawn by the seed from those that a network classifies correctly (\(counts.map(String.init).joined(separator: ", ")), network by network), \
      since only these have probability to lose. The square is \(Self.share(usual.square)) of the side and moves by \(Self.share(usual.stride)); it is \
      *on the object* where its middle lies on the object's mask. The *pointing game* asks whether the one place that costs most lies \
      on the object; random pointing would hit with the object's share of the places, and always pointing at the middle more often than that, since objects are mostly there. [](#tab-occlusion-squares) has all numbers.
      """)
    if measured.allSatisfy(\.showsObjects) {
      writeObject(to: &page)
    } else {
      page.note(OcclusionClaims.withoutMasks)
    }
    return true
  }

  private var usual: OcclusionSetting { OcclusionSetting() }

  /// A share in words: “1/7”.
  static func share(_ value: Double) -> String { "1/\(NumberText.fixed(1 / value, 0))" }

  /// The arms of the first network, whose names are those of all.
  private var arms: [OcclusionMeasurements.Arm] { measured[0].arms }

  /// The mean over networks and images, with its interval over both.
  private func mean(_ rows: [[Double]]) -> Bootstrap.Estimate {
    GroupComparison.meanOfUnits(rows, seed: seed)
  }

  /// The same of a number of each image's object under a square.
  private func mean(_ arm: Int, _ value: (OcclusionEvidence.OnObject) -> Double) -> Bootstrap.Estimate {
    mean(measured.map { $0.arms[arm].objects.map(value) })
  }

  /// How many images show their object, in all networks together.
  private var objectCount: Int { measured.reduce(0) { $0 + $1.usual.objects.count } }

  // MARK: Inside and outside

  private func writeObject(to page: inout PageBuilder) {
    let inside = arms.indices.map { mean($0) { $0.dropInside * 100 } }
    let outside = arms.indices.map { mean($0) { $0.dropOutside * 100 } }
    page.figure(
      id: "occlusion-object", title: "What covering costs, on the object and beside it",
      caption: """
        The mean fall of P(true class) with 95\u{202F}% bootstrap intervals over networks and their images, \(objectCount) in all. First the four fills with the usual \
        square, \(Self.share(usual.square)) of the side moved by \(Self.share(usual.stride)); then the gray square with another size or step, one at a time.
        """,
      alt: "Pairs of bars: the fall of the probability on the object and beside it, for eight squares.",
      BarChart(
        groups: arms.map(\.name),
        series: [BarChart.Series("on the object", inside), BarChart.Series("beside it", outside)],
        y: Axis("Fall of P(true class)", unit: "points")))
    page.appendix { page in
      page.table(
        id: "occlusion-squares", title: "Squares of other fills, sizes and steps",
        caption: """
          Fall of P(true class) in points, label changes and hits of the pointing game, for every square on the same images, \(objectCount) in all networks together; \
          in brackets 95\u{202F}% intervals over networks and images. *Chance* is the share of the places that lie on the object, *middle* what always pointing at the image's middle hits.
          """,
        columns: [
          TableBlock.Column("Square"), .number("On the object", unit: "points"),
          .number("Beside it", unit: "points"), .number("Difference", unit: "points"),
          .number("Label changes", unit: "on · beside, %"), .number("Pointing hits", unit: "%"),
          .number("Chance", unit: "%"), .number("Middle", unit: "%"),
        ],
        rows: arms.indices.map { index in
          let difference = mean(index) { $0.dropDifference * 100 }
          return [
            arms[index].name, NumberText.fixed(inside[index].value, 1),
            NumberText.fixed(outside[index].value, 1), Self.text(difference, decimals: 1),
            NumberText.fixed(mean(index) { $0.changesInside * 100 }.value, 1) + " · "
              + NumberText.fixed(mean(index) { $0.changesOutside * 100 }.value, 1),
            NumberText.fixed(mean(index) { $0.isHit ? 100 : 0 }.value, 0),
            NumberText.fixed(mean(index) { $0.chance * 100 }.value, 0),
            NumberText.fixed(mean(index) { $0.isMiddleHit ? 100 : 0 }.value, 0),
          ]
        })
    }
  }

  private static func text(_ estimate: Bootstrap.Estimate, decimals: Int) -> String {
    Measurement(estimate, decimals: decimals).intervalText
  }

  // MARK: Fills and projections

  /// How far the maps agree between fills, and whether a map falls silent where its projection is.
  func writeFills(to page: inout PageBuilder) {
    page.appendix { page in
      page.table(
        id: "occlusion-fills", title: "How far the maps agree whatever the square shows",
        caption: """
          The mean rank correlation, over the images of the first network (\(measured[0].usual.evidence.count)), of the maps of P(true class) between fills: 1 where both \
          fills put all places in the same order, 0 where they are unrelated. *Gray* is the paper's.
          """,
        columns: [TableBlock.Column("Fill")] + measured[0].fillNames.map { .number($0) },
        rows: zip(measured[0].fillNames, measured[0].fillAgreement).map { name, row in
          [name] + row.map { $0.isFinite ? NumberText.fixed($0, 2) : "–" }
        })
    }
    let trained = mean(measured.map { agreements($0.usual.evidence.map(\.projectionAgreement)) })
    let control = mean(measured.map { agreements($0.controlAgreement) })
    page.prose(
      """
      Does a map respond to what its projection shows? For each image, the fall of the watched map's response is compared, place by place, \
      with the energy of that map's projection under the square. The rank correlation is \(Self.text(trained, decimals: 2)) in the trained \
      networks, and \(Self.text(control, decimals: 2)) in networks of the same architecture with random weights, the control that involves no learning.
      """)
  }

  private func agreements(_ values: [Double?]) -> [Double] { values.compactMap(\.self) }
}
