import Datasets
import Drawing
import Experiments
import Figures
import Images
import Replication
import Reporting
import Tensors

/// Whether the target sets hold images that the network has learned from, and what becomes of the accuracy without them.
struct Duplicates {
  /// The correlation from which on two images count as copies of one another: fixed before any image was looked at.
  static let threshold = 0.95
  /// Images that copies are planted of, and images of the control, at most.
  private static let controls = 200

  /// What the search found.
  private struct Finding: Codable {
    /// Places in the source of the images that were copied.
    let originals: [Int]
    /// For each alteration, in their order, what its copies are most like in the source.
    let planted: [[NearDuplicateSearch.Match]]
    /// What images of the source's other split are most like in the source.
    let control: [NearDuplicateSearch.Match]
    /// What each target's images are most like in the source.
    let targets: [[NearDuplicateSearch.Match]]
  }

  private let session: Session
  private let sets: [TransferSet]
  private let finding: Finding

  init(_ session: Session, sets: [TransferSet]) throws {
    self.session = session
    self.sets = sets.filter { $0.target != nil }
    finding = try Self.search(session, self.sets.compactMap { $0.target?.images })
  }

  private struct Search: StoredExperiment {
    typealias Value = Finding
    static let name = "transfer/duplicates"
    static let version = 2
    let source: String
    let others: String
    let targets: [String]
    /// The thumbnails' side in pixels.
    let side: Int
    let controls: Int
    let seed: UInt64
  }

  private static func search(_ session: Session, _ targets: [ImageCache]) throws -> Finding {
    let input = session.configuration.training.input
    let source = try session.images.cache(.train, input: input)
    let others = try session.images.cache(.validation, input: input)
    let seed = session.options.seed
    let experiment = Search(
      source: source.contentDigest, others: others.contentDigest, targets: targets.map(\.contentDigest),
      side: Thumbnails.side, controls: controls, seed: seed)
    return try session.results.value(of: experiment) {
      session.progress.say("looking for images that the sets share")
      let thumbnails = Thumbnails(count: source.count) { source.image($0) }
      var stream = RandomStream(seed: seed, domain: "planted copies")
      let originals = Array(stream.permutation(source.count).prefix(controls))
      func search(_ count: Int, _ image: @escaping @Sendable (Int) -> Image) -> [NearDuplicateSearch.Match] {
        NearDuplicateSearch.matches(count, image, among: thumbnails) { source.image($0) }
      }
      let planted = try ImageAlteration.allCases.map { alteration in
        let copies = try originals.map { try alteration.apply(to: source.image($0)) }
        return search(copies.count) { copies[$0] }
      }
      return Finding(
        originals: originals, planted: planted,
        control: search(min(controls, others.count)) { others.image($0) },
        targets: targets.map { target in search(target.count) { target.image($0) } })
    }
  }

  /// What captions say where drawn images follow photographs.
  private var remark: String { TransferRole.remarks(sets.map { ($0.role, $0.remark) }) }

  // MARK: The page

  func write(to page: inout PageBuilder) throws {
    page.heading("Do the sets share images?")
    page.prose(
      """
      A target image that is also in the training set would bias the result in the network's favor. The paper looked for such images by normalized \
      correlation, found 44 of Caltech-101 and 243 of Caltech-256 in ImageNet, took them out of ImageNet and trained again. \
      Here every image is averaged down to \(Thumbnails.side) × \(Thumbnails.side) pixels, each channel's mean is subtracted, and each target image is matched with the training image of the source that correlates best with it. The two are then aligned at several positions and sizes, since a copy may have been cropped or shifted, and the best correlation counts. From \(NumberText.fixed(Self.threshold, 2)) on, two images count as near-duplicates.

      The search itself is tested, too: \(finding.originals.count) images of the source are changed as \
      images are on their way from one collection to another, and looked for among the originals. The other control is \
      \(finding.control.count) validation images of the source. [](#tab-duplicates-found) has what was found, [](#fig-duplicates) how like one another the images are.
      """)
    chart(on: &page)
    table(on: &page)
    try consequences(on: &page)
  }

  /// The kinds of images that were looked for, with their best matches.
  private var groups: [(name: String, matches: [NearDuplicateSearch.Match], found: Int)] {
    let copies = zip(ImageAlteration.allCases, finding.planted).map { alteration, matches in
      let found = CopyCount.found(matches, of: finding.originals, threshold: Self.threshold)
      return (name: "planted, \(alteration.rawValue)", matches: matches, found: found)
    }
    let rest =
      [("source, validation", finding.control)]
      + zip(sets, finding.targets).map { ($0.role.rawValue + "'s role", $1) }
    return copies
      + rest.map { name, matches in
        (name: name, matches: matches, found: count(matches).flagged.count)
      }
  }

  private func count(_ matches: [NearDuplicateSearch.Match]) -> CopyCount {
    CopyCount(matches, threshold: Self.threshold)
  }

  private func chart(on page: inout PageBuilder) {
    let lowest = groups.flatMap { $0.matches.map(\.correlation) }.min() ?? 0
    let start = max(0, (lowest * 20).rounded(.down) / 20)
    let steps = stride(from: start, through: 1, by: 0.005).map { $0 }
    let series = groups.enumerated().map { index, group in
      LineChart.Series(
        group.name, x: steps,
        y: steps.map { step in
          100 * Double(group.matches.count { $0.correlation >= step - 1e-6 })
            / Double(max(group.matches.count, 1))
        }, color: Palette.series(index), isDashed: group.name.hasPrefix("planted"))
    }
    page.appendix { page in
      page.figure(
        id: "duplicates", title: "How like the source the images are",
        caption: """
          The share of the images whose best match in the source correlates with them at least so much. Dashed: planted \
          copies; a search that works keeps them up to the threshold. Solid: images that ought to be new.\(remark)
          """,
        alt: "Falling curves: planted copies stay high up to large correlations, other images fall earlier.",
        data: DataTable(
          columns: ["images", "correlation", "share (%)"],
          rows: series.flatMap { line in
            zip(line.x, line.y).map { [line.name, DataTable.field($0), DataTable.field($1)] }
          }),
        LineChart(
          x: Axis("Correlation with the best match", range: start...1),
          y: Axis("Images above", unit: "%", range: 0...100), series: series,
          references: [ReferenceLine(Self.threshold, "copies", axis: .x)], names: .legend))
    }
  }

  private func table(on page: inout PageBuilder) {
    page.appendix { page in
      page.table(
        id: "duplicates-found", title: "Copies found",
        caption:
          "Images whose best match in the source correlates at least \(NumberText.fixed(Self.threshold, 2)); for planted copies, with their own original.\(remark)",
        columns: [
          .init("Images"), .number("Looked at"), .number("Found"), .number("Share", unit: "%"),
          .number("Highest correlation"),
        ],
        rows: groups.map { group in
          [
            group.name, NumberText.whole(group.matches.count), NumberText.whole(group.found),
            NumberText.fixed(100 * Double(group.found) / Double(max(group.matches.count, 1)), 1),
            NumberText.fixed(group.matches.map(\.correlation).max() ?? .nan, 3),
          ]
        })
    }
  }

  // MARK: What follows

  private func consequences(on page: inout PageBuilder) throws {
    var sentences: [String] = []
    let seed = session.options.seed
    for role in TransferRole.allCases {
      guard let place = sets.firstIndex(where: { $0.role == role }) else {
        page.claim(
          CopyFindings(
            role: role, seed: seed, copies: nil, removal: nil,
            untested: session.images.reasonWithoutImages(for: role.datasetRole)
          ).claims)
        continue
      }
      let (set, copies) = (sets[place], count(finding.targets[place]))
      if isDrawn(set) {
        sentences.append(
          "In \(role.rawValue)'s role no image can be a copy, whatever the search finds: \(set.isDrawn == session.images.areDrawn ? "both sets are" : "one of the sets is") drawn."
        )
        continue
      }
      let findings = CopyFindings(
        role: role, seed: seed, copies: copies, removal: try removal(from: set, of: copies.flagged),
        untested: untrusted(set))
      if copies.flagged.isEmpty {
        if findings.untested == nil {
          sentences.append("In \(role.rawValue)'s role there is nothing to take out.")
        }
      } else if let change = findings.change {
        sentences.append(
          "In \(role.rawValue)'s role, leaving the \(copies.flagged.count) images out of the test images at \(set.sizes.last ?? 0) per class changes the accuracy of softmax on layer 7 by \(change.intervalText)."
        )
      }
      page.claim(findings.claims)
    }
    if !sentences.isEmpty { page.prose(sentences.joined(separator: " ")) }
  }

  /// Whether a set or the source is drawn: no image can be a copy then, whatever a search finds, and nothing is claimed.
  private func isDrawn(_ set: TransferSet) -> Bool { set.isDrawn || session.images.areDrawn }

  /// Why the share of copies proves nothing; nil where it may.
  private func untrusted(_ set: TransferSet) -> String? {
    // A search that misses copies would find few.
    let missed = groups.prefix(finding.planted.count).first {
      !CopyCount.isTrusted(found: $0.found, of: $0.matches.count)
    }
    return missed.map { "The search found only \($0.found) of \($0.matches.count) copies \($0.name)." }
  }

  /// What becomes of the accuracy at the most images per class without some of them; nil where there is none.
  private func removal(from set: TransferSet, of flagged: Set<Int>) throws -> CopyRemoval? {
    guard let most = set.sizes.last, !flagged.isEmpty else { return nil }
    return CopyRemoval(of: flagged, from: set.pretrained(.softmax, perClass: most))
  }
}
