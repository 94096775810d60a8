import Datasets
import Experiments
import Figures
import Networks
import Replication
import Reporting

/// Table 1 in networks from files, beside this run's own: the measure asks for no classes.
struct AdditionalSignChanges {
  private let own: SignChangeTable
  private let ownCount: Int
  private let others: [(network: AdditionalNetwork, table: SignChangeTable?, count: Int)]

  /// Measures networks from files, or takes the results from the store.
  ///
  /// - Parameters:
  ///   - own: what was measured in the run's own networks.
  ///   - source: the faces.
  /// - Throws: what opening the faces throws; `OneDNNError`; `FileError`.
  init(
    beside own: [CorrespondenceMeasurements], _ network: StudiedNetwork, source: any ImageSource,
    _ session: Session
  ) throws {
    let seed = session.options.seed
    self.own = SignChangeTable(own, network, seed: seed)
    ownCount = own.count
    others = try session.additional.map { other in
      let faces = try session.images.cache(of: source, .validation, for: other.network.model)
      let measured = try CorrespondenceMeasurements.measure(other.network, faces, session)
      return (
        other, measured.map { SignChangeTable([$0], other.network, seed: seed) }, measured?.count ?? 0
      )
    }
  }

  func write(to page: inout PageBuilder, remark: String) {
    guard !others.isEmpty else { return }
    let names = others.map(\.network).names
    page.heading("In networks from files")
    page.prose(
      """
      \(others.map(\.network.introduction).joined(separator: " ")) Whether features change alike from face to face asks for no classes: \
      [](#tab-table1-additional) has the same faces and places in \(names), each face cut as its network cuts its images.
      """)
    page.table(
      id: "table1-additional", title: "Mean feature sign change in networks from files",
      caption: """
        As [](#tab-table1), for all faces (\(others.map { "\(InlineMarkup.escaped($0.network.name)): \($0.count)" }.joined(separator: ", "))): the mean over the pairs \
        with its standard deviation, and *p* of part against random place. *Random weights*: the same graph, with weights drawn by the seed in the spread of each layer's own \
        or, of this run's networks, those that training started from.\(remark)
        """,
      columns: [
        TableBlock.Column("Network"), TableBlock.Column("Hidden"), .number("Layer 5", origin: .ours),
        .number("p", unit: "layer 5", origin: .ours),
        .number("random weights", unit: "layer 5", origin: .ours),
        .number("Layer 7", origin: .ours), .number("p", unit: "layer 7", origin: .ours),
      ],
      rows: rows(
        ownCount == 1 ? "this run's network" : "this run's \(ownCount) networks", own, hasLayer7: true)
        + others.flatMap {
          rows(InlineMarkup.escaped($0.network.name), $0.table, hasLayer7: $0.network.hasLayer7)
        },
      notes: notes)
  }

  private func rows(_ name: String, _ table: SignChangeTable?, hasLayer7: Bool) -> [[String]] {
    guard let table else { return [] }
    return HiddenPlace.allCases.map { place in
      func mean(_ layer: Int, hasRandomWeights: Bool = false) -> String {
        let (mean, deviation, _) = table.value(
          place, layer: layer, .all, hasRandomWeights: hasRandomWeights)
        return "\(NumberText.fixed(mean, 3)) ± \(NumberText.fixed(deviation, 3))"
      }
      return [
        name, place.rawValue, mean(5), table.probability(of: place, layer: 5),
        mean(5, hasRandomWeights: true),
        hasLayer7 ? mean(7) : "–", hasLayer7 ? table.probability(of: place, layer: 7) : "–",
      ]
    }
  }

  private var notes: [String] {
    others.compactMap { other in
      let name = InlineMarkup.escaped(other.network.name)
      if other.table == nil {
        return "\(name): fewer than five faces show both eyes and the nose where it looks."
      }
      return other.network.hasLayer7 ? nil : "\(name): its classifier reads layer 5; it has no layer 7."
    }
  }
}
