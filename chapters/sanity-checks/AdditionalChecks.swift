import Experiments
import Figures
import Kernels
import Replication
import Reporting
import Visualization

/// The checks in networks from files, a column each beside this run's own networks.
struct AdditionalChecks {
  /// One row of the table: what is measured by which check, unit by unit.
  private struct Row {
    let check: String
    let what: String
    let values: (SanityFindings) -> [Double]
  }

  private let own: [SanityFindings]
  private let others: [(network: AdditionalNetwork, subject: Subject, findings: SanityFindings)]
  private let seed: UInt64

  /// Runs the checks on networks from files, or takes their results from the store.
  ///
  /// - Parameters:
  ///   - own: what was measured in this run's own networks.
  ///   - count: how many images the checks look at.
  /// - Throws: what opening the images throws; `OneDNNError`; `FileError`.
  init(beside own: [SanityFindings], images count: Int, _ session: Session) throws {
    self.own = own
    seed = session.options.seed
    others = try session.additional.map { other in
      let subject = try Subject(
        other.network, session, images: count, isPapers: false, knowsClasses: false)
      return (other, subject, try SanityFindings(subject))
    }
  }

  func write(to page: inout PageBuilder) throws {
    guard let first = others.first else { return }
    page.heading("In networks from files")
    page.prose(
      """
      \(others.map(\.network.introduction).joined(separator: " ")) [](#tab-checks-additional) has what the claims of this section rest on in \
      \(others.map(\.network).names) as well, over the same \(first.subject.indices.count) images; none of the claims is about \
      \(others.count == 1 ? "it" : "them"). Where a check projects the logit of an image's own class, it takes the class that the network sees in the image, since \
      its classes are not those of the images.
      """)
    for (number, other) in others.enumerated() {
      let (grid, what) = try ThreeRules(other.subject).figure()
      page.figure(
        id: "rules-additional-\(number + 1)", title: "Three rules in \(other.network.name)",
        caption: """
          As [](#fig-rules), of \(other.network.emphasis), a network from a file. \(what): the patch, the three projections, and three of the strongest unit at the same place where the \
          graph has random weights, drawn by the seed in the spread of each layer's own.
          """,
        alt: ThreeRules.alternative, grid)
    }
    page.table(
      id: "checks-additional", title: "The checks in networks from files",
      caption: """
        Means over units and images, with 95\u{202F}% intervals; of this run's networks also over networks. Likeness is the correlation of two \
        projections. Layer 5 is that of each network; its field, where it reaches beyond the image, says nothing of how much of it is used.
        """,
      columns: [
        TableBlock.Column("Check"), TableBlock.Column("What"),
        .number(own.count == 1 ? "this run's network" : "this run's \(own.count) networks", origin: .ours),
      ] + others.map { TableBlock.Column.number($0.network.name, origin: .ours) },
      rows: Self.rows.map { row in
        [row.check, row.what, text(own, row)] + others.map { text([$0.findings], row) }
      })
  }

  private func text(_ networks: [SanityFindings], _ row: Row) -> String {
    let values = networks.map(row.values)
    guard !values.contains(where: \.isEmpty) else { return "–" }
    return Measurement(GroupComparison.meanOfUnits(values, seed: seed), decimals: 2).intervalText
  }

  private static var rows: [Row] {
    func likeness(_ check: String, _ what: String, _ values: @escaping (SanityFindings) -> [Double]) -> Row {
      Row(check: check, what: "likeness \(what)", values: values)
    }
    let share = NumberText.percent(SanityFindings.share, 0)
    var rows = BackwardRule.allCases.map { rule in
      likeness("all above layer 5 is random", "left, \(rule.word)") { $0.denseRandomized[rule] ?? [] }
    }
    rows += [
      Row(check: "switches", what: "agreement with contours, the image's own") { $0.ownContours },
      Row(check: "switches", what: "agreement with contours, center") { $0.centeredContours },
      likeness("another unit", "with another unit at the same place, deconvnet") {
        $0.dependence[.deconvnet]?.otherUnit ?? []
      },
      likeness("another unit", "with the same unit in another image, deconvnet") {
        $0.dependence[.deconvnet]?.otherImage ?? []
      },
    ]
    rows += [BackwardRule.gradient, .deconvnet].map { rule in
      likeness("random positive values", "with a real unit's, \(rule.word)") {
        $0.dependence[rule]?.randomSeed ?? []
      }
    }
    rows.append(
      Row(check: "effective field", what: "side with \(share) of the gradient's energy, of the field's side")
      {
        $0.fieldIsCut ? [] : $0.effectiveSides
      })
    return rows
  }
}
