import Experiments
import Figures
import Replication
import Reporting

/// What Tables 4 and 5 and Figure 9 claim.
extension AccuracyFindings {
  /// The set's claims.
  package var claims: [UnjudgedClaim] {
    role.judgedSizes.map(lead) + (role == .caltech256 ? [moreImages, sixBeatSixty] : [])
  }

  private func lead(perClass size: Int) -> UnjudgedClaim {
    let paper = PaperAccuracies(role)
    let place = role.paperSizes.firstIndex(of: size)!
    let points =
      PaperAccuracies.value(paper.pretrained[place]) - PaperAccuracies.value(paper.scratch[place])
    return UnjudgedClaim(
      id: "table\(paper.table).kept-beats-scratch-\(size)",
      number: "T\(paper.table)\(size == role.paperSizes[0] ? "a" : "b")",
      idea:
        "with \(size) images per class of \(role.rawValue)'s role, frozen features beat training from scratch",
      "With \(size) images per class of \(role.rawValue)'s role, frozen features beat the network from scratch",
      by: "accuracy, softmax on layer 7 minus scratch",
      paper: "\(NumberText.fixed(points, 1)) points",
      measured: leads[size].map { measurement($0, scratchAt: size) },
      holdsWhen: .greater(than: 0), remark: leads[size].map { remark($0, scratchAt: size) },
      untested: untested[size], figure: "table-\(paper.table)")
  }

  private var moreImages: UnjudgedClaim {
    let (sizes, cells) = (role.paperSizes, PaperAccuracies(role).pretrained.map(PaperAccuracies.value))
    return UnjudgedClaim(
      id: "table5.more-images-help", number: "T5c",
      idea: "frozen features gain from more images per class",
      "Frozen features gain from more images per class",
      by: "softmax on layer 7, accuracy at \(sizes[sizes.count - 1]) minus that at \(sizes[0])",
      paper: "\(NumberText.fixed(cells[cells.count - 1] - cells[0], 1)) points",
      measured: mostOverFewest.map {
        Measurement(lead: $0, networks: NetworkSample(frozen.map { [$0] } ?? []), seed: seed)
      },
      holdsWhen: .greater(than: 0),
      untested: gainUntested, figure: "table-5")
  }

  private var sixBeatSixty: UnjudgedClaim {
    UnjudgedClaim(
      id: "figure9.six-beat-sixty", number: "9a",
      idea: "frozen features with six images per class beat sixty from scratch",
      "Frozen features with six images per class do better than a network trained from scratch on \(role.paperSizes.last ?? 0) (the paper compares with the best earlier method instead)",
      by: "accuracy, softmax on layer 7 minus scratch",
      paper: "six beat the best earlier method's sixty",
      measured: sixOverMost.map { measurement($0, scratchAt: role.paperSizes.last ?? 0) },
      holdsWhen: .greater(than: 0),
      remark: sixOverMost.map { remark($0, scratchAt: role.paperSizes.last ?? 0) },
      untested: untested[6], figure: hasCurve ? "figure-9" : nil)
  }

  private func measurement(_ lead: TransferLead, scratchAt size: Int) -> Measurement {
    Measurement(
      lead.estimate(seed: seed), count: lead.count,
      networks: NetworkSample(
        [frozen, scratch[size]].compactMap { $0?.atMost(lead.differences.count) }), unit: "points",
      decimals: 1)
  }

  /// Both accuracies in words, and how much more the frozen features have seen than the network from scratch.
  private func remark(_ lead: TransferLead, scratchAt size: Int) -> String {
    "On the same images: frozen features \(NumberText.percent(lead.frozen.mean)), from scratch \(NumberText.percent(lead.scratch.mean)), means of \(lead.frozen.count) fold\(lead.frozen.count == 1 ? "" : "s")."
      + (advantage(scratchAt: size).map { " \($0)" } ?? "")
  }

  /// How many times as many images the frozen features were learned from as the network from scratch, here and in the paper, in a sentence;
  /// nil where that is not known. The smaller it is, the less there is to gain by transfer.
  func advantage(scratchAt size: Int) -> String? {
    guard let sourceImages, let classes, size > 0, classes > 0 else { return nil }
    let here = Double(sourceImages) / Double(size * classes)
    let paper = 1_300_000 / Double(size * (role == .caltech101 ? 101 : 256))
    return
      "The frozen features were learned from \(here < paper ? "only " : "")\(Self.times(here)) times as many images as the network from scratch, where it is \(Self.times(paper)) times in the paper."
  }

  private static func times(_ ratio: Double) -> String { NumberText.fixed(ratio, ratio < 9.95 ? 1 : 0) }
}
