import Datasets
import Drawing
import Experiments
import Figures
import Networks
import Replication
import Reporting

/// Table 6: which classes show in images of several objects, by average precision.
struct AveragePrecisionTable {
  /// What was measured, and what it was measured on.
  private struct Result {
    let findings: PresenceFindings
    let classNames: [String]
    let sourceName: String
    let trainingCount: Int
    let precisions: [Bootstrap.Estimate]
    let mean: Bootstrap.Estimate
    let untrainedMean: Double
    /// The cost that was chosen, by network.
    let costs: [Double]
    let remark: String

    var labels: MultilabelTargets { findings.labels }

    /// The mean over the classes that could be ranked of the share of images that show them.
    var chance: Double { labels.meanChance(whereKnown: precisions.map(\.value)) }
  }

  private let session: Session
  private let result: Result?

  init(_ session: Session) throws {
    self.session = session
    result = try session.images.source(for: .multilabel).map { try Self.measure($0, session) }
  }

  /// The layer whose features the presence of a class is read from.
  private static let layer = 7

  private struct Presence: StoredExperiment {
    typealias Value = MultilabelProbe
    static let name = "transfer/presence"
    static let version = 8
    let network: String
    let training: String
    let judged: String
    let layer: Int
    let seed: UInt64
  }

  private static func measure(_ source: any ImageSource, _ session: Session) throws -> Result {
    let carried = TransferNetworks(session)
    let group = try carried.studied()
    let training = try carried.cache(of: source, .train, session)
    let judged = try carried.cache(of: source, .validation, session)
    let seed = session.options.seed
    let labels = presence(in: judged)
    func ranking(_ network: StudiedNetwork) throws -> MultilabelProbe {
      let experiment = Presence(
        network: network.digest, training: training.contentDigest, judged: judged.contentDigest,
        layer: layer, seed: seed)
      return try session.results.value(of: experiment) {
        let tables = try [judged, training].map { images in
          try NetworkFeatures.tables(
            of: network.model, layers: [layer], network.layers, images: images,
            indices: Array(0..<images.count)
          ) { try session.progress.show("features of \(source.name)", $0, of: images.count) }[layer]!.values
        }
        return try MultilabelProbe(
          tables[0], learningFrom: tables[1], presence(in: training), seed: seed)
      }
    }
    let probes = try group.networks.map { try ranking($0) }
    let untrained = try group.networks.map {
      try ranking($0.randomWeightControl).scores
    }
    let precisions = labels.judged(probes.map(\.scores), seed: seed)
    return Result(
      findings: PresenceFindings(
        sample: group.sample, labels: labels, scores: probes.map(\.scores), untrainedScores: untrained,
        seed: seed),
      classNames: source.classNames, sourceName: source.name,
      trainingCount: training.count, precisions: precisions.byClass, mean: precisions.mean,
      untrainedMean: labels.judged(untrained, seed: seed, replicates: 1).mean.value,
      costs: probes.map(\.cost), remark: session.images.mixRemark(on: source))
  }

  /// What shows in the squares that the network sees, by the objects' boxes.
  private static func presence(in images: ImageCache) -> MultilabelTargets {
    let all = (0..<images.count).map { index in
      // Without the pixels, which would be copied.
      LabeledImage(
        image: .init(width: 1, height: 1), label: images.label(index), name: "",
        objects: images.objects(index))
    }
    return MultilabelTargets(
      present: all.map { Set($0.presentLabels) }, difficult: all.map { Set($0.difficultLabels) },
      classes: images.classNames.count)
  }

  // MARK: The page

  func write(to page: inout PageBuilder) {
    page.heading("In the place of PASCAL VOC")
    if let result {
      page.prose(
        """
        Images of several objects, each class to be found whether it is the main object or stands behind others: *\(result.sourceName)*, \(NumberText.whole(result.trainingCount)) images to learn from and \
        \(NumberText.whole(result.labels.count)) to rank. For each class a linear support vector machine on layer 7 ranks \
        the images; one cost, chosen by the mean average precision on a held-out quarter, serves \
        all classes (C = \(result.costs.map { NumberText.significant($0, 2) }.joined(separator: ", "))). Numbers are means over \(result.costs.count) network\(result.costs.count == 1 ? "" : "s"). A class shows where its box reaches into the square that the network sees; where it shows in objects marked as \
        difficult alone, the image counts neither way.
        """)
      chart(result, on: &page)
    } else {
      page.note(session.images.reasonWithoutImages(for: .multilabel))
    }
    table(on: &page)
    if let result {
      page.outcome(
        of: .table(6),
        "Mean average precision \(NumberText.fixed(result.mean.value * 100, 1))\u{202F}% (before training "
          + "\(NumberText.fixed(result.untrainedMean * 100, 1))\u{202F}%); the paper's 79.0\u{202F}% is of other images."
      )
    }
    page.claim(
      PresenceFindings.claims(
        result?.findings, untested: session.images.reasonWithoutImages(for: .multilabel)))
  }

  private func chart(_ result: Result, on page: inout PageBuilder) {
    let order = result.precisions.indices.filter { result.precisions[$0].value.isFinite }
      .sorted { result.precisions[$0].value > result.precisions[$1].value }
    // Few enough in a row for their names to be read.
    let rows = (order.count + 7) / 8
    let perRow = (order.count + rows - 1) / max(rows, 1)
    let parts = stride(from: 0, to: order.count, by: max(perRow, 1)).map {
      Array(order[$0..<min($0 + perRow, order.count)])
    }
    page.appendix { page in
      page.figure(
        id: "table-6-bars", title: "Average precision by class",
        caption: """
          Bars: average precision of the ranking by layer 7, best class first, with 95\u{202F}% intervals over images and networks. Diamonds: the share of the images that show the \
          class, which a ranking by chance would have.\(result.remark)
          """,
        alt: "A bar for each class with a diamond at its chance rate.",
        data: DataTable(
          columns: ["class", "average precision (%)", "low", "high", "chance (%)"],
          rows: order.map { label in
            let numbers = result.precisions[label].numbers(times: 100) + [result.labels.chance[label] * 100]
            return [result.classNames[label]] + numbers.map(DataTable.field)
          }),
        FigureColumn(
          parts.map { part in
            BarChart(
              groups: part.map { result.classNames[$0] },
              series: [
                BarChart.Series(
                  "layer 7", part.map { result.precisions[$0] }, times: 100,
                  markers: part.map { result.labels.chance[$0] * 100 })
              ], y: Axis("Average precision", unit: "%", range: 0...105), markerName: "chance", decimals: 0,
              size: Size(FigureMeasure.textWidth, 110))
          }))
    }
  }

  private func table(on page: inout PageBuilder) {
    let shared = PaperPresence.rows.compactMap { paper in label(of: paper).map { (paper, $0) } }
    let others = PaperPresence.rows.filter { label(of: $0) == nil }
    let mean = PaperPresence.mean
    let means =
      ["**mean**"] + [mean.sande, mean.yan, mean.paper].map { NumberText.fixed($0, 1) }
      + (result.map { [Self.cell($0.mean), NumberText.fixed($0.chance * 100, 1)] } ?? ["", ""])
    var sections: [TableBlock.Section] = []
    if !shared.isEmpty { sections.append(.init(at: 0, "Classes of both")) }
    if !shared.isEmpty, !others.isEmpty {
      sections.append(.init(at: shared.count, "Classes of the paper alone"))
    }
    sections.append(.init(at: shared.count + others.count, "All classes of each"))
    page.table(
      id: "table-6", answers: "6", title: "Average precision by class",
      caption:
        "The paper's numbers beside this run's; the 95 % interval is in brackets.\(result?.remark ?? "")",
      columns: [
        .init("Class"), .number("Sande et al.", unit: "%", origin: .paper),
        .number("Yan et al.", unit: "%", origin: .paper), .number("The paper", unit: "%", origin: .paper),
        .number("This run", unit: "%", origin: .ours), .number("Chance", unit: "%", origin: .ours),
      ],
      rows: shared.map { row($0, $1) } + others.map { row($0, nil) } + [
        means, PaperPresence.won + ["", ""],
      ],
      sections: sections,
      notes: [
        ownCount == 0
          ? ""
          : "This run's \(ownCount) other classes are in [](#fig-table-6-bars); its images show none of the classes of the paper alone, whose cells are empty.",
        result.map {
          "The same networks with random weights reach a mean of \(NumberText.fixed($0.untrainedMean * 100, 1)) %."
        } ?? "",
        "The paper's network is above the best earlier method in 5 of the 20 classes and 3.2 points below its mean.",
        "As printed: *table* repeats the numbers of *cow* for both rivals, and their printed means do not follow from the columns.",
      ].filter { !$0.isEmpty })
  }

  /// The class of this run that a row of the paper is about; nil where there is none.
  private func label(of paper: PaperPresence.Row) -> Int? {
    result?.classNames.firstIndex { PaperPresence.row(of: $0)?.name == paper.name }
  }

  /// How many classes this run has that the paper does not.
  private var ownCount: Int { result?.classNames.count { PaperPresence.row(of: $0) == nil } ?? 0 }

  private func row(_ paper: PaperPresence.Row, _ label: Int?) -> [String] {
    [paper.name] + [paper.sande, paper.yan, paper.paper].map { NumberText.fixed($0, 1) }
      + (label.map(own) ?? ["", ""])
  }

  private func own(_ label: Int) -> [String] {
    guard let result else { return ["", ""] }
    return [Self.cell(result.precisions[label]), NumberText.fixed(result.labels.chance[label] * 100, 1)]
  }

  /// A precision with its interval, which ends where a precision does.
  private static func cell(_ precision: Bootstrap.Estimate) -> String {
    guard precision.value.isFinite else { return "–" }
    return Measurement(precision, times: 100, decimals: 1).intervalText
  }
}
