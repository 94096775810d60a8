/// Which parts the report has besides its chapters, in their order.
extension ReportDocument {
  /// A part of the appendix: its anchor and title.
  struct AppendixEntry {
    let anchor: String
    let title: String
  }

  /// What is to be known of the numbers in the map of the paper.
  static let mapNote =
    "Differences are taken before rounding, and so may differ from those of rounded numbers by one in the last digit."

  /// The parts before the chapters that have something to say.
  var frontParts: [ReportIndex.Part] {
    [.summary] + (map.isEmpty ? [] : [.map]) + (scale.isEmpty ? [] : [.scale])
  }

  /// The parts at the end of the appendix that have something to say.
  var backParts: [ReportIndex.Part] {
    (deviations.isEmpty ? [] : [.deviations]) + (errata.isEmpty ? [] : [.errata])
      + (commands.isEmpty ? [] : [.reproduce]) + (provenance.isEmpty ? [] : [.provenance])
  }

  /// The parts of the appendix: the ledger, what chapters have there, then deviations, errata, commands and provenance.
  func appendixEntries(in index: ReportIndex) -> [AppendixEntry] {
    func entry(_ part: ReportIndex.Part) -> AppendixEntry { .init(anchor: part.rawValue, title: part.title) }
    let supplements = pages.indices.filter { !pages[$0].appendix.isEmpty }.map {
      AppendixEntry(anchor: index.appendixAnchors[$0], title: pages[$0].supplementTitle)
    }
    return (claims.isEmpty ? [] : [entry(.claims)]) + supplements + backParts.map(entry)
  }
}

extension Page {
  /// The title over what the chapter has in the appendix.
  var supplementTitle: String { "More on: \(title)" }
}
