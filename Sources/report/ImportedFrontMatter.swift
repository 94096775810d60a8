import Figures
import Replication
import Reporting

/// The front matter of a report on a network from a file: what was looked at, and how far its verdicts reach.
struct ImportedFrontMatter {
  private let session: Session
  private let network: ImportedNetwork

  init(_ session: Session, _ network: ImportedNetwork) {
    self.session = session
    self.network = network
  }

  /// The network's name as prose.
  private var name: String { InlineMarkup.escaped(network.name) }

  var title: String { "Visualizing and Understanding \(network.name)" }

  var subtitle: String {
    "The methods of Zeiler and Fergus (2013) on a network from a file · profile \(session.configuration.profile) · \(session.images.source.name) · seed \(session.options.seed)"
  }

  /// What was done, and of what the verdicts are.
  func abstract(_ claims: [Claim]) -> [String] {
    let counts = Verdict.allCases.map { verdict in
      "\(claims.count { $0.verdict == verdict }) \(verdict.rawValue)"
    }
    return [
      """
      Zeiler and Fergus took a trained convolutional network apart with a *deconvnet*: a machine that carries one activation back to the \
      pixels that caused it. This report takes *\(name)* apart in the same way. Figures 2, 5, 7 and 8, Tables 1, 4 and 7 and what has been \
      contested since are made of it, beside the paper's numbers and beside the same graph with random weights. Nothing was trained, and \
      sections that need training say so.
      """,
      """
      One network is no sample. Each claim is stated with a criterion that stands in the program's source, and judged over images and units of \
      this network: what is *reproduced* here holds of \(name), and says nothing of other networks. Of \(claims.count) claims: \
      \(counts.joined(separator: ", ")).
      """,
    ]
  }

  var scale: [ReportDocument.ScaleRow] {
    let graph = network.model.graph
    let source = session.images.source
    return [
      .init("Network", paper: "ZFNet", here: network.name),
      .init("Convolutions", paper: "5", here: "\(graph.convolutionNames.count)"),
      .init(
        "Parameters", paper: NumberText.whole(62_357_608), here: NumberText.whole(graph.parameterCount)),
      .init("Input side", paper: "224 px", here: "\(graph.inputSide) px"),
      .init("Classes", paper: NumberText.whole(1000), here: NumberText.whole(graph.classes)),
      .init(
        "Images looked at", paper: "\(NumberText.whole(50_000)) validation images of ImageNet 2012",
        here: "\(NumberText.whole(source.count(.validation))) of \(source.name)"),
      .init("Numbers", paper: "32-bit floats", here: "32-bit floats"),
    ]
  }

  var scaleStatement: String {
    "The network was trained elsewhere: on what, and how, its file does not say. If it learned from the images that it is looked at with, it knows them better than new ones."
  }

  /// The departures from the paper that a network from a file brings.
  var deviations: [ReportDocument.Deviation] {
    let preprocessing = network.model.preprocessing
    return [
      .init(
        "Network", paper: "ZFNet, trained on ImageNet 2012", here: "\(network.name), as it was read",
        reason: "The command names it."),
      .init(
        "Layers", paper: "five convolutions and three dense layers",
        here:
          "layers 1 to 5: \(network.layers.maps.joined(separator: ", ")); layer 7: \(network.layers.output(ofLayer: 7))",
        reason: network.areLayersNamed
          ? "The command names them."
          : "They are spread evenly over the network's depth, by a rule that stands with Figure 2."),
      .init(
        "Image sizes", paper: "short side 256, crops of 224",
        here: "short side \(preprocessing.storedSide), the center of \(preprocessing.inputSide)",
        reason: "The network's own preprocessing."),
      .init(
        "Figures 5 and 7", paper: "five and three photographs, chosen by hand",
        here: "images that the network is surest of and right about, of classes drawn by the seed",
        reason: "A network knows its own classes alone."),
      .init(
        "Controls", paper: "none",
        here: "the same graph with random weights, drawn by the seed in the spread of each layer's own",
        reason: "What random weights show as well is no evidence of learning."),
      .init(
        "Criteria", paper: "none; images and differences speak",
        here: "one a claim, in the source, with an interval over images or units of this network",
        reason: "A verdict needs one."),
    ]
  }
}
