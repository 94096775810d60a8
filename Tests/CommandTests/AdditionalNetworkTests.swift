import Foundation
import ModelFiles
import Networks
import Reporting
import Testing
import Training

/// An ordinary report, of networks that it trains, with networks from files beside them.
@Suite(.serialized) struct AdditionalNetworkTests {
  /// Chapters that measure such networks, and one that cannot.
  private static let measuring = [
    "layer-visualizations", "feature-invariance", "correspondence", "feature-analysis", "sanity-checks",
  ]
  private static let leavingOut = "occlusion-sensitivity"

  private static let arguments = [
    "--profile", "smoke", "--only", (measuring + [leavingOut]).joined(separator: ","), "--set",
    "seeds.zfnet=1",
    "--set", "figures.atlasMaps=1", "--also", "squeeze.safetensors", "--also", "nets/dense.safetensors",
  ]

  /// A network of random weights and other classes than the run's images have.
  private func write(_ architecture: Architecture, seed: UInt64, to path: String, in place: Workplace) throws
  {
    let graph = architecture.graph(input: 64, width: 0.1, classes: 4)
    let url = place.at(path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try ModelFile.write(
      Model(
        graph: graph, parameters: Initialization.he.parameters(for: graph, seed: seed),
        preprocessing: Preprocessing(
          storedSide: 72, inputSide: 64, channelOrder: .bgr, mean: .channels([120, 110, 100]),
          scales: [0.02, 0.02, 0.02]), classNames: ["ant", "bee", "cat", "dog"],
        origin: .init(title: "net", digest: "d")), to: url)
  }

  private func page(_ slug: String, _ place: Workplace) throws -> Page {
    try PageFiles(of: slug, in: place.at("output")).read()
  }

  private func tables(_ page: Page) -> [String: TableBlock] {
    Dictionary(
      uniqueKeysWithValues: (page.blocks + page.appendix).compactMap { block -> (String, TableBlock)? in
        if case .table(let table) = block { return (table.id, table) }
        return nil
      })
  }

  private func figures(_ page: Page) -> [String: FigureBlock] {
    Dictionary(
      uniqueKeysWithValues: (page.blocks + page.appendix).compactMap { block -> (String, FigureBlock)? in
        if case .figure(let figure) = block { return (figure.id, figure) }
        return nil
      })
  }

  @Test func chaptersMeasureThemOrSayWhyTheyCannot() throws {
    let place = try Workplace()
    try write(.squeezenet, seed: 5, to: "squeeze.safetensors", in: place)
    try write(.alexnet, seed: 6, to: "nets/dense.safetensors", in: place)
    let ending = try Command("report", Self.arguments, in: place.folder).run()
    try #require(ending.exitCode == 0, "\(ending.errors)")
    for slug in Self.measuring + [Self.leavingOut] {
      let page = try page(slug, place)
      #expect(page.failure == nil && !page.claims.isEmpty, "\(slug): \(page.failure ?? "")")
      // The claims are of the run's own networks.
      #expect(page.claims.allSatisfy { !$0.statement.contains("squeeze") && !$0.reason.contains("squeeze") })
      let lines = page.provenance.filter { $0.name == "Also measured" }
      #expect(
        lines.count == 2 && lines[0].value.hasPrefix("squeeze.safetensors")
          && lines[1].value.hasPrefix("dense.safetensors") && lines[0].digest != lines[1].digest, "\(slug)")
    }
    try distancesStandBesideTheRunsOwn(try page("feature-invariance", place))
    try signChangesAreRowsOfTheirNetworks(try page("correspondence", place))
    try checksAreColumnsOfTheirNetworks(try page("sanity-checks", place))
    try layersAreShownWithTheirControls(try page("layer-visualizations", place))
    let scores = try #require(tables(try page("feature-analysis", place))["table-7-additional"])
    #expect(Set(scores.rows.map { $0[0] }) == ["squeeze", "dense"])
    #expect(scores.rows.allSatisfy { $0.dropFirst(3).allSatisfy { Double($0.prefix { $0 != " " }) != nil } })
    let notes = try page(Self.leavingOut, place).blocks.compactMap { block -> String? in
      if case .note(let note) = block { return note.text }
      return nil
    }
    #expect(notes.contains { $0.contains("*squeeze* and *dense*") && $0.contains("classes") }, "\(notes)")

    let record = try String(contentsOf: place.at("output/run.json"), encoding: .utf8)
    #expect(record.contains("\"--also\"") && record.contains("nets/dense.safetensors"))
    try anotherNetworkUnderTheNameIsAnotherResult(place)
  }

  private func distancesStandBesideTheRunsOwn(_ page: Page) throws {
    let figure = try #require(figures(page)["invariance-additional"])
    #expect(
      figure.caption.contains("; vermilion: squeeze") && figure.caption.contains("dense") && figure.hasData)
    #expect(figure.caption.contains("Of *squeeze*, whose classifier reads layer 5"))
    let table = try #require(tables(page)["one-pixel"])
    #expect(table.columns.map(\.title) == ["What", "this run's network", "squeeze", "dense"])
    // What asks for the true class has no number of theirs.
    #expect(table.rows.map { $0[2] == "–" } == [false, false, true, true])
  }

  private func signChangesAreRowsOfTheirNetworks(_ page: Page) throws {
    let table = try #require(tables(page)["table1-additional"])
    // Of three networks, three parts and three controls.
    #expect(table.rows.count == 18)
    let rows = Dictionary(grouping: table.rows) { $0[0] }
    #expect(Set(rows.keys) == ["this run's network", "squeeze", "dense"])
    // A network whose classifier reads its uppermost maps has no layer 7.
    #expect(rows["squeeze"]?.allSatisfy { $0[5] == "–" && $0[6] == "–" && $0[2] != "–" } == true)
    #expect(rows["dense"]?.allSatisfy { $0[5] != "–" } == true)
    #expect(rows["squeeze"]?.map { $0[2] } != rows["dense"]?.map { $0[2] })
    // The run's own numbers are those of Table 1.
    let own = try #require(tables(page)["table1"])
    #expect(own.rows.map { $0[3] } == rows["this run's network"]?.map { $0[2] })
  }

  private func checksAreColumnsOfTheirNetworks(_ page: Page) throws {
    let table = try #require(tables(page)["checks-additional"])
    #expect(table.columns.map(\.title) == ["Check", "What", "this run's network", "squeeze", "dense"])
    #expect(table.rows.count == 10 && table.rows.contains { Set($0.dropFirst(2)).count == 3 })
    for number in 1...2 {
      let caption = try #require(figures(page)["rules-additional-\(number)"]).caption
      #expect(caption.contains(number == 1 ? "*squeeze*" : "*dense*"))
    }
  }

  private func layersAreShownWithTheirControls(_ page: Page) throws {
    let figures = figures(page)
    for (number, name) in ["squeeze", "dense"].enumerated() {
      let shown = try #require(figures["layers-additional-\(number + 1)"])
      let control = try #require(figures["layers-additional-\(number + 1)-untrained"])
      #expect(shown.caption.contains("*\(name)*") && control.caption.contains("random weights"))
    }
  }

  /// Pages of one network are not bound with those of another that has taken its file's name.
  private func anotherNetworkUnderTheNameIsAnotherResult(_ place: Workplace) throws {
    let bind = Self.arguments.filter { !$0.contains(",") && $0 != "--only" } + ["--bind"]
    let bound = try Command("report", bind, in: place.folder).run()
    #expect(bound.exitCode == 0, "\(bound.errors)")
    try write(.squeezenet, seed: 7, to: "squeeze.safetensors", in: place)
    let changed = try Command("report", bind, in: place.folder).run()
    #expect(changed.exitCode == 64 && changed.errors.contains("other settings"), "\(changed.errors)")
  }

  @Test func whatCannotBeMeasuredIsNamed() throws {
    let place = try Workplace()
    try write(.squeezenet, seed: 5, to: "net.safetensors", in: place)
    try write(.squeezenet, seed: 5, to: "same.safetensors", in: place)
    try write(.squeezenet, seed: 6, to: "other/net.safetensors", in: place)
    try place.write(Data("no network".utf8), to: "text.safetensors")
    try place.write(Data("no network".utf8), to: "net.onnx")
    let report = ["--profile", "smoke", "--only", "correspondence"]
    for (files, code, word) in [
      (["none.safetensors"], Int32(66), "none.safetensors"), (["text.safetensors"], 65, "text.safetensors"),
      (["net.onnx"], 64, "zfnet import net.onnx"), (["other"], 66, "other: it is a folder"),
      (["net.safetensors", "same.safetensors"], 64, "same network"),
      (["net.safetensors", "other/net.safetensors"], 64, "called so too"),
      (["net.safetensors", "same.safetensors", "other/net.safetensors"], 64, "given 3 times"),
    ] {
      try place.expectRefusal(by: "report", report + files.flatMap { ["--also", $0] }, code, saying: word)
    }
    let both = [
      "--also", "net.safetensors", "--network", "other/net.safetensors", "--source", "images:images",
    ]
    try place.expectRefusal(by: "report", report + both, 64, saying: "exclude each other")
    try place.expectRefusal(["train", "--also", "net.safetensors"], 64, saying: "--also")
    #expect(place.paths(below: "output") == [])
  }
}
