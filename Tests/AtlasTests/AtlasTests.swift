import Atlas
import Datasets
import Files
import Foundation
import Images
import Kernels
import Networks
import Reporting
import Tensors
import TestSupport
import Testing
import Visualization

/// An atlas of a network with random weights on striped images, against what is found image by image.
@Suite(.serialized) struct AtlasTests {
  private let caches: StripeCaches
  private let model: Model

  init() throws {
    caches = try StripeCaches()
    let graph = TinyNetworks.zfnet
    model = Model(
      graph: graph, parameters: TinyNetworks.single(TinyNetworks.parameters(graph, seed: 3), graph),
      preprocessing: Preprocessing(
        storedSide: StripeCaches.storedSide, inputSide: 60, mean: .channels([128, 128, 128]),
        scales: [1 / 64, 1 / 64, 1 / 64]),
      classNames: [], origin: .init(title: "a <tiny> network", digest: "tiny"))
  }

  private var folder: URL { caches.folder.appendingPathComponent("atlas") }

  private func parts(_ layers: [String], rule: BackwardRule = .deconvnet) -> [LayerAtlas] {
    let key = LayerAtlas.key(
      model, caches.validation, rule, by: .activation, 0..<caches.validation.count, nil)
    return layers.compactMap { LayerAtlas.stored(in: folder.appendingPathComponent($0), key: key) }
  }

  @Test func cardsSayWhatIsFoundImageByImage() throws {
    let layers = ["conv1", "conv4"]
    let page = try Atlas(model, caches.validation, layers: layers).write(to: folder)
    #expect(page.index.lastPathComponent == "index.html")
    let written = parts(layers)
    try #require(written.map(\.layer) == layers)
    let all = Array(0..<caches.validation.count)
    for part in written {
      // Each map's peak in each image, one image at a time.
      var peaks = [[Float]](repeating: [], count: part.cards.count)
      for index in all {
        try LayerActivations.visit(
          model, layers: [part.layer], images: caches.validation, indices: [index], batch: 1
        ) { _, values in
          let area = values[0].count / part.cards.count
          for map in peaks.indices {
            peaks[map].append(values[0].scalars[(map * area)..<((map + 1) * area)].max() ?? 0)
          }
        }
      }
      for card in part.cards {
        let own = peaks[card.map]
        let excited = own.filter { $0 > 0 }
        #expect(card.places.map(\.activation) == Array(excited.sorted(by: >).prefix(9)))
        #expect(abs(card.excitedShare - Double(excited.count) / Double(all.count)) < 1e-12)
        #expect(card.histogram.reduce(0, +) == excited.count)
        let means = (0..<4).map { label in
          let values = all.filter { caches.validation.label($0) == label }.map { Double(own[$0]) }
          return values.reduce(0, +) / Double(values.count)
        }
        let best = means.indices.max { means[$0] < means[$1] }!
        guard means[best] > 0 else { continue }
        #expect(card.favoriteClass == caches.validation.classNames[best])
        let rest = (means.reduce(0, +) - means[best]) / 3
        #expect(abs(card.selectivity! - (means[best] - rest) / (means[best] + rest)) < 1e-9)
      }
    }
  }

  @Test func aSheetHoldsTheProjectionsAndThePatches() throws {
    _ = try Atlas(model, caches.validation, layers: ["conv2"]).write(to: folder)
    let card = try #require(parts(["conv2"])[0].cards.first { $0.places.count == 9 })
    let sheet = try Image(contentsOf: folder.appendingPathComponent("conv2/\(LayerAtlas.sheet(card.map))"))
    #expect(sheet.width == MapSheet.size.width && sheet.height == MapSheet.size.height)
    /// How far the first tile of the right half is from the patch of one of the map's places, a pixel on average.
    func distance(from place: MapCard.Place) throws -> Double {
      let index = try #require(
        (0..<caches.validation.count).first { caches.validation.name($0) == place.image })
      let window = PatchWindow(model.graph, layer: "conv2", row: place.row, column: place.column)
      let patch = window.cut(model.preprocessing.centerCrop(of: caches.validation.example(index)).image)
      let times = MapSheet.tile / patch.width
      let margin = (MapSheet.tile - patch.width * times) / 2
      let left = 3 * MapSheet.tile + 2 * 2 + 10 + margin
      var difference = 0
      for y in 0..<patch.height {
        for x in 0..<patch.width {
          let shown = Int(sheet[left + x * times + times / 2, margin + y * times + times / 2, 1])
          difference += abs(shown - Int(patch[x, y, 1]))
        }
      }
      return Double(difference) / Double(patch.width * patch.height)
    }
    // JPEG changes pixels a little; the other places' patches are far from the strongest's.
    let own = try distance(from: card.places[0])
    #expect(own < 15)
    for other in card.places.dropFirst() { #expect(try distance(from: other) > 2 * own) }
  }

  @Test func whatIsWholeIsNotMadeAgain() throws {
    func dates() throws -> [String: Date] {
      let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.contains("/") }
      return try Dictionary(
        uniqueKeysWithValues: paths.map {
          let path = folder.appendingPathComponent($0).path
          return ($0, try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as! Date)
        })
    }
    struct Stop: Error {}
    // Stopped in the second layer: the first is whole.
    #expect(throws: Stop.self) {
      try Atlas(model, caches.validation, layers: ["conv2", "conv3"]).write(to: folder) { work, done, total in
        if work.hasSuffix("conv3"), done == total { throw Stop() }
      }
    }
    #expect(parts(["conv2", "conv3"]).map(\.layer) == ["conv2"])
    let before = try dates().filter { $0.key.hasPrefix("conv2/") }
    _ = try Atlas(model, caches.validation, layers: ["conv2", "conv3"]).write(to: folder)
    #expect(parts(["conv2", "conv3"]).count == 2)
    #expect(try dates().filter { $0.key.hasPrefix("conv2/") } == before)
    // A sheet that is lost, or another rule, makes the layer anew.
    let lost = try #require(parts(["conv2"])[0].cards.first { !$0.places.isEmpty })
    try FileManager.default.removeItem(
      at: folder.appendingPathComponent("conv2/\(LayerAtlas.sheet(lost.map))"))
    #expect(parts(["conv2"]).isEmpty)
    _ = try Atlas(model, caches.validation, layers: ["conv2"], rule: .gradient).write(to: folder)
    #expect(parts(["conv2"]).isEmpty && parts(["conv2"], rule: .gradient).count == 1)
  }

  @Test func aFolderOfSomethingElseIsNoPlaceForAnAtlas() throws {
    #expect(Atlas.mayWrite(to: folder))
    try AtomicFile.makeFolder(folder)
    try AtomicFile.write("mine", to: folder.appendingPathComponent("index.html"))
    #expect(!Atlas.mayWrite(to: folder) && !Atlas.isFile(folder))
    let file = folder.appendingPathComponent("index.html")
    #expect(!Atlas.mayWrite(to: file) && Atlas.isFile(file))
    try AtomicFile.remove(folder)
    _ = try Atlas(model, caches.validation, layers: ["conv1"]).write(to: folder)
    #expect(Atlas.mayWrite(to: folder))
  }

  @Test func pagesEscapeNamesAndTheirLinksLead() throws {
    _ = try Atlas(model, caches.validation, layers: ["conv1", "conv2"]).write(to: folder)
    let index = try String(contentsOf: folder.appendingPathComponent("index.html"), encoding: .utf8)
    #expect(index.contains("a &lt;tiny&gt; network") && !index.contains("<tiny>"))
    for name in ["index", "conv1", "conv2"] {
      let page = try String(contentsOf: folder.appendingPathComponent("\(name).html"), encoding: .utf8)
      for match in page.matches(of: /(?:href|src)="([^"]+)"/) {
        let parts = String(match.1).split(separator: "#", omittingEmptySubsequences: false).map(String.init)
        let file = parts[0].isEmpty ? "\(name).html" : parts[0]
        let target = folder.appendingPathComponent(file)
        #expect(FileManager.default.fileExists(atPath: target.path), "\(name): \(match.1)")
        if parts.count > 1 {
          let text = try String(contentsOf: target, encoding: .utf8)
          #expect(text.contains("id=\"\(parts[1])\""), "\(name): \(match.1)")
        }
      }
    }
  }

  /// Beside a report, cards lead to the figures that show their maps, and the pages are made anew from the folder alone.
  @Test func cardsLeadToTheFiguresOfAReport() throws {
    let layers = ["conv1", "conv2"]
    let made = try Atlas(model, caches.validation, layers: layers).write(to: folder)
    let alone = try String(contentsOf: folder.appendingPathComponent("conv2.html"), encoding: .utf8)
    #expect(!alone.contains("report") && made.addresses[ShownMap("conv2", 3)] == "conv2.html#conv2-u3")
    let read = try AtlasFolder(reading: folder)
    #expect(read.files == made.files && read.addresses == made.addresses && read.count == made.count)
    let figure = ReportDocument.FigureReference(label: "Figure 2c", anchor: "fig-layer-2")
    try read.writePages(
      of: AtlasReport(address: "../report.html", figures: [ShownMap("conv2", 3): [figure]]))
    let page = try String(contentsOf: folder.appendingPathComponent("conv2.html"), encoding: .utf8)
    let card = try #require(
      page.components(separatedBy: "<article ").first { $0.hasPrefix("id=\"conv2-u3\"") })
    #expect(card.contains("<a href=\"../report.html#fig-layer-2\">Figure 2c</a>"))
    #expect(page.components(separatedBy: "#fig-layer-2").count == 2, "no other card")
    // Without the report the pages are what they were.
    try read.writePages()
    #expect(try String(contentsOf: folder.appendingPathComponent("conv2.html"), encoding: .utf8) == alone)
    // Each file that is named is there, and no other.
    let there = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.contains(".") }
    #expect(Set(read.files) == Set(there) && Set(there).count == read.files.count)
    // A sheet that was changed is no part of an atlas: its card says so, and the others stay.
    let changed = try #require(read.files.last)
    try AtomicFile.write("x", to: folder.appendingPathComponent(changed))
    let rest = try AtlasFolder(reading: folder)
    #expect(rest.lost == [changed] && rest.files == read.files.filter { $0 != changed })
    #expect(rest.addresses == made.addresses && rest.count == made.count)
    try rest.writePages()
    let without = try String(contentsOf: folder.appendingPathComponent("conv2.html"), encoding: .utf8)
    #expect(!without.contains(changed) && without.components(separatedBy: "are lost").count == 2)
    // So is a layer without its numbers, and without any layer there is no atlas.
    try AtomicFile.remove(folder.appendingPathComponent("conv2/layer.json"))
    let first = try AtlasFolder(reading: folder)
    #expect(first.lost == ["conv2/layer.json"] && first.files.allSatisfy { !$0.hasPrefix("conv2") })
    try AtomicFile.remove(folder.appendingPathComponent("conv1/layer.json"))
    #expect(throws: ReportingError.self) { try AtlasFolder(reading: folder) }
  }

  @Test func aLargeLayerShowsAsManyMapsAsItMay() throws {
    let limit = MapLimit(count: 3, seed: 5, peaksAbove: 0.5)
    _ = try Atlas(model, caches.validation, layers: ["conv2"]).write(to: folder)
    let all = parts(["conv2"])[0].cards
    let searched = 0..<caches.validation.count / 2
    let few = try Atlas(
      model, caches.validation, layers: ["conv2"], searching: searched, limit: limit
    ).write(to: folder)
    let top = try TopActivations.search(
      model, layers: ["conv2"], images: caches.validation, indices: Array(searched))[0]
    let drawn = top.drawnMaps(3, seed: 5, peaksAbove: 0.5)
    #expect(drawn.count == 3 && all.count > 3)
    #expect(few.addresses.keys.map(\.map).sorted() == drawn)
    // The sheets of the larger atlas are gone.
    #expect(few.files.filter { $0.hasSuffix(".jpg") } == drawn.map { "conv2/u\($0).jpg" })
    let sheets = try FileManager.default.contentsOfDirectory(
      atPath: folder.appendingPathComponent("conv2").path)
    #expect(sheets.filter { $0.hasSuffix(".jpg") }.count == 3)
    let page = try String(contentsOf: folder.appendingPathComponent("conv2.html"), encoding: .utf8)
    #expect(page.contains("3 of \(all.count) maps"))
  }

  @Test func foldersHaveNamesThatAddressesCarry() {
    #expect(
      Atlas.folderNames(of: ["conv1", "a/b:0", "a_b_0", "A_B_0", "", "ü", "index"])
        == ["conv1", "a_b_0", "a_b_0-2", "A_B_0-3", "layer", "_", "index-2"])
  }
}
