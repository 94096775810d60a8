import Figures

/// What made the pages, told once for all of them: what they share, the networks, and what is each page's own.
extension Page {
  /// The name of the lines that tell of a network.
  private static let network = "Network"

  /// The lines that are this page's own, without its networks; its time where it is known.
  ///
  /// - Parameter shared: lines that are told elsewhere.
  func ownProvenance(besides shared: [ProvenanceEntry]) -> [ProvenanceEntry] {
    let own = provenance.filter { $0.name != Self.network && !shared.contains($0) && !$0.value.isEmpty }
    guard wallSeconds > 0 else { return own }
    return own + [ProvenanceEntry("Time", "\(NumberText.fixed(wallSeconds, 1))\u{202F}s")]
  }

  /// The lines that tell of the networks that the page used.
  fileprivate var networkEntries: [ProvenanceEntry] { provenance.filter { $0.name == Self.network } }

  /// The networks that the page used, by what they are but for their seed, with the seeds.
  fileprivate var networks: [(value: String, seed: UInt64?)] {
    networkEntries.map { ($0.value, $0.seed) }
  }
}

extension [Page] {
  /// The lines that several pages all have in common: they are told once.
  var sharedProvenance: [ProvenanceEntry] {
    guard count > 1, let first else { return [] }
    return first.provenance.filter { entry in allSatisfy { $0.provenance.contains(entry) } }
  }

  /// How many networks the pages used, each counted once.
  public var networkCount: Int {
    var used: Set<ProvenanceEntry> = []
    for page in self { used.formUnion(page.networkEntries) }
    return used.count
  }

  /// The networks that the pages used, each kind once, with its seeds.
  var networksUsed: [String] {
    var kinds: [(value: String, seeds: [UInt64])] = []
    for (value, seed) in flatMap(\.networks) {
      if let place = kinds.firstIndex(where: { $0.value == value }) {
        if let seed, !kinds[place].seeds.contains(seed) { kinds[place].seeds.append(seed) }
      } else {
        kinds.append((value, seed.map { [$0] } ?? []))
      }
    }
    return kinds.map { value, seeds in
      guard !seeds.isEmpty else { return value }
      let list = seeds.sorted().map(String.init).joined(separator: ", ")
      return "\(value); seed\(seeds.count == 1 ? "" : "s") \(list)"
    }
  }
}
