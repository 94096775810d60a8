import Experiments
import Figures
import Replication
import Reporting

/// Tables 4 and 5: frozen features against the network from scratch, at the paper's numbers of images a class.
struct AccuracyTable {
  private let set: TransferSet
  private let paper: PaperAccuracies

  init(_ set: TransferSet) {
    self.set = set
    paper = PaperAccuracies(set.role)
  }

  func write(to page: inout PageBuilder) throws {
    page.heading("In the place of \(set.role.rawValue)")
    if let target = set.target {
      page.prose(
        """
        \(target.images.classNames.count) classes of \
        *\(target.images.sourceName)*, \(NumberText.whole(target.images.count)) images, \
        \(target.smallestClass) in the smallest class. \(leftOut)
        """)
    } else {
      page.note(set.reason)
    }
    try table(on: &page)
    try tellOutcome(on: &page)
    page.convergence(
      of: try set.scratchConvergence(), id: "table-\(paper.table)-convergence",
      explained: "tab-classification-convergence")
    page.claim(try findings().claims)
  }

  private func tellOutcome(on page: inout PageBuilder) throws {
    guard let size = set.sizes.last, let frozen = FoldSummary(set.pretrained(.softmax, perClass: size))?.text,
      let scratch = FoldSummary(try set.scratch(perClass: size))?.text
    else { return }
    page.outcome(
      of: .table(paper.table),
      "With \(size) images per class: frozen features \(frozen)\u{202F}%, from scratch \(scratch)\u{202F}%.")
  }

  private var leftOut: String {
    let sizes = set.role.paperSizes
    let missing = sizes.filter { !set.sizes.contains($0) }
    var sentences: [String] = []
    if !missing.isEmpty {
      sentences.append(
        "Its smallest class has too few images for \(Self.list(missing)) per class, which are left out.")
    }
    return sentences.joined(separator: " ")
  }

  private static func list(_ numbers: [Int]) -> String {
    numbers.count < 2
      ? numbers.map(String.init).joined()
      : numbers.dropLast().map(String.init).joined(separator: ", ") + " and \(numbers[numbers.count - 1])"
  }

  private func table(on page: inout PageBuilder) throws {
    var rows = [try row("From scratch", paper.scratch) { try set.scratch(perClass: $0) }]
    rows.append(
      try row("Frozen features, softmax", paper.pretrained) { set.pretrained(.softmax, perClass: $0) })
    rows.append(
      try row("Frozen features, SVM", []) { set.pretrained(.supportVectors, perClass: $0) })
    let made = rows.count
    rows += paper.rivals.map { row in [row.name] + row.values.flatMap { [$0 ?? "", ""] } }
    let folds = set.session.configuration.roles
    page.table(
      id: "table-\(paper.table)", answers: "\(paper.table)",
      title: "\(set.role.rawValue)'s role, accuracy by images per class",
      caption:
        "Mean accuracy over classes, ± over folds, the paper's beside this run's: what transfer gains is how far the two rows with frozen features are above the row from scratch.\(set.remark)",
      columns: [.init("Method")]
        + set.role.paperSizes.flatMap { size in
          [
            TableBlock.Column.number("\(size) per class", unit: "%", origin: .paper),
            TableBlock.Column.number("\(size) per class", unit: "%", origin: .ours),
          ]
        },
      rows: rows,
      sections: [
        .init(at: 0, "Networks like the paper's"), .init(at: made, "Earlier methods, in the paper alone"),
      ],
      notes: set.target.map { target in
        [
          "Chance: \(NumberText.percent(1 / Double(target.images.classNames.count))). Folds: \(folds.folds) for frozen features"
            + (set.trainsFromScratch ? ", \(folds.scratchFolds) from scratch\(single). " : ". ")
            + (set.isDrawn
              ? "The paper's set has other images and \(set.role == .caltech101 ? 101 : 256) classes, so that only the order of the rows can be compared."
              : set.trainsFromScratch
                ? "The paper's network learned from 1.3 million images, this one from \(NumberText.whole(set.session.images.source.count(.train)))."
                : "Networks from scratch are not trained: the network is from a file."),
          set.trainsFromScratch
            ? "Each fold takes the next of \(set.group?.networks.count ?? 0) ZFNets, so that ± holds what other images and other networks do."
            : "All folds take the one network, so that ± holds what other images do.",
        ]
      } ?? [])
  }

  /// Which sizes have one network from scratch alone, where others have more.
  private var single: String {
    let sizes = set.sizes.filter { !set.role.judgedSizes.contains($0) }
    guard !sizes.isEmpty, set.session.configuration.roles.scratchFolds > 1 else { return "" }
    return " (1 at \(Self.list(sizes)) per class, at which no claim is judged)"
  }

  private func row(
    _ name: String, _ paper: [String], _ folds: (Int) throws -> [TransferOutcome]
  ) throws -> [String] {
    [name]
      + (try set.role.paperSizes.enumerated().flatMap { place, size in
        let own = set.sizes.contains(size) ? try FoldSummary(folds(size))?.text : nil
        return [paper.indices.contains(place) ? paper[place] : "", own ?? ""]
      })
  }

  // MARK: Claims

  /// What the claims rest on.
  private func findings() throws -> AccuracyFindings {
    let (role, isLarger) = (set.role, set.role == .caltech256)
    let (fewest, most) = (role.paperSizes[0], role.paperSizes[role.paperSizes.count - 1])
    var leads: [Int: TransferLead] = [:]
    var untested: [Int: String] = [:]
    var scratch: [Int: NetworkSample.Arm] = [:]
    for size in role.judgedSizes {
      leads[size] = try set.lead(perClass: size, overScratchAt: size)
      scratch[size] = try set.scratchArm(perClass: size, folds: leads[size]?.differences.count ?? 0)
      untested[size] = reason(needing: [size])
    }
    if isLarger { untested[6] = reason(needing: [6, most]) }
    return AccuracyFindings(
      role: role, seed: set.session.options.seed,
      sourceImages: set.trainsFromScratch ? set.session.images.source.count(.train) : nil,
      classes: set.target?.images.classNames.count,
      frozen: set.frozenArm(folds: set.session.configuration.roles.folds), scratch: scratch, leads: leads,
      mostOverFewest: isLarger ? gain(from: fewest, to: most) : nil,
      sixOverMost: isLarger ? try set.lead(perClass: 6, overScratchAt: most) : nil, untested: untested,
      gainUntested: set.target == nil ? set.reason : "The set has too few images for \(most) per class.",
      hasCurve: set.target.map { !$0.available(AccuracyCurve.sizes).isEmpty } ?? false)
  }

  /// Why a lead was not measured; nil where it was.
  private func reason(needing sizes: [Int]) -> String? {
    guard let target = set.target else { return set.reason }
    if !set.trainsFromScratch { return "Networks from scratch are not trained: the network is from a file." }
    if target.available(sizes).count < sizes.count {
      return "The smallest class has \(target.smallestClass) images."
    }
    return nil
  }

  private func gain(from fewest: Int, to most: Int) -> PairedFolds? {
    let (few, many) = (
      set.pretrained(.softmax, perClass: fewest), set.pretrained(.softmax, perClass: most)
    )
    return few.isEmpty || many.isEmpty ? nil : PairedFolds(many, few)
  }
}
