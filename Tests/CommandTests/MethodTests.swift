import Foundation
import Images
import ModelFiles
import Networks
import Tensors
import Testing
import Training

/// The methods that look into one network by themselves: projections, invariance, correspondence, filters, features.
@Suite(.serialized) struct MethodTests {
  private func run(_ arguments: [String], in place: Workplace) throws -> Command.Ending {
    try Command("zfnet", arguments, in: place.folder).run()
  }

  private struct Row: Decodable {
    let image, layer, rule: String
    let map, row, column: Int
    let activation: Float
  }

  @Test func whatMapsAnswerToIsProjectedStrongestFirst() throws {
    let place = try Workplace.withNetwork()
    let arguments = [
      "project", "net.safetensors", "images/ant/1.png", "images/bee/3.png", "--count", "3", "--rule",
      "deconvnet",
      "--rule", "gradient", "--tensors", "seen.safetensors", "--json",
    ]
    let ending = try run(arguments, in: place)
    #expect(ending.exitCode == 0, "\(ending.errors)")
    let rows = try JSONDecoder().decode([Row].self, from: Data(ending.output.utf8))
    let first = rows.filter { $0.image == "images/ant/1.png" && $0.rule == "deconvnet" }
    #expect(first.count == 3 && first.map(\.activation) == first.map(\.activation).sorted(by: >))
    // The same units by the other rule, in the order of the file's projections.
    let other = rows.filter { $0.image == "images/ant/1.png" && $0.rule == "gradient" }
    #expect(other.map(\.map) == first.map(\.map))
    let file = try WeightFile(contentsOf: place.at("seen.safetensors"))
    let projections = try #require(file["projections"])
    #expect(projections.shape[0] == rows.count && projections.shape[1] == 3)
    #expect(
      try JSONDecoder().decode([Row].self, from: Data(file.metadata["units"]!.utf8)).count == rows.count)
    #expect(projections.slice(0..<3).scalars.contains { $0 != 0 })
    #expect(projections.slice(0..<3).scalars != projections.slice(3..<6).scalars)
    #expect(try Image(contentsOf: place.at("projections.png")).width > 300)
  }

  @Test func oneImageAndManyHaveTheSameProjections() throws {
    let place = try Workplace.withNetwork()
    let layer = try #require(
      try run(["project", "net.safetensors", "images/bee/3.png", "--json"], in: place).output
        .data(using: .utf8).map { try JSONDecoder().decode([Row].self, from: $0) }?.first)
    for (name, images) in [("one", ["images/bee/3.png"]), ("two", ["images/ant/1.png", "images/bee/3.png"])] {
      let ending = try run(
        ["project", "net.safetensors"] + images + [
          "--map", "\(layer.map)", "--tensors", "\(name).safetensors",
        ],
        in: place)
      #expect(ending.exitCode == 0, "\(ending.errors)")
    }
    let one = try #require(try WeightFile(contentsOf: place.at("one.safetensors"))["projections"])
    let two = try #require(try WeightFile(contentsOf: place.at("two.safetensors"))["projections"])
    #expect(one.shape[0] == 1 && two.slice(two.shape[0] - 1..<two.shape[0]).scalars == one.scalars)
  }

  /// The projections that are drawn of a map's strongest places are those of the same places in their images.
  @Test func whatExcitesMapsIsWrittenAsNumbers() throws {
    let place = try Workplace.withNetwork()
    struct Place: Decodable, Equatable {
      let layer: String
      let map, row, column: Int
      let image: String
      let activation: Float
    }
    let units = ["units", "net.safetensors", "images:images", "--map", "0", "--map", "2"]
    let ending = try run(units + ["--tensors", "units.safetensors", "--json"], in: place)
    try #require(ending.exitCode == 0, "\(ending.errors)")
    let places = try JSONDecoder().decode([Place].self, from: Data(ending.output.utf8))
    let file = try WeightFile(contentsOf: place.at("units.safetensors"))
    #expect(
      try JSONDecoder().decode([Place].self, from: Data(file.metadata["units"]!.utf8)) == places
        && !places.isEmpty)
    #expect(file.metadata["rule"] == "deconvnet")
    let projections = try #require(file["projections"])
    #expect(projections.shape.rank == 4 && projections.shape[0] == places.count && projections.shape[1] == 3)
    for (number, each) in places.enumerated() {
      let image = try #require(
        place.paths(below: "images").first { $0.hasSuffix(each.image) || each.image.hasSuffix($0) })
      let one = try run(
        [
          "project", "net.safetensors", "images/\(image)", "--layer", each.layer, "--map", "\(each.map)",
          "--tensors", "one.safetensors",
        ], in: place)
      #expect(one.exitCode == 0, "\(one.errors)")
      let own = try #require(try WeightFile(contentsOf: place.at("one.safetensors"))["projections"])
      let drawn = projections.slice(number..<number + 1)
      let largest = own.scalars.map(abs).max() ?? 0
      #expect(largest > 0 && zip(own.scalars, drawn.scalars).allSatisfy { abs($0 - $1) <= 1e-4 * largest })
    }
    // Without the option nothing but the figure is written.
    #expect(try run(units, in: place).exitCode == 0)
    for (path, word) in [
      ("units.txt", ".safetensors"), ("./net.safetensors", "own file"), ("images/u.safetensors", "images"),
    ] {
      try place.expectRefusal(units + ["--tensors", path], 64, saying: word)
    }
  }

  @Test func featuresOfAFolderAreATable() throws {
    let place = try Workplace.withNetwork()
    let arguments = ["features", "net.safetensors", "images:images", "--cache", "cache"]
    let ending = try run(arguments, in: place)
    #expect(ending.exitCode == 0 && ending.output == "features.safetensors\n", "\(ending.errors)")
    let file = try WeightFile(contentsOf: place.at("features.safetensors"))
    #expect(file["labels"]?.scalars == [0, 0, 1])
    #expect(try JSONDecoder().decode([String].self, from: Data(file.metadata["images"]!.utf8)).count == 3)
    let table = try #require(file.tensors.first { $0.0.hasPrefix("features.") }?.1)
    #expect(table.shape[0] == 3 && Set(table.scalars).count > 3)
    let convolution = try #require(
      try JSONDecoder().decode(
        [Row].self,
        from: Data(
          try run(["project", "net.safetensors", "images/ant/1.png", "--json"], in: place).output.utf8)
      ).first)
    let whole = try run(
      arguments + ["--layer", convolution.layer, "--whole", "--out", "whole.safetensors"], in: place)
    #expect(whole.exitCode == 0, "\(whole.errors)")
    let maps = try #require(
      try WeightFile(contentsOf: place.at("whole.safetensors"))["features.\(convolution.layer)"])
    // The strongest place of the strongest map is where it was projected from.
    #expect(
      maps[0, convolution.map, convolution.row, convolution.column] == convolution.activation)
  }

  @Test func imagesAreMovedScaledAndTurned() throws {
    let place = try Workplace.withNetwork()
    let known = ["--lower", "net.conv", "--upper", "net.conv_3"]
    let ending = try run(
      ["invariance", "net.safetensors", "images/ant/1.png", "images/bee/3.png"] + known, in: place)
    #expect(ending.exitCode == 0, "\(ending.errors)")
    #expect(ending.output.split(separator: "\n").count == 3 && ending.output.hasSuffix("invariance.png\n"))
    #expect(try Image(contentsOf: place.at("invariance.png")).width > 300)
    // Two convolutions are no five layers: then two nodes are to be named.
    try place.expectRefusal(
      ["invariance", "net.safetensors", "images/ant/1.png"], 64, saying: "--lower and --upper")
  }

  @Test func theDrawnFacesPartsAreHidden() throws {
    let place = try Workplace()
    let graph = Architecture.squeezenet.graph(input: 48, width: 0.1, classes: 3)
    let model = Model(
      graph: graph, parameters: Initialization.he.parameters(for: graph, seed: 5),
      preprocessing: Preprocessing(
        storedSide: 56, inputSide: 48, channelOrder: .rgb, mean: .channels([120, 110, 100]),
        scales: [0.02, 0.02, 0.02]), classNames: [], origin: .init(title: "net", digest: "d"))
    try ModelFile.write(model, to: place.at("net.safetensors"))
    let arguments = ["correspond", "net.safetensors", "scenes", "--images", "8", "--cache", "cache"]
    let ending = try run(arguments + ["--json"], in: place)
    try #require(ending.exitCode == 0, "\(ending.errors)")
    struct Comparison: Decodable {
      struct Summary: Decodable { let hidden, control, difference, low, high: Double }
      let layer: Int
      let summary: Summary
    }
    let rows = try JSONDecoder().decode([Comparison].self, from: Data(ending.output.utf8))
    // This network's classifier reads its uppermost maps.
    #expect(Set(rows.map(\.layer)) == [5])
    for row in rows.map(\.summary) {
      #expect(row.low <= row.high && 0...1 ~= row.hidden && 0...1 ~= row.control)
      #expect(abs(row.hidden - row.control - row.difference) < 1e-12)
    }
    let table = try run(arguments, in: place).output
    #expect(table.contains("right eye") && table.contains("layer 5"), "\(table)")
    // A folder of images has no landmarks.
    try place.write(try Image(width: 40, height: 40, gray: 9).png(), to: "images/1.png")
    try place.expectRefusal(
      ["correspond", "net.safetensors", "images:images", "--cache", "cache"], 64, saying: "landmarks:PATH")
  }

  @Test func theFirstLayersFiltersAreDrawn() throws {
    let place = try Workplace.withNetwork()
    let ending = try run(["filters", "net.safetensors"], in: place)
    #expect(ending.exitCode == 0 && ending.output == "filters.png\n", "\(ending.errors)")
    let own = try Image(contentsOf: place.at("filters.png"))
    let scaled = try run(["filters", "net.safetensors", "--one-scale", "--out", "one.png"], in: place)
    #expect(scaled.exitCode == 0)
    #expect(try Image(contentsOf: place.at("one.png")).pixels != own.pixels)
  }

  @Test func whatCannotBeDoneIsRefused() throws {
    let place = try Workplace.withNetwork()
    let project = ["project", "net.safetensors", "images/ant/1.png"]
    for (arguments, word) in [
      (["--map", "1", "--count", "2"], "--count"), (["--map", "9999"], "--map 9999"),
      (["--rule", "gradient", "--rule", "gradient"], "given twice"),
      (["--tensors", "seen.txt"], ".safetensors"), (["--tensors", "./net.safetensors"], "own file"),
      (["--layer", "nowhere"], "zfnet describe"),
      (["--count", "0"], "above 0"),
    ] { try place.expectRefusal(project + arguments, 64, saying: word) }
    try place.expectRefusal(
      ["features", "net.safetensors", "images:images", "--layer", "nowhere"], 64, saying: "no node")
    try place.expectRefusal(
      ["features", "net.safetensors", "images:images", "--out", "images/f.safetensors"], 64,
      saying: "images/f.safetensors")
    try place.expectRefusal(
      [
        "invariance", "net.safetensors", "images/ant/1.png", "--lower", "net.conv", "--upper", "net.conv_3",
        "--class", "cot",
      ], 64, saying: "“cat”")
    try place.expectRefusal(
      ["correspond", "net.safetensors", "scenes"], 64, saying: "the paper's layers 1 to 5 need five")
    try place.expectRefusal(project.dropLast() + ["none.png"], 66, saying: "none.png")
  }
}
