import Foundation
import Reporting
import Drawing

extension DemoReport {
  static func document(pages: [Page], in output: URL) -> ReportDocument {
    var document = ReportDocument(
      title: "Visualizing and Understanding Convolutional Networks, replicated",
      subtitle: "Every figure and table that fits on two cores, beside the paper’s",
      paper:
        "After M. D. Zeiler and R. Fergus, *Visualizing and Understanding Convolutional Networks*, ECCV 2014.",
      abstract: [
        "We train the paper's networks at a small scale and carry their activations back to pixels. " + lorem,
        lorem,
      ],
      cost: "**What it cost.** Twelve minutes on two cores.",
      map: [.init(.figure(2), "layers"), .init(.figure(3), "the architecture"), .init(.table(9), "nothing")],
      scale: [
        .init("Training images", paper: "1.3 million", here: "6 000"),
        .init("Side of the input", paper: "224 px", here: "96 px"),
        .init("Epochs", paper: "70", here: "12"),
      ], scaleStatement: "This is the *quick* profile.", pages: pages, output: output,
      references: [
        .init("zeiler-2014", "Zeiler and Fergus (2014)", "M. D. Zeiler, R. Fergus. *Visualizing.* 2014.")
      ],
      deviations: [
        .init(
          "Initialization", paper: "Gaussian, 0.01", here: "He", reason: "The plain recipe stalls at `ln(C)`."
        )
      ],
      errata: [.init("Table 6", "“table” repeats “cow” for both rivals \(hostile).")],
      commands: ["make report", "swift run -c release report --profile quick --seed 7"],
      provenance: [ProvenanceEntry("Compiler", "Swift 6"), ProvenanceEntry("Hostile", hostile)],
      created: SourceDate(seconds: 1_415_784_600))
    document.warnings = ["Pages of two seeds are bound together."]
    return document
  }

  /// The whole report, its pages saved in a folder and read back.
  static func make(in folder: URL) throws -> ReportDocument {
    let files = ["approach", "layer-visualizations"].map { PageFiles(of: $0, in: folder) }
    for (file, page) in zip(files, [approach(), layers()]) { try file.write(page) }
    let failed = Page.failed(
      slug: "occlusion", section: "4.2", title: "Occlusion sensitivity", reproduces: "Figure 7",
      setting: setting,
      message: "the chapter ended with status 1: \(hostile)")
    return document(pages: try files.map { try $0.read() } + [failed], in: folder)
  }
}
