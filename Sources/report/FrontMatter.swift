import Drawing
import Figures
import Foundation
import Networks
import Replication
import Reporting
import Training

/// What stands before and after the chapters: abstract, scale, deviations, errata, how to make it again.
struct FrontMatter {
  private let session: Session

  init(_ session: Session) { self.session = session }

  /// The report around the given pages.
  func document(pages: [Page]) -> ReportDocument {
    if let imported = session.imported {
      let matter = ImportedFrontMatter(session, imported)
      return ReportDocument(
        title: matter.title, subtitle: matter.subtitle, paper: Self.paper,
        abstract: matter.abstract(pages.flatMap(\.claims)), scale: matter.scale,
        scaleStatement: matter.scaleStatement, pages: pages, output: session.output,
        deviations: matter.deviations, errata: Errata.list, commands: commands, provenance: provenance,
        created: .current())
    }
    return ReportDocument(
      title: "Visualizing and Understanding Convolutional Networks, again",
      subtitle:
        "A replication in Swift · profile \(configuration.profile) · \(session.images.source.name) · seed \(session.options.seed)",
      paper: Self.paper,
      abstract: abstract(pages), scale: scale, scaleStatement: scaleStatement, pages: pages,
      output: session.output,
      deviations: Deviations(session).list, errata: Errata.list, commands: commands,
      provenance: provenance, created: .current())
  }

  private static let paper =
    "M. D. Zeiler and R. Fergus, “Visualizing and Understanding Convolutional Networks”, arXiv 1311.2901 (2013); ECCV 2014"

  private var configuration: RunConfiguration { session.configuration }

  private func abstract(_ pages: [Page]) -> [String] {
    func counted(_ claims: [Claim]) -> String {
      Verdict.allCases.map { verdict in "\(claims.count { $0.verdict == verdict }) \(verdict.rawValue)" }
        .joined(separator: ", ")
    }
    let claims = pages.flatMap(\.claims)
    let (criticisms, stated) = (claims.filter(\.isLaterCriticism), claims.filter { !$0.isLaterCriticism })
    return [
      """
      Zeiler and Fergus took a trained convolutional network apart with a *deconvnet*: a machine that carries one activation back to the \
      pixels that caused it. With what they saw they made a better network, and with the network they beat the best \
      results on several sets of images. This report makes their experiments again, from the training of the networks to the drawing of \
      the figures, and sets every number beside the paper's.
      """,
      """
      The paper's scale is 1.3 million photographs and twelve days on a graphics card. This run's is in the table below, \
      and its numbers are of that scale. What can be asked at any scale is whether the paper's *claims* hold: each is stated \
      with a criterion that stands in the program's source, measured with an interval, and given a verdict. Of \(stated.count) claims \
      that the paper states or implies: \(counted(stated)). Of \(criticisms.count) later criticisms: \(counted(criticisms)). \
      A claim that does not hold is a result like any other.
      """,
    ]
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
      + smoke
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
      ProvenanceEntry("Images", "\(session.images.source.name), digest \(session.images.source.digest)"),
      ProvenanceEntry("Configuration", "digest \(session.pageSetting.configurationDigest)"),
      ProvenanceEntry(
        "Engine",
        "version \(Recipe.engineVersion), \(session.imported == nil ? "trained in \(session.networks.precision.rawValue)" : "f32")"
      ),
    ] + (session.imported?.provenance ?? []) + Provenance.machine
  }
}
