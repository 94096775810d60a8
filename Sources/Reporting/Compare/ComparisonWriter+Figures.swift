import Drawing

extension ComparisonWriter {
  /// The figures that differ, side by side; how many are the same; which one report alone has.
  func figures(images: inout SVGImages) throws -> String {
    var html = sameBytes(comparison.figures)
    html += list(
      comparison.figures.filter { $0.state == .onlyInA || $0.state == .onlyInB }.map {
        "\($0.title) (\($0.chapter)): \($0.state.rawValue)"
      })
    for pair in comparison.figurePairs where pair.block.state == .different {
      html += "<h3>\(HTMLText.escaped(pair.block.title))</h3>\n<div class=\"pair\">\n"
      html += try figure(pair.figures.a, "A", of: pair.block, in: comparison.outputs.a, images: &images)
      html += try figure(pair.figures.b, "B", of: pair.block, in: comparison.outputs.b, images: &images)
      html += "</div>\n"
    }
    return html
  }

  /// One side of a pair.
  private func figure(
    _ figure: FigureBlock?, _ side: String, of block: BlockPair, in output: ReportOutput,
    images: inout SVGImages
  ) throws -> String {
    guard let figure else { return "" }
    let drawing = try PageFiles(of: block.chapter, in: output.folder).drawing(of: figure)
    let label = side + (figure.answers.map { " · Figure\u{A0}\($0)" } ?? "")
    let name = "\(side.lowercased())-\(block.chapter)-\(figure.id)"
    return """
      <figure id="\(name)">
      <div class="plate">\(drawing.svgElement(name: name, label: "\(side): \(figure.alt)", images: &images))</div>
      <figcaption><a class="label" href="#\(name)">\(label)</a> \(HTMLText.escaped(figure.title)), \(block.chapter)</figcaption>
      </figure>

      """
  }
}
