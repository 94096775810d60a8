import Figures
import Foundation
import Kernels
import Reporting

/// The pages of an atlas as HTML.
struct AtlasPages {
  /// What the network is called.
  let title: String
  /// What the images are called.
  let source: String
  /// What a ReLU did on the way down.
  let rule: BackwardRule
  /// What is said of how images are ranked.
  let words: RankingWords
  /// The layers, in the order of the pages.
  let parts: [LayerAtlas]
  /// By layer, the maps whose sheets are lost.
  let lost: [Set<Int>]
  /// The name of each layer's folder, and of its page without `.html`.
  let folders: [String]
  /// The report that the atlas lies beside; nil where it stands alone.
  let report: AtlasReport?

  // MARK: The page that leads to the others

  /// The page with one row a layer.
  func index() -> String {
    let rows = parts.indices.map { place in
      let (part, folder) = (parts[place], folders[place])
      let sample = part.cards.filter { !$0.places.isEmpty && !lost[place].contains($0.map) }.max {
        ($0.selectivity ?? 0) < ($1.selectivity ?? 0)
      }
      let picture = sample.map { card in
        """
        <a href="\(folder).html#\(folder)-u\(card.map)"><img src="\(folder)/\(LayerAtlas.sheet(card.map))" \
        width="\(MapSheet.size.width / 2)" height="\(MapSheet.size.height / 2)" loading="lazy" \
        alt="\(escaped(description(of: card, in: part)))"></a>
        """
      }
      let silent = part.cards.count { $0.places.isEmpty }
      return """
        <tr><th scope="row"><a href="\(folder).html">\(escaped(part.layer))</a></th><td>\(shown(in: part))</td>\
        <td>\(silent)</td><td>\(part.field)</td><td>\(picture ?? "–")</td></tr>
        """
    }
    let images = parts.first.map { NumberText.whole($0.images) } ?? "0"
    return page(
      "Atlas of \(title)", isIndex: true,
      """
      \(report.map { "<nav><a href=\"\(escaped($0.address))\">The report</a></nav>\n" } ?? "")<h1>Atlas of \(escaped(title))</h1>
      <p>\(escaped(words.subject(parts.count == 1 ? "a layer" : "\(parts.count) layers"))), among \(images) images of \
      <i>\(escaped(source))</i>. Every layer has a page with a card for each of \(isWhole ? "its maps" : "those of its maps that are shown"). \(reading)</p>
      <div class="scroll"><table><thead><tr><th scope="col">layer</th><th scope="col">maps</th>\
      <th scope="col">\(escaped(words.silentColumn))</th><th scope="col">field, px</th>\
      <th scope="col">its most selective map</th></tr></thead><tbody>
      \(rows.joined(separator: "\n"))
      </tbody></table></div>
      """)
  }

  // MARK: A layer's page

  /// The page of one layer, with one card a map.
  func layerPage(_ place: Int) -> String {
    let part = parts[place]
    let boxes = part.cards.reduce(into: [Int](repeating: 0, count: MapAnswers.boxes)) { sums, card in
      for (box, count) in card.histogram.enumerated() { sums[box] += count }
    }
    let range = (boxes.firstIndex { $0 > 0 } ?? 0)...(boxes.lastIndex { $0 > 0 } ?? 0)
    let cards = part.cards.map {
      card(of: $0, in: part, folder: folders[place], hasSheet: !lost[place].contains($0.map), range)
    }
    func neighbor(_ other: Int, _ arrow: String) -> String {
      parts.indices.contains(other)
        ? "<a href=\"\(folders[other]).html\">\(arrow) \(escaped(parts[other].layer))</a>" : ""
    }
    return page(
      "\(part.layer) of \(title)", isIndex: false,
      """
      <nav>\(report.map { "<a href=\"\(escaped($0.address))\">The report</a> " } ?? "")<a href="index.html">All layers</a> \(neighbor(place - 1, "←")) \(neighbor(place + 1, "→"))</nav>
      <h1>\(escaped(part.layer))</h1>
      <p>\(shown(in: part)) maps\(part.cards.count == part.maps ? "" : ", drawn by the seed"), each seeing \(part.field) × \(part.field) pixels; \(NumberText.whole(part.images)) images of \
      <i>\(escaped(source))</i>. \(reading) The bars count the images by the map's peak in them, from \
      \(bound(range.lowerBound)) to \(bound(range.upperBound + 1)) in half octaves, the same for all maps of the layer. \
      <a href="\(folders[place])/layer.json">The numbers as JSON.</a></p>
      <div id="choice" hidden><label>Order <select id="order"><option value="map">by number</option>\
      <option value="peak">\(words.order)</option><option value="selectivity">most selective first</option>\
      <option value="excited">answering to most images first</option></select></label> \
      <label>Class <input id="class" type="search" placeholder="part of a name"></label>\(onlyFigures(part)) \
      <output id="shown"></output></div>
      <div id="cards">
      \(cards.joined(separator: "\n"))
      </div>
      """)
  }

  private func card(
    of card: MapCard, in part: LayerAtlas, folder: String, hasSheet: Bool, _ range: ClosedRange<Int>
  ) -> String {
    let anchor = "\(folder)-u\(card.map)"
    let classes = [card.mostFrequentClass, card.favoriteClass].compactMap(\.self).joined(separator: " ")
    let data = """
      data-map="\(card.map)" data-peak="\(card.peak)" data-selectivity="\(card.selectivity ?? -1)" \
      data-excited="\(card.excitedShare)" data-classes="\(escaped(classes.lowercased()))" \
      data-figures="\(figures(showing: card, of: part).count)"
      """
    guard !card.places.isEmpty else {
      return """
        <article id="\(anchor)" \(data)><h2><a href="#\(anchor)">map \(card.map)</a></h2><p>\(escaped(words.silent))</p></article>
        """
    }
    var facts = [
      "\(words.rank) \(NumberText.significant(Double(card.peak)))",
      "excited by \(NumberText.percent(card.excitedShare)) of the images",
    ]
    if let frequent = frequentClass(of: card) { facts.append(escaped(frequent)) }
    if let name = card.favoriteClass, let value = card.selectivity {
      facts.append("highest on average for \(escaped(name)), selectivity \(NumberText.fixed(value, 2))")
    }
    if let report {
      let links = figures(showing: card, of: part).map {
        "<a href=\"\(escaped("\(report.address)#\($0.anchor)"))\">\(escaped($0.label))</a>"
      }
      if !links.isEmpty { facts.append("in the report: \(links.joined(separator: ", "))") }
    }
    let sheet =
      hasSheet
      ? """
      <img src="\(folder)/\(LayerAtlas.sheet(card.map))" width="\(MapSheet.size.width)" height="\(MapSheet.size.height)" \
      loading="lazy" alt="\(escaped(description(of: card, in: part)))">
      """ : "<p>Its projections and patches are lost: the file is not there, or not as it was drawn.</p>"
    return """
      <article id="\(anchor)" \(data)><h2><a href="#\(anchor)">map \(card.map)</a></h2>
      \(sheet)
      \(bars(card, range))<ul>\(facts.map { "<li>\($0)</li>" }.joined())</ul></article>
      """
  }

  /// The figures of the report that show a map.
  private func figures(showing card: MapCard, of part: LayerAtlas) -> [ReportDocument.FigureReference] {
    report?.figures[ShownMap(part.layer, card.map)] ?? []
  }

  /// A choice of the maps that figures of the report show; nothing where none does.
  private func onlyFigures(_ part: LayerAtlas) -> String {
    part.cards.contains { !figures(showing: $0, of: part).isEmpty }
      ? " <label><input id=\"figures\" type=\"checkbox\"> in the report’s figures</label>" : ""
  }

  /// Whether every layer shows all its maps.
  private var isWhole: Bool { parts.allSatisfy { $0.cards.count == $0.maps } }

  /// How many maps a layer shows, of how many.
  private func shown(in part: LayerAtlas) -> String {
    part.cards.count == part.maps ? "\(part.maps)" : "\(part.cards.count) of \(part.maps)"
  }

  /// The counts of a map's peaks as bars.
  private func bars(_ card: MapCard, _ range: ClosedRange<Int>) -> String {
    let counts = Array(card.histogram[range])
    let most = max(counts.max() ?? 1, 1)
    let (width, height) = (120.0, 28.0)
    let step = width / Double(counts.count)
    let shapes = counts.enumerated().filter { $1 > 0 }.map { box, count in
      let tall = max(1, height * Double(count) / Double(most))
      return """
        <rect x="\(NumberText.fixed(Double(box) * step, 1))" y="\(NumberText.fixed(height - tall, 1))" \
        width="\(NumberText.fixed(max(step - 0.5, 0.5), 1))" height="\(NumberText.fixed(tall, 1))"/>
        """
    }
    return """
      <svg viewBox="0 0 120 28" width="120" height="28" role="img" aria-label="the images by the map's peak in them">\(shapes.joined())</svg>
      """
  }

  // MARK: Words

  private var reading: String {
    let way =
      switch rule {
      case .deconvnet: "the deconvnet's projections"
      case .gradient: "the gradients"
      case .guided: "the projections of guided backpropagation"
      }
    return """
      Left on a card are \(way) of the map's nine \(words.places), at most one an image, each scaled by itself around gray; right \
      are the patches of the images that caused them, \(words.orderOfPlaces).\(escaped(words.explanation))
      """
  }

  private func description(of card: MapCard, in part: LayerAtlas) -> String {
    let frequent = frequentClass(of: card).map { "; \($0)" } ?? ""
    return
      "\(part.layer), map \(card.map): projections of the \(card.places.count) \(words.places), and their patches\(frequent)"
  }

  /// Which class a map's places have most often; that no two have the same, where that is so.
  private func frequentClass(of card: MapCard) -> String? {
    guard let name = card.mostFrequentClass else { return nil }
    return card.mostFrequentCount == 1 && card.places.count > 1
      ? "\(card.places.count) images of as many classes"
      : "\(name): \(card.mostFrequentCount) of the \(card.places.count)"
  }

  /// The lower bound of a box of peaks.
  private func bound(_ box: Int) -> String { NumberText.significant(pow(2, Double(box) / 2 - 20)) }

  private func escaped(_ text: String) -> String { HTMLText.escaped(text) }

  private func page(_ title: String, isIndex: Bool, _ body: String) -> String {
    """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
    <meta http-equiv="Content-Security-Policy" \
    content="default-src 'none';img-src 'self' file:;style-src 'unsafe-inline';script-src 'unsafe-inline'">
    <title>\(escaped(title))</title><style>\(AtlasStyle.css)</style></head>
    <body><main>
    \(body)
    </main>\(isIndex ? "" : "<script>\(AtlasStyle.script)</script>")</body></html>

    """
  }
}
