import Drawing
import Figures
import Foundation
import Networks
import Replication
import Reporting
import Training

/// What stands before and after the chapters: what was done and what it cost, scale, deviations, errata, how to make it again.
struct FrontMatter {
  private let session: Session

  init(_ session: Session) { self.session = session }

  /// The report around the given pages.
  func document(pages: [Page]) -> ReportDocument {
    if let imported = session.imported {
      let matter = ImportedFrontMatter(session, imported)
      return ReportDocument(
        title: matter.title, subtitle: matter.subtitle, paper: Self.paper,
        abstract: matter.abstract(pages.flatMap(\.claims)), map: PaperMap.entries, scale: matter.scale,
        scaleStatement: matter.scaleStatement, pages: pages, output: session.output,
        references: Bibliography.references, deviations: matter.deviations, errata: Errata.list,
        commands: commands, provenance: provenance,
        created: .current())
    }
    return ReportDocument(
      title: "Visualizing and Understanding Convolutional Networks, again",
      subtitle:
        "A replication in Swift · profile \(configuration.profile) · \(session.images.source.name) · seed \(session.options.seed)",
      paper: Self.paper,
      abstract: [abstract(networks: pages.networkCount)], cost: cost(of: pages), map: PaperMap.entries,
      scale: scale,
      scaleStatement: scaleStatement, pages: pages, output: session.output,
      references: Bibliography.references, deviations: Deviations(session).list, errata: Errata.list,
      commands: commands,
      provenance: provenance, created: .current())
  }

  private static let paper =
    "M. D. Zeiler and R. Fergus, “Visualizing and Understanding Convolutional Networks”, arXiv 1311.2901 (2013); ECCV 2014"

  private var configuration: RunConfiguration { session.configuration }

  /// - Parameter networks: how many networks the chapters looked at or trained.
  private func abstract(networks: Int) -> String {
    let training = configuration.training
    return """
      Zeiler and Fergus carried single activations of a trained convolutional network back to the pixels that caused them, with a \
      *deconvnet*, and with what they saw made a better network. This report makes their experiments again: it trains their networks, \
      \(networks > 0 ? "\(NumberText.whole(networks)) in all, " : "")at a smaller scale, on \(NumberText.whole(session.images.source.count(.train))) \
      \(session.images.areDrawn ? "drawn images" : "photographs") of \(session.images.source.classNames.count) classes \
      (\(training.input) px, \(NumberText.significant(training.width)) of the paper's width), draws every figure and fills every table, and \
      judges each of the paper's claims by a criterion that stood in the source before this run. \(recipe)The numbers are of this scale; what can be \
      asked at any scale is whether the claims hold.
      """
  }

  /// How the recipe differs from the paper's, where it does, as a sentence with a space after it.
  private var recipe: String {
    let convergence = session.pageSetting.isTrial ? "" : ", with which they converge at this scale,"
    return configuration.training.recipe == .paper
      ? "" : "The networks are trained by a recipe of today\(convergence) and not by the paper's. "
  }

  /// What the run took, beside the paper's.
  private func cost(of pages: [Page]) -> String {
    let seconds = pages.reduce(0) { $0 + $1.wallSeconds }
    let hardware = Provenance.processor
    let time =
      seconds > 0
      ? "\(ProgressLine.duration(seconds)) for the runs that wrote these chapters (networks that were in the store already, and runs that were stopped before, are not counted)"
      : "A time that was not recorded"
    // Without a claim there is no ledger.
    let appendix =
      pages.contains { !$0.claims.isEmpty }
      ? "The full [ledger of claims](#claims) and the [deviations](#deviations) from the paper are in the appendix."
      : "The [deviations](#deviations) from the paper are in the appendix."
    let terms = pages.contains { $0.slug == "approach" } ? " Terms are explained in [](#tab-terms)." : ""
    return
      "**What it cost.** \(InlineMarkup.escaped(time)) on \(InlineMarkup.escaped(hardware)), without a graphics card; training the "
      + "paper's network took twelve days on a GTX 580. \(appendix)\(terms)"
  }

  private var scale: [ReportDocument.ScaleRow] {
    let training = configuration.training
    let visualization = configuration.visualizationSettings
    let own = session.networks.recipe(.zfnet).network.graph
    return [
      .init("Images", paper: "ImageNet 2012, photographs", here: imageKind),
      .init("Classes", paper: NumberText.whole(1000), here: "\(session.images.source.classNames.count)"),
      .init(
        "Training images", paper: NumberText.whole(1_300_000),
        here: NumberText.whole(session.images.source.count(.train))),
      .init(
        "Validation images", paper: NumberText.whole(50_000),
        here: NumberText.whole(session.images.source.count(.validation))),
      .init(
        "Input side", paper: "224 px",
        here: "\(training.input) px; visualization networks \(visualization.input) px"),
      .init("Width", paper: "1", here: "\(training.width); visualization networks \(visualization.width)"),
      .init(
        "Parameters of ZFNet", paper: NumberText.whole(62_357_608), here: NumberText.whole(own.parameterCount)
      ),
      .init(
        "Samples seen per network", paper: "\(NumberText.whole(91_000_000)) (70 epochs)",
        here: "\(NumberText.whole(session.networks.recipe(.zfnet).samples)); visualization networks "
          + NumberText.whole(session.networks.recipe(.zfnet, .visualization).samples)),
      .init("Numbers of training", paper: "32-bit floats", here: numbers),
    ]
  }

  private var numbers: String {
    switch session.networks.precision {
    case .float32: "32-bit floats"
    case .bfloat16:
      "bf16, with sums, gradients of weights and master weights in 32 bits; projections in 32 bits"
    }
  }

  private var imageKind: String {
    session.images.areDrawn
      ? "\(session.images.source.name), drawn images" : "\(session.images.source.name), photographs"
  }

  private var scaleStatement: String {
    let smoke =
      configuration.profile == "smoke"
      ? " **A smoke run trains for seconds, shows that every part works, and reproduces nothing.**" : ""
    return
      "Kernels and strides are the paper's at every scale; the input's side and the width are what shrinks."
      + additional + smoke
  }

  /// What is said of networks from files that are measured beside the run's own; nothing where there are none.
  private var additional: String {
    guard !session.additional.isEmpty else { return "" }
    let isOne = session.additional.count == 1
    return
      " Beside the run's own networks, \(session.additional.names), \(isOne ? "a network from a file, is" : "networks from files, are") measured wherever that asks for no classes of \(isOne ? "its" : "their") own; no claim is about \(isOne ? "it" : "them")."
  }

  private var commands: [String] {
    let arguments = session.options.arguments.map { $0.contains(" ") ? "'\($0)'" : $0 }.joined(separator: " ")
    return ["make deps", "swift run -c release report \(arguments)"]
  }

  private var provenance: [ProvenanceEntry] {
    [
      ProvenanceEntry("Command", Provenance.command),
      ProvenanceEntry("Profile", configuration.profile),
      ProvenanceEntry("Seed", "\(session.options.seed)"),
      ProvenanceEntry("Images", session.images.source.name, digest: session.images.source.digest),
      ProvenanceEntry(
        "Configuration", "configuration.yaml, beside this report",
        digest: session.pageSetting.configurationDigest),
      ProvenanceEntry(
        "Engine",
        "version \(Recipe.engineVersion), \(session.imported == nil ? "trained in \(session.networks.precision.rawValue)" : "f32")"
      ),
    ] + (session.imported?.provenance ?? []) + session.additional.map(\.provenance) + Provenance.machine + [
      ProvenanceEntry(
        "Digests", "of images, networks and settings: in run.json and in each chapter's page.json")
    ]
  }
}
