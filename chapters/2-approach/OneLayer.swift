import Drawing
import Experiments
import Figures
import Reporting

extension Approach {
  /// Section 2: one layer as formulas, and Figure 1 with numbers.
  func tellOneLayer(to page: inout PageBuilder) {
    page.heading("One layer up, one layer down")
    page.prose(
      """
      Layer *ℓ* of the convnet sees the maps of the layer below. It compares them with each of its \
      filters, adds a bias, cuts off what is negative, and keeps the maximum of every window; beside each \
      maximum it writes down where it stood, the **switch**:
      """)
    page.equation(Formula.convnet, label: "convnet")
    page.prose(
      """
      The deconvnet undoes these steps in reverse order ([](#fig-one-layer)). It puts each value back where \
      its maximum came from and zeros elsewhere; it rectifies, because the reconstruction of a map that is \
      never negative should not be either; and it spreads each value over the pixels below through the \
      *same* filter, transposed:
      """)
    page.equation(Formula.deconvnet, label: "deconvnet")
    page.prose(
      """
      The transposed filter is the filter turned by half a turn and slid over the maps: a copy of the filter, scaled by the value, is added at every place that is not zero. Biases are not used, and contrast normalization (layers 1 and 2 of ZFNet) is skipped on the way back, as in most implementations. Nothing is learned or sampled: the switches come \
      from one image, and the result belongs to that image.
      """)
    let example = OneLayerExample.diagonalEdge()
    page.figure(
      id: "one-layer", answers: "1", title: "One layer of the convnet and of the deconvnet, in numbers",
      caption: """
        Real arrays in the place of the paper's boxes. Above, to the right: a map, compared with a filter that looks \
        for an edge with light above left of it, rectified, and pooled over 3×3 windows that overlap. \
        Below, to the left: the values from the layer above return to their switches, are rectified, and \
        become copies of the filter. Frames of one color belong together: a maximum, its switch, and what \
        returns there. The map, the filter and the values from above were made by hand; all else was \
        computed from them. Red is positive, blue negative.
        """,
      alt: """
        Two rows of small matrices. The upper row goes from a seven by seven map through \
        convolution, rectification and max pooling; the lower row goes back from a two by two signal \
        through unpooling, rectification and the transposed filter to a seven by seven reconstruction of a \
        diagonal edge.
        """,
      data: Self.numbers(of: example), Self.oneLayerFigure(example))
    tellSharedSwitches(of: example, to: &page)
  }

  /// What the numbers of the figure show, and what happens where windows share a switch.
  private func tellSharedSwitches(of example: OneLayerExample, to page: inout PageBuilder) {
    guard let place = example.sharedSwitches.first else {
      preconditionFailure("the example is made to have a shared switch")
    }
    let width = example.rectified.shape[3]
    let sharing = example.switches.indices.filter {
      Int(example.switches[$0]) == place.row * width + place.column
    }
    func value(_ map: OneLayerExample, _ row: Int, _ column: Int) -> String {
      NumberText.significant(map.unpooled[0, 0, row, column])
    }
    let keepsMaximum = OneLayerExample.diagonalEdge(overlap: .maximum)
    let handedDown = sharing.map { NumberText.significant(example.signal[$0]) }
    let negative = example.signal.scalars.filter { $0 < 0 }.map { NumberText.significant($0) }
    page.prose(
      """
      Two details matter. Pooling windows overlap by one row and one column, \
      so that \(sharing.count) of the \(example.switches.count) windows here found their maximum at the \
      same place (row \(place.row + 1), column \(place.column + 1)). The paper does not say what becomes \
      of the values \(handedDown.joined(separator: " and ")) that both want to stand there. We add them \
      up, to \(value(example, place.row, place.column)), as the gradient of max pooling \
      does; keeping the larger one, \(value(keepsMaximum, place.row, place.column)), is an option ([](#tab-choices)). And the value \(negative.joined(separator: ", ")) from above \
      is cut off by the rectification, although the forward activation at its \
      switch was positive. Backpropagation would have let it through. That is the whole difference between the two.
      """)
  }

  private static func oneLayerFigure(_ example: OneLayerExample) -> TwoWayDiagram {
    let colors = switchColors(of: example)
    let positions = example.switchPositions
    let marks = zip(positions, colors).map {
      AnnotatedGrid.Highlight(row: $0.row, column: $0.column, color: $1)
    }
    let outputs = example.switches.indices.map { index in
      AnnotatedGrid.Highlight(
        row: index / example.pooled.shape[3], column: index % example.pooled.shape[3], color: colors[index])
    }
    func grid(
      _ title: String, _ map: [[Double]], _ highlights: [AnnotatedGrid.Highlight] = [], side: Double = 13
    ) -> AnnotatedGrid {
      AnnotatedGrid(title: title, values: map, decimals: 0, highlights: highlights, cellSide: side)
    }
    let filter = OneLayerExample.rows(example.filter)
    let turned: [[Double]] = filter.reversed().map { $0.reversed() }
    let columns = example.pooled.shape[3]
    let texts = positions.map { "\($0.row + 1), \($0.column + 1)" }
    let switches = AnnotatedGrid(
      title: "switches (row, column)",
      cells: stride(from: 0, to: texts.count, by: columns).map { Array(texts[$0..<$0 + columns]) },
      highlights: outputs, cellSide: 22)
    let rows = OneLayerExample.rows
    return TwoWayDiagram(
      downTitle: "deconvnet, back to the left", upTitle: "convnet, to the right",
      levels: [
        .init(
          down: grid("from the layer above", rows(example.signal), outputs, side: 18),
          up: grid("pooled map", rows(example.pooled), outputs, side: 18)),
        .init(
          down: grid("unpooled", rows(example.unpooled), marks),
          up: grid("rectified map", rows(example.rectified), marks)),
        .init(
          down: grid("rectified", rows(example.rectifiedSignal)),
          up: grid("convolution", rows(example.convolved))),
        .init(
          down: grid("reconstruction", rows(example.reconstruction)),
          up: grid("from the layer below", rows(example.input))),
      ],
      steps: [
        .init(down: "unpool", up: "max pooling", shared: switches, isHandedOver: true),
        .init(down: "rectify", up: "rectify"),
        .init(
          down: "transposed filter", up: "filter",
          shared: FigureRow([grid("turned", turned), grid("filter", filter)], gap: 12)),
      ])
  }

  /// A color for every pooled value; values that share a switch share the color.
  private static func switchColors(of example: OneLayerExample) -> [Color] {
    let palette = [Palette.green, Palette.purple, Palette.black, Palette.orange]
    var places: [Int32] = []
    return example.switches.map { place in
      if !places.contains(place) { places.append(place) }
      return palette[(places.firstIndex(of: place) ?? 0) % palette.count]
    }
  }

  private static func numbers(of example: OneLayerExample) -> DataTable {
    let maps = [
      ("from the layer below", example.input), ("filter", example.filter), ("convolution", example.convolved),
      ("rectified map", example.rectified), ("pooled map", example.pooled),
      ("from the layer above", example.signal), ("unpooled", example.unpooled),
      ("rectified", example.rectifiedSignal), ("reconstruction", example.reconstruction),
    ]
    return DataTable(
      columns: ["map", "row", "column", "value"],
      rows: maps.flatMap { name, map in
        OneLayerExample.rows(map).enumerated().flatMap { row, values in
          values.enumerated().map { column, value in
            [name, String(row + 1), String(column + 1), DataTable.field(value)]
          }
        }
      })
  }
}
