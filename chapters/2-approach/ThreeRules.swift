import Kernels
import Drawing
import Experiments
import Figures
import Networks
import Replication
import Reporting
import Tensors
import Training
import Visualization

extension Approach {
  /// The deconvnet as backpropagation with one rule replaced: formulas, the check, and the three rules side
  /// by side.
  func tellThreeRules(to page: inout PageBuilder, _ session: Session, _ example: DrawnExample) throws {
    page.heading("Backpropagation with one rule replaced")
    page.prose(
      """
      Two of the three steps down are steps of backpropagation: unpooling by the switches is the gradient \
      of max pooling, and filtering with the transposed filter is the gradient of a convolution. Only at \
      the ReLU do they part. With *a* the forward value before it, *r̂* the signal that arrives from above \
      and *â* the one that goes on:
      """)
    page.equation(Formula.rules, label: "rules")
    page.prose(
      """
      Backpropagation asks whether the unit was active; the deconvnet asks whether the signal is positive; \
      guided backpropagation ([Springenberg et al. 2015](#ref-springenberg-2015)) asks both. So the deconvnet needs no second \
      network: the backward pass that trains the first one does it, with the rule as an argument. That is \
      what runs in the later chapters; [](#tab-identity) compares it with a literal implementation of the paper's description.
      """)
    try tellIdentity(to: &page, session, example)
    tellChoices(to: &page)
    try tellComparison(to: &page, session, example)
  }

  private static let identitySide = 64
  private static let identityWidth = 1.0 / 16
  private static let identityUnits = 4

  /// The table of differences between the machine and the backward pass.
  private func tellIdentity(to page: inout PageBuilder, _ session: Session, _ example: DrawnExample) throws {
    let graph = Architecture.zfnet.graph(
      input: Self.identitySide, width: Self.identityWidth, classes: 10, pixelScale: 1.0 / 64)
    let parameters = Initialization.he.parameters(
      for: graph, seed: session.options.seed)
    let small = example.resized(side: Self.identitySide)
    let rows = try DeconvnetIdentity.measure(
      graph, parameters, image: small.tensor(pixelScale: 1.0 / 64), units: Self.identityUnits,
      seed: session.options.seed)
    func number(_ value: Double) -> String {
      value == 0 ? "0" : value < 0.01 ? NumberText.scientific(value) : NumberText.fixed(value, 2)
    }
    page.appendix { page in
      page.table(
        id: "identity", title: "The literal machine against the backward pass",
        caption: """
          Literally: unpooling, rectification, and ordinary convolutions with turned filters over a signal spread out by the stride. A small ZFNet (\(graph.inputSide) px, \(NumberText.whole(graph.parameterCount)) \
          parameters, random weights), \(Self.identityUnits) active units of every convolution, one image. \
          Each number is the greatest difference over all pixels, in units of the greatest value: max |*a* − \
          *b*| / max |*b*|.
          """,
        columns: [
          .init("layer"), .number("units"),
          .number("machine against replaced rule", unit: "double precision", origin: .ours),
          .number("engine against replaced rule", unit: "single precision", origin: .ours),
          .number("machine against plain gradient", unit: "double precision", origin: .ours),
        ],
        rows: rows.map {
          [$0.layer, "\($0.units)", number($0.replacedRule), number($0.engine), number($0.gradient)]
        },
        data: DataTable(
          columns: ["layer", "units", "replaced rule", "engine", "plain gradient"],
          rows: rows.map {
            [$0.layer, "\($0.units)"] + [$0.replacedRule, $0.engine, $0.gradient].map(DataTable.field)
          }))
    }
    let machine = rows.map(\.replacedRule).max() ?? 0
    page.outcome(
      of: .figure(1),
      "Drawn with real numbers; the deconvnet equals backpropagation with one rule replaced, "
        + (machine == 0 ? "to the last bit." : "to \(number(machine)) of the greatest value."))
    let engine = rows.map(\.engine).max() ?? 0
    let deeper = rows.dropFirst().map(\.gradient)
    page.prose(
      """
      In double precision the two \
      \(machine == 0 ? "agree to the last bit" : "differ by at most \(number(machine)), which is rounding"). \
      The engine, which computes in single precision with its own kernels, stays within \(number(engine)), while \
      from the second convolution on the plain gradient differs by \
      \(number(deeper.min() ?? 0)) to \(number(deeper.max() ?? 0)). (At \
      \(rows[0].layer) nothing distinguishes them, for between its units and the pixels there is no ReLU.)
      """)
  }

  /// The three rules side by side on one image.
  private func tellComparison(to page: inout PageBuilder, _ session: Session, _ example: DrawnExample) throws
  {
    let recipe = session.networks.recipe(.zfnet, .visualization)
    let graph = recipe.network.graph
    let comparisons = try RuleComparison.compare(
      graph, recipe.startingParameters,
      image: example.tensor(pixelScale: recipe.network.pixelScale), layers: graph.convolutionNames)
    page.appendix { page in
      page.figure(
        id: "three-rules", title: "Three rules, one image",
        caption: """
          The strongest unit of each convolution in the visualization network *before* its first training step, \
          all weights random. From above: where the unit looks in the image; the signal that reaches the \
          pixels under plain backpropagation; under the deconvnet's rule; under both (guided). Projections \
          are cut to the receptive field and scaled each on its own, zero is gray.
          """,
        alt: """
          Five columns, one a convolution; in each the image with a square, and below it three projections \
          on gray, the same at conv1 and different from each other above.
          """,
        data: Self.cosines(comparisons), Self.grid(comparisons, graph, example))
    }
    let last = comparisons[comparisons.count - 1]
    page.prose(
      """
      One rule changes much: at \(last.layer) the deconvnet's image has a cosine \
      of \(NumberText.fixed(last.cosine(.gradient, .deconvnet), 2)) with the gradient's in a network with random weights ([](#fig-three-rules)). And here is a \
      caution for all that follows. These weights have learned nothing, so whatever structure the \
      projections have comes from the image, through its switches and its positive values, and not from \
      training. Later authors ([Mahendran and Vedaldi 2016](#ref-mahendran-2016); \
      [Nie et al. 2018](#ref-nie-2018)) showed that deconvnets and guided backpropagation partly recover the \
      input whatever the unit means. A projection that resembles its image is therefore no evidence of \
      learning; what differs between units, and between trained and untrained networks, is.
      """)
  }

  private static let pairs: [(BackwardRule, BackwardRule)] = [
    (.gradient, .deconvnet), (.guided, .deconvnet), (.gradient, .guided),
  ]

  private static func cosines(_ comparisons: [RuleComparison]) -> DataTable {
    DataTable(
      columns: ["layer", "map", "row", "column"] + pairs.map { "\($0.0.rawValue) and \($0.1.rawValue)" },
      rows: comparisons.map { comparison in
        [
          comparison.layer, "\(comparison.unit.channel)", "\(comparison.unit.row)",
          "\(comparison.unit.column)",
        ]
          + pairs.map { DataTable.field(comparison.cosine($0.0, $0.1)) }
      })
  }

  private static func grid(
    _ comparisons: [RuleComparison], _ graph: Graph, _ example: DrawnExample
  ) -> ImageGrid {
    let words = ["backpropagation", "deconvnet", "guided"]
    let blocks = comparisons.map { comparison in
      let box = graph.receptiveBox(
        of: comparison.layer, row: comparison.unit.row, column: comparison.unit.column)
      let outline = Rectangle(
        Double(box.x.lowerBound), Double(box.y.lowerBound), Double(box.x.count), Double(box.y.count))
      let projections = zip(comparison.projections, words).map { projection, word in
        ImageGrid.Cell(
          ProjectionDisplay.symmetric.image(projection)
            .patch(x: box.x, y: box.y, side: max(box.x.count, box.y.count)), as: .projection,
          label: word)
      }
      return ImageGrid.Block(
        [
          .init(
            [ImageGrid.Cell(example.image, as: .photograph, label: "the image", outlines: [outline])]
              + projections,
            columns: 1,
            title: "\(comparison.layer), map \(comparison.unit.channel)")
        ])
    }
    return ImageGrid(blocks: blocks, blocksAcross: blocks.count, gap: 2, width: FigureMeasure.chartWidth)
  }

  /// What the paper leaves open, and what stands where nothing else is said.
  private func tellChoices(to page: inout PageBuilder) {
    let choices = DeconvnetOptions()
    page.appendix { page in
      page.table(
        id: "choices", title: "What the paper leaves open",
        caption:
          "Each is an option of this program; the figures of the report use the choices of the second column.",
        columns: [.init("question"), .init("here"), .init("other choices")],
        rows: [
          Self.row("What is put in for the unit", choices.seed) {
            switch $0 {
            case .activation: "its own activation"
            case .one: "the value 1"
            case .wholeMap: "its whole map at once"
            }
          },
          Self.row("Where the backward pass starts", choices.start) {
            switch $0 {
            case .convolution: "the convolution, after its ReLU"
            case .pooled: "the pooled map"
            }
          },
          Self.row("Windows that share a switch", choices.overlap) {
            switch $0 {
            case .sum: "their values add up"
            case .maximum: "the largest value stays"
            case .last: "the last value stays"
            }
          },
          Self.row("Contrast normalization in the backward pass", choices.normalization) {
            switch $0 {
            case .identity: "passed by"
            case .gradient: "its true gradient"
            }
          },
          [
            "Negative values at the pixels", choices.pixelRectification ? "cut off" : "kept, around gray",
            choices.pixelRectification ? "kept, around gray" : "cut off",
          ],
        ])
    }
  }

  private static func row<Choice: CaseIterable & Equatable>(
    _ question: String, _ chosen: Choice, _ words: (Choice) -> String
  ) -> [String] {
    [question, words(chosen), Choice.allCases.filter { $0 != chosen }.map(words).joined(separator: "; ")]
  }
}
