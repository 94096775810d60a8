import Foundation
import Images
import ModelFiles
import Networks
import Reporting
import Tensors
import Testing
import Training

/// The report on a network from a file, as a person asks for it.
@Suite(.serialized) struct NetworkReportTests {
  /// A folder with a small SqueezeNet of random weights, images of its classes, another set to carry features to, and faces.
  private func workplace() throws -> Workplace {
    let place = try Workplace()
    for label in 0..<4 {
      for number in 0..<5 {
        let image = try Self.noise(label * 10 + number).png()
        try place.write(image, to: "images/\(["ant", "bee", "cat", "dog"][label])/\(number).png")
      }
    }
    for label in 0..<2 {
      for number in 0..<18 {
        try place.write(
          try Self.noise(100 + label * 20 + number).png(),
          to: "other/\(["x", "y"][label])/\(number).png")
      }
    }
    var table = "file,left_eye_x,left_eye_y,right_eye_x,right_eye_y,nose_x,nose_y\n"
    for number in 0..<6 {
      try place.write(try Self.noise(200 + number).png(), to: "faces/\(number).png")
      table += "\(number).png,42,24,22,24,32,38\n"
    }
    try place.write(Data(table.utf8), to: "faces/landmarks.csv")
    let graph = Architecture.squeezenet.graph(input: 48, width: 0.1, classes: 4)
    try ModelFile.write(
      Model(
        graph: graph, parameters: Initialization.he.parameters(for: graph, seed: 5),
        preprocessing: Preprocessing(
          storedSide: 56, inputSide: 48, channelOrder: .bgr, mean: .channels([120, 110, 100]),
          scales: [0.02, 0.02, 0.02]), classNames: ["ant", "bee", "cat", "dog"],
        origin: .init(title: "net", digest: "d")), to: place.at("net.safetensors"))
    return place
  }

  /// An image in a few colors, no two alike.
  private static func noise(_ seed: Int) -> Image {
    var stream = RandomStream(seed: UInt64(seed), domain: "noise")
    var image = Image(width: 64, height: 64)
    for y in 0..<64 {
      for x in 0..<64 {
        for channel in 0..<3 {
          let wave = (x * (1 + seed % 5) + y * (1 + seed % 3)) / (3 + channel) % 2
          image[x, y, channel] = UInt8(60 + 120 * wave + stream.integer(below: 60))
        }
      }
    }
    return image
  }

  private static let arguments = [
    "--profile", "smoke", "--network", "net.safetensors", "--source", "images:images",
  ]

  private func page(_ slug: String, _ place: Workplace) throws -> Page {
    try PageFiles(of: slug, in: place.at("output")).read()
  }

  @Test func chaptersLookIntoTheNetworkOrSayWhyTheyCannot() throws {
    let place = try workplace()
    let sets = ["--caltech101", "images:other", "--faces", "faces"]
    let ending = try Command(
      "report", Self.arguments + sets + ["--set", "roles.measuredImages=2"], in: place.folder
    ).run()
    #expect(ending.exitCode == 0, "\(ending.errors)")
    #expect(!ending.errors.contains("training "), "\(ending.errors)")
    for slug in ["approach", "classification", "feature-evolution", "architecture-selection", "ablations"] {
      let page = try page(slug, place)
      #expect(page.failure == nil && page.claims.isEmpty && page.blocks.count == 1, "\(slug)")
      guard case .note(let note) = page.blocks[0] else {
        Issue.record("\(slug): no note")
        continue
      }
      #expect(note.text.contains("net.safetensors"), "\(slug)")
    }
    for slug in [
      "layer-visualizations", "occlusion-sensitivity", "feature-invariance", "correspondence", "transfer",
      "feature-analysis", "sanity-checks",
    ] {
      let page = try page(slug, place)
      #expect(page.failure == nil && !page.claims.isEmpty, "\(slug): \(page.failure ?? "")")
      #expect(page.claims.allSatisfy { $0.statement.hasPrefix("In net.safetensors: ") }, "\(slug)")
      let captions = page.blocks.compactMap { block -> String? in
        switch block {
        case .figure(let figure): figure.caption
        case .table(let table): table.caption
        default: nil
        }
      }
      #expect(!captions.isEmpty, "\(slug)")
      #expect(captions.allSatisfy { $0.hasSuffix("Network: net.safetensors.") }, "\(slug)")
      #expect(page.provenance.contains { $0.name == "Network" && $0.value.contains("net.safetensors") })
    }
    let html = try String(contentsOf: place.at("output/report.html"), encoding: .utf8)
    #expect(html.contains("Visualizing and Understanding net.safetensors"))
  }

  @Test func thePlanTrainsNothingAndSaysWhatIsLeftOut() throws {
    let place = try workplace()
    // Fewer images than a hundred decide nothing, and then nothing else is left out.
    for number in 0..<100 {
      try place.write(try Self.noise(300 + number).png(), to: "images/ant/more-\(number).png")
    }
    let ending = try Command(
      "zfnet", ["plan", "--network", "net.safetensors", "--source", "images:images"], in: place.folder
    ).run()
    #expect(ending.exitCode == 0, "\(ending.errors)")
    #expect(ending.output.contains("needs training") && ending.output.contains("net.safetensors"))
    #expect(!ending.output.contains("samples:"), "\(ending.output)")
    let refused = try Command("zfnet", ["train"] + Self.arguments, in: place.folder).run()
    #expect(refused.exitCode == 64 && refused.errors.contains("--network"), "\(refused.errors)")
  }

  @Test func whatDoesNotFitIsNamed() throws {
    let place = try workplace()
    try place.expectRefusal(
      by: "report", ["--network", "none.safetensors", "--source", "images:images"], 66,
      saying: "none.safetensors")
    try place.expectRefusal(
      by: "report", ["--network", "net.onnx", "--source", "images:images"], 64, saying: "--preprocess")
    try place.expectRefusal(by: "report", ["--network", "net.safetensors"], 64, saying: "--source")
    try place.expectRefusal(
      by: "report", Self.arguments + ["--layers", "conv1,fire3.concat"], 64, saying: "five nodes")
    try place.expectRefusal(
      by: "report", Self.arguments + ["--set", "seeds.zfnet=3"], 64, saying: "seeds.zfnet")
    try place.expectRefusal(by: "report", ["--labels", "names.txt"], 64, saying: "--network")
    // A list of names that was given is named itself, and not the images.
    try place.write(Data("ant\nbee\ncat\ndogs\n".utf8), to: "list.txt")
    try place.expectRefusal(
      by: "report", Self.arguments + ["--labels", "list.txt"], 64,
      saying: "list.txt: there is no class “dog” in it, only “dogs”")
    try FileManager.default.moveItem(at: place.at("images/dog"), to: place.at("images/cow"))
    try place.expectRefusal(by: "report", Self.arguments, 64, saying: "cow")
  }
}
