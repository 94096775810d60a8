import Foundation
import Images
import Testing

/// The paper's methods on an imported network and on images of a folder, as a person asks for them.
@Suite(.serialized) struct OwnNetworkTests {
  private func run(_ arguments: [String], in place: Workplace) throws -> Command.Ending {
    try Command("zfnet", arguments, in: place.folder).run()
  }

  @Test func mapsAreDrawnWithWhatExcitesThem() throws {
    let place = try Workplace.withNetwork()
    let arguments = ["units", "net.safetensors", "images:images", "--count", "3", "--cache", "cache"]
    let drawn = try run(arguments + ["--out", "units.png"], in: place)
    #expect(drawn.exitCode == 0 && drawn.output == "units.png\n", "\(drawn.errors)")
    let figure = try Image(contentsOf: place.folder.appending(path: "units.png"))
    #expect(figure.width > 300 && Set(figure.pixels).count > 20)
    // Maps are named one by one.
    let named = try run(
      ["units", "net.safetensors", "images:images", "--cache", "cache", "--map", "0", "--map", "1"], in: place
    )
    #expect(named.exitCode == 0, "\(named.errors)")
    // Another rule draws other projections of the same units.
    let other = try run(arguments + ["--rule", "gradient", "--out", "gradient.png"], in: place)
    #expect(other.exitCode == 0, "\(other.errors)")
    #expect(try Image(contentsOf: place.folder.appending(path: "gradient.png")).pixels != figure.pixels)
  }

  @Test func imagesAreRankedByWhatTheyCountForAClass() throws {
    let place = try Workplace.withNetwork()
    struct Row: Decodable {
      let map: Int
      let image: String
      let activation: Float
      let relevance: Float?
    }
    func rows(_ more: String...) throws -> [Row] {
      let ending = try run(
        [
          "units", "net.safetensors", "images:images", "--cache", "cache", "--map", "0", "--map", "2",
          "--json",
        ] + more,
        in: place)
      #expect(ending.exitCode == 0, "\(ending.errors)")
      return try JSONDecoder().decode([Row].self, from: Data(ending.output.utf8))
    }
    let strongest = try rows()
    #expect(!strongest.isEmpty && strongest.allSatisfy { $0.relevance == nil && $0.activation > 0 })
    let classes = try ["ant", "bee", "cat", "dog", "eel", "fox", "gnu"].map {
      try rows("--by", "relevance", "--class", $0)
    }
    // What a map is for differs from class to class, and is above zero where an image is shown.
    #expect(classes.joined().allSatisfy { ($0.relevance ?? 0) > 0 } && Set(classes.map(\.count)).count > 0)
    #expect(Set(classes.compactMap { $0.first?.relevance }).count > 2)

    try place.expectRefusal(
      ["units", "net.safetensors", "images:images", "--class", "ant"], 64, saying: "--by relevance")
    try place.expectRefusal(
      ["units", "net.safetensors", "images:images", "--by", "relevance", "--class", "ape"], 64,
      saying: "there is no class of that name")

    let atlas = try run(
      [
        "atlas", "net.safetensors", "images:images", "--cache", "cache", "--layer", "net.conv", "--by",
        "relevance",
      ],
      in: place)
    #expect(atlas.exitCode == 0, "\(atlas.errors)")
    let page = try String(contentsOf: place.folder.appending(path: "atlas/net_conv.html"), encoding: .utf8)
    #expect(page.contains("relevance for the predicted class") && page.contains("relevance up to"))
    let numbers = try String(
      contentsOf: place.folder.appending(path: "atlas/net_conv/layer.json"), encoding: .utf8)
    #expect(numbers.contains("\"relevance\""))
  }

  @Test func whatCannotBeReadIsToldAndTheRestIsDrawn() throws {
    let place = try Workplace.withNetwork()
    try place.write(Data("no image".utf8), to: "images/bee/4.png")
    let arguments = ["units", "net.safetensors", "images:images", "--count", "2", "--cache", "cache"]
    let drawn = try run(arguments, in: place)
    #expect(drawn.exitCode == 0 && drawn.errors.contains("bee/4.png: not a JPEG"), "\(drawn.errors)")
    // A figure among the images would be the next one's image.
    let among = try run(arguments + ["--out", "images/units.png"], in: place)
    #expect(among.exitCode == 64 && among.errors.contains("images/units.png"), "\(among.errors)")
    let answers = try run(
      ["classify", "net.safetensors", "images/bee/4.png", "images/ant/1.png", "--top", "1"], in: place)
    #expect(answers.exitCode != 0 && answers.output.hasPrefix("images/ant/1.png"), "\(answers.errors)")
  }

  @Test func imagesAreCoveredPlaceByPlace() throws {
    let place = try Workplace.withNetwork()
    let ending = try run(
      [
        "occlude", "net.safetensors", "images/ant/1.png", "images/bee/3.png", "--class", "cat",
        "--stride",
        "0.125", "--out", "covered.pdf",
      ], in: place)
    #expect(ending.exitCode == 0, "\(ending.errors)")
    let lines = ending.output.split(separator: "\n")
    #expect(
      lines.count == 3 && lines[0].hasPrefix("images/ant/1.png: P(cat) ") && lines[2] == "covered.pdf")
    #expect(try Data(contentsOf: place.folder.appending(path: "covered.pdf")).starts(with: Data("%PDF".utf8)))
    struct Row: Decodable {
      let label: Int
      let tops, lefts: [Int]
      let wholeProbability: Float
      let probability: [[Float]]
      let labels: [[Int]]
    }
    let printed = try run(
      ["occlude", "net.safetensors", "images/ant/1.png", "--class", "cat", "--stride", "0.125", "--json"],
      in: place)
    let rows = try JSONDecoder().decode([Row].self, from: Data(printed.output.utf8))
    #expect(rows.count == 1 && rows[0].label == 2)
    #expect(
      rows[0].probability.count == rows[0].tops.count
        && rows[0].probability.allSatisfy { $0.count == rows[0].lefts.count })
    // The sentence's numbers are the maps'.
    let lowest = rows[0].probability.joined().min() ?? 0
    #expect(lines[0].contains(String(format: "%.3f, %.3f at its lowest", rows[0].wholeProbability, lowest)))
  }

  @Test func whatHasNoEffectIsRefused() throws {
    let place = try Workplace.withNetwork()
    let units = ["units", "net.safetensors", "images:images", "--cache", "cache"]
    for (arguments, word) in [
      (["--split", "validation"], "not divided"), (["--difficulty", "0.3"], "drawn images alone"),
      (["--map", "3", "--map", "3"], "--map 3 is given twice"), (["--map", "3", "--count", "2"], "--count"),
      (["--map", "3", "--seed", "2"], "drawn by chance"),
    ] { try place.expectRefusal(units + arguments, 64, saying: word) }
    try place.expectRefusal(
      ["atlas", "net.safetensors", "images:images", "--seed", "2"], 64, saying: "drawn by chance")
    try place.expectRefusal(
      ["data", "show", "images:images", "--index", "0", "--seed", "2"], 64, saying: "chance")
    try place.expectRefusal(
      ["data", "show", "images:images", "--index", "0", "--split", "train"], 64, saying: "not divided")
    try place.expectRefusal(
      ["data", "sheet", "scenes", "--role", "figures", "--difficulty", "0.1"], 64, saying: "same in every run"
    )
    try place.expectRefusal(["bench", "--layers", "--repeats", "2"], 64, saying: "--repeats")
    try place.expectRefusal(
      ["data", "study", "--part", "epochs", "--folds", "2"], 64, saying: "transfer part")
    #expect(place.paths(below: "cache") == [])
  }

  @Test func aFolderInAFilesPlaceIsCalledOne() throws {
    let place = try Workplace.withNetwork()
    try FileManager.default.createDirectory(at: place.at("nets"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: place.at("net.safetensors"), to: place.at("nets/net.safetensors"))
    for arguments in [
      ["describe", "nets"], ["verify", "nets"], ["classify", "nets", "images/ant/1.png"],
      ["import", "nets", "--preprocess", "imagenet-torch", "--out", "out.safetensors"],
    ] {
      try place.expectRefusal(
        arguments, 66, saying: "nets: it is a folder, and a file is wanted; name the file in it")
    }
    try place.expectRefusal(["classify", "net.safetensors", "images/ant"], 66, saying: "images/ant/1.png")
    for option in ["--labels", "--preprocess"] {
      let choices = option == "--labels" ? ["--preprocess", "imagenet-torch"] : []
      try place.expectRefusal(
        ["import", Workplace.onnx, option, "nets", "--out", "out.safetensors"] + choices, 66,
        saying: "nets: it is a folder")
    }
    for (option, value) in [("--network", "nets"), ("--config", "images")] {
      try place.expectRefusal(
        by: "report", [option, value, "--source", "images:images"], 66, saying: "\(value): it is a folder")
    }
  }

  /// A folder that cannot be made, as on a disk that is read only.
  @Test func thePlaceOfDecodedImagesCanBeNamed() throws {
    let place = try Workplace.withNetwork()
    try place.write(Data("a file".utf8), to: "taken")
    try place.expectRefusal(
      ["units", "net.safetensors", "images:images", "--cache", "taken"], 74,
      saying: "choose another folder with --cache")
  }

  /// Decoded images are kept where a run keeps them, or where a person says so; else nothing is left behind.
  @Test func nothingIsKeptUnlessThereIsAPlaceForIt() throws {
    let place = try Workplace.withNetwork()
    let before = place.paths(below: ".")
    let features = ["features", "net.safetensors", "images:images"]
    #expect(try run(features, in: place).exitCode == 0)
    #expect(Set(place.paths(below: ".")) == Set(before).union(["features.safetensors"]))
    try FileManager.default.createDirectory(
      at: place.at("output/store/images"), withIntermediateDirectories: true)
    let first = try Data(contentsOf: place.at("features.safetensors"))
    #expect(try run(features, in: place).exitCode == 0)
    #expect(place.paths(below: "output/store/images").contains { $0.hasSuffix(".images") })
    #expect(try Data(contentsOf: place.at("features.safetensors")) == first)
  }

  /// What stands under the name of a result is replaced where the same command wrote it, and refused otherwise, before any work.
  @Test func whatAnotherCommandWroteIsNotWrittenOver() throws {
    let place = try Workplace.withNetwork()
    let image = "images/ant/1.png"
    let known = ["--lower", "net.conv_3", "--upper", "net.conv"]
    let commands: [(name: String, arguments: [String], endings: [String])] = [
      ("filters", ["filters", "net.safetensors"], ["png", "svg", "pdf"]),
      ("project", ["project", "net.safetensors", image, "--count", "1"], ["svg"]),
      ("invariance", ["invariance", "net.safetensors", image] + known, ["pdf"]),
      ("features", ["features", "net.safetensors", "images:images"], ["safetensors"]),
      ("export", ["export", "net.safetensors"], ["onnx"]),
      ("import", ["import", Workplace.onnx, "--preprocess", "imagenet-torch"], ["safetensors"]),
    ]
    for (name, arguments, endings) in commands {
      for ending in endings {
        let out = "\(name)-result.\(ending)"
        try place.write(Data("mine".utf8), to: out)
        try place.expectRefusal(arguments + ["--out", out], 64, saying: "is not a file of zfnet \(name)")
        #expect(try Data(contentsOf: place.at(out)) == Data("mine".utf8))
        try FileManager.default.removeItem(at: place.at(out))
        for turn in ["first", "second"] {
          let written = try run(arguments + ["--out", out], in: place)
          #expect(written.exitCode == 0, "\(out), \(turn): \(written.errors)")
        }
        #expect(try Data(contentsOf: place.at(out)).count > 100)
      }
    }
    // One command's figure is no other's, in no form.
    for ending in ["png", "svg", "pdf"] {
      try place.expectRefusal(
        ["occlude", "net.safetensors", image, "--out", "filters-result.\(ending)"], 64,
        saying: "is not a file of zfnet occlude")
    }
    try place.expectRefusal(
      ["features", "net.safetensors", "images:images", "--out", "import-result.safetensors"], 64,
      saying: "is not a file of zfnet features")
    // The captions name what the network sees.
    let drawn = try String(contentsOf: place.at("project-result.svg"), encoding: .utf8)
    #expect(drawn.contains("P = 0.") || drawn.contains("P = 1."))
    // Nearer to the image is lower, however the two are named.
    struct Row: Decodable {
      struct Curve: Decodable { let lower, upper: [Float] }
      let curve: Curve
    }
    func curves(_ lower: String, _ upper: String) throws -> [[Float]] {
      let printed = try run(
        ["invariance", "net.safetensors", image, "--lower", lower, "--upper", upper, "--json"], in: place)
      return try JSONDecoder().decode([Row].self, from: Data(printed.output.utf8)).flatMap {
        [$0.curve.lower, $0.curve.upper]
      }
    }
    let straight = try curves("net.conv", "net.conv_3")
    #expect(try !straight.isEmpty && curves("net.conv_3", "net.conv") == straight)
    #expect(straight[0] != straight[1])
  }

  /// A link would be replaced by a file, and what it leads to would stay as it was.
  @Test func aLinkUnderAResultsNameIsRefused() throws {
    let place = try Workplace.withNetwork()
    let filters = ["filters", "net.safetensors", "--out"]
    #expect(try run(filters + ["own.png"], in: place).exitCode == 0)
    for (name, target) in [("link.png", "own.png"), ("nowhere.png", "none.png")] {
      try FileManager.default.createSymbolicLink(atPath: place.at(name).path, withDestinationPath: target)
      try place.expectRefusal(filters + [name], 64, saying: "\(name): it is a symbolic link")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: place.at(name).path) == target)
    }
    for arguments in [
      ["features", "net.safetensors", "images:images", "--out", "f.safetensors"],
      ["export", "net.safetensors", "--out", "e.onnx"],
      ["import", Workplace.onnx, "--preprocess", "imagenet-torch", "--out", "i.safetensors"],
      ["units", "net.safetensors", "images:images", "--tensors", "u.safetensors"],
    ] {
      let name = arguments[arguments.count - 1]
      try FileManager.default.createSymbolicLink(
        atPath: place.at(name).path, withDestinationPath: "names.txt")
      try place.expectRefusal(arguments, 64, saying: "symbolic link")
    }
  }

  /// Before the images are looked for, which may be many.
  @Test func aFileIsNoPlaceForAnAtlas() throws {
    let place = try Workplace.withNetwork()
    try place.write(Data("mine".utf8), to: "taken")
    let atlas = ["atlas", "net.safetensors", "images:nowhere", "--out"]
    try place.expectRefusal(atlas + ["taken"], 64, saying: "--out taken: it is no folder")
    try place.expectRefusal(atlas + ["images"], 64, saying: "--out images: the folder holds something else")
    #expect(try Data(contentsOf: place.at("taken")) == Data("mine".utf8))
  }

  @Test func whatIsNotThereIsNamed() throws {
    let place = try Workplace.withNetwork()
    let units = ["units", "net.safetensors", "images:images", "--cache", "cache"]
    try place.expectRefusal(units + ["--layer", "conv_99"], 64, saying: "zfnet describe")
    try place.expectRefusal(units + ["--map", "4000"], 64, saying: "--map 4000")
    try place.expectRefusal(units + ["--out", "units.gif"], 64, saying: ".svg")
    let occlude = ["occlude", "net.safetensors", "images/ant/1.png"]
    try place.expectRefusal(occlude + ["--class", "cot"], 64, saying: "“cat”")
    try place.expectRefusal(occlude + ["--class", "7"], 64, saying: "0 to 6")
    try place.expectRefusal(occlude + ["--out", "./images/ant/1.png"], 64, saying: "images that are read")
    try place.expectRefusal(["occlude", "net.safetensors", "none.png"], 66, saying: "none.png")
    #expect(
      place.paths(below: ".").allSatisfy { !$0.hasSuffix("units.png") && !$0.hasSuffix("occlusion.png") })
  }
}
