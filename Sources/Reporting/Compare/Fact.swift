/// A line of what two reports were made of or with: a name, and what each says.
public struct Fact: Sendable, Equatable, Encodable {
  /// What it is, such as `training.samples` or “Processor”.
  public let name: String
  /// What each report says; nil where one says nothing.
  public let values: Pair<String>

  /// Whether both say the same.
  public var isSame: Bool { values.isSame }

  /// Lines of two reports, those with the same name together.
  static func matching(_ a: [Line], _ b: [Line]) -> [Fact] {
    Pair.matching(a, b, by: \.name).map { pair in
      Fact(name: pair.either?.name ?? "", values: pair.map(\.text))
    }
  }

  /// The files of two reports, and the beginnings of their digests; nil where one of them has no list.
  static func files(_ a: ReportOutput, _ b: ReportOutput) -> [Fact]? {
    guard let first = a.files, let second = b.files else { return nil }
    func lines(_ files: [Checksums.Line]) -> [Line] {
      files.map { Line(name: $0.path, text: String($0.digest.prefix(ReportOutput.shownDigits))) }
    }
    return matching(lines(first), lines(second))
  }

  /// A line of one report.
  struct Line: Sendable {
    let name: String
    let text: String
  }
}

extension ReportOutput {
  /// Names of provenance that tell of a run's time and place, or that are told by other lines.
  private static let leftOut: Set = [
    "Command", "Started", "Wall time", "Processor time", "Peak memory", "Configuration", "Network", "Digests",
  ]

  /// How many digits of a digest are told.
  static let shownDigits = 12

  /// The settings, by their paths.
  var settings: [Fact.Line] { record.configuration.leaves.map { Fact.Line(name: $0.path, text: $0.text) } }

  /// Program, machine, profile, seed: as the pages say it, which need not be of one run; and what the run's record alone says.
  var makers: [Fact.Line] {
    let told = pages.flatMap(\.provenance).filter { !$0.value.isEmpty }
    let names = Set(told.map(\.name))
    let alone = record.provenance.filter { !names.contains($0.name) && !$0.value.isEmpty }
    return Self.lines(
      (told + alone).filter { !Self.leftOut.contains($0.name) && !$0.name.hasPrefix("Images") }
        .map { ($0.name, $0.value) })
  }

  /// The images: names, digests and, where the record says them, numbers.
  var images: [Fact.Line] {
    let entries = pages.flatMap(\.provenance).filter { $0.name.hasPrefix("Images") }
    let digests = entries.flatMap { entry in
      [(entry.name, entry.value)]
        + (entry.digest.map { [("\(entry.name): digest", String($0.prefix(Self.shownDigits)))] } ?? [])
    }
    let numbers = (record.images ?? []).flatMap { images in
      let name = images.role == "source" ? "Images" : "Images, \(images.role)"
      return [
        ("\(name): classes", "\(images.classes)"), ("\(name): to learn from", "\(images.training)"),
        ("\(name): to judge by", "\(images.validation)"),
      ]
    }
    return Self.lines(digests + numbers)
  }

  /// The networks by what they are and their seeds, with the beginnings of their digests.
  var networks: [Fact.Line] {
    Self.lines(
      pages.flatMap(\.provenance).filter { $0.name == "Network" }.map { network in
        let seed = network.seed.map { ", seed \($0)" } ?? ""
        return (network.value + seed, network.digest.map { String($0.prefix(Self.shownDigits)) } ?? "used")
      })
  }

  /// One line a name; where several values belong to it, all of them.
  private static func lines(_ entries: [(name: String, text: String)]) -> [Fact.Line] {
    var names: [String] = []
    var texts: [String: [String]] = [:]
    for (name, text) in entries {
      if texts[name] == nil { names.append(name) }
      if texts[name]?.contains(text) != true { texts[name, default: []].append(text) }
    }
    return names.map { Fact.Line(name: $0, text: (texts[$0] ?? []).joined(separator: "; ")) }
  }
}
