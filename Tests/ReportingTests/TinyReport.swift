import Figures
import Files
import Foundation
import Reporting

/// The output folder of a report as small as one can be: a chapter with a figure, a table and three claims.
struct TinyReport {
  var samples = 1000
  var processor = "a processor"
  var images = "0123456789abcdef"
  /// The measured number, which is claimed to be positive, and half of its interval.
  var gain = 2.0
  var halfWidth = 1.0
  /// The value of a bar of the figure, and of a cell of the table.
  var height = 3.0
  var cell = "4"
  var title = "What came out"
  /// Whether there is a second chapter.
  var hasSecond = false

  private var setting: PageSetting {
    PageSetting(profile: "quick", seed: 1, source: "scenes", sourceDigest: images)
  }

  private func measurement(_ value: Double) -> Reporting.Measurement {
    Measurement(
      value, interval: (value - halfWidth, value + halfWidth), count: 10,
      networks: NetworkSample("ZFNet", count: 3), unit: "points", decimals: 1)
  }

  private var first: PageBuilder {
    var page = PageBuilder(slug: "first", section: "1", title: title, reproduces: "", setting: setting)
    page.figure(
      id: "bars", answers: "2a", title: "Bars", caption: "One.", alt: "A bar.",
      data: DataTable(columns: ["n"], numbers: [[1]]),
      BarChart(groups: ["one"], series: [.init("bar", [height])], y: Axis("height")))
    page.table(
      id: "sizes", answers: "1", title: "Sizes", caption: "Two.", columns: [.init("Layer"), .number("Size")],
      rows: [["conv1", "110"], ["conv2", cell]])
    page.claim(
      id: "first.gain", number: "2a", "It *gains*.", paper: "2.1 points", measured: measurement(gain),
      holdsWhen: .greater(than: 0))
    page.claim(
      id: "first.size", number: "2b", "It is large.", paper: "–", measured: measurement(50),
      holdsWhen: .greater(than: 0))
    page.claim(
      id: "first.untested", number: "2c", "It is told.", paper: "–", measured: nil, holdsWhen: .less(than: 1))
    page.provenance = [
      ProvenanceEntry("Images", "scenes", digest: images),
      ProvenanceEntry("Network", "ZFNet, \(samples) samples", seed: 1, digest: "aaaa\(samples)"),
      ProvenanceEntry("Processor", processor), ProvenanceEntry("Wall time", "\(samples) s"),
    ]
    return page
  }

  /// Writes the folder.
  func write(to folder: URL) throws {
    try PageFiles(of: "first", in: folder).write(first)
    if hasSecond {
      try PageFiles(of: "second", in: folder).write(
        PageBuilder(slug: "second", section: "2", title: "Besides", reproduces: "", setting: setting))
    }
    try record.write(to: folder)
  }

  /// What made the report.
  var record: RunRecord {
    RunRecord(
      configuration: ["training": ["samples": .integer(samples), "batch": .integer(32)]],
      arguments: ["--profile", "quick"], setting: setting,
      provenance: [ProvenanceEntry("Command", "report"), ProvenanceEntry("Processor", "of the binding")],
      images: [
        .init(role: "source", name: "scenes", digest: images, classes: 20, training: 4000, validation: 2000)
      ], chapters: [.init(slug: "first", exitCode: 0, seconds: nil)], started: "2014-11-12T09:30:00Z",
      wallSeconds: nil)
  }
}
