import Foundation
import Images
import Testing

/// A network from an ONNX file, from import to answers, as a person goes through it.
@Suite(.serialized) struct ImportTests {
  private static let onnx = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "ModelFilesTests/Fixtures/classic.onnx").path

  private func run(_ arguments: [String], in place: Workplace) throws -> Command.Ending {
    try Command("zfnet", arguments, in: place.folder).run()
  }

  @Test func aNetworkIsImportedDescribedAndAsked() throws {
    let place = try Workplace()
    try place.write(Data("ant\nbee\ncat\ndog\neel\nfox\ngnu\n".utf8), to: "names.txt")
    try place.write(try Image(width: 40, height: 30, gray: 90).png(), to: "gray.png")
    let ending = try run(
      [
        "import", Self.onnx, "--preprocess", "imagenet-torch", "--labels", "names.txt", "--out",
        "net.safetensors",
      ],
      in: place)
    #expect(ending.exitCode == 0, "\(ending.errors)")
    #expect(ending.output.contains("classic.onnx, 3×16×16 to 7 classes"))

    let tables = try [Self.onnx, "net.safetensors"].map { try run(["describe", $0], in: place) }
    #expect(tables.allSatisfy { $0.exitCode == 0 } && tables[0].output == tables[1].output)
    #expect(tables[0].output.contains("net.conv_3") && tables[0].output.contains("2 groups"))

    let answer = try run(["classify", "net.safetensors", "gray.png", "--top", "9", "--json"], in: place)
    #expect(answer.exitCode == 0, "\(answer.errors)")
    struct Answer: Decodable {
      struct Class: Decodable {
        let label: Int
        let name: String
        let probability: Double
      }
      let image: String
      let classes: [Class]
    }
    let answers = try JSONDecoder().decode([Answer].self, from: Data(answer.output.utf8))
    let classes = try #require(answers.first).classes
    #expect(answers.map(\.image) == ["gray.png"] && classes.map(\.label).sorted() == Array(0..<7))
    #expect(abs(classes.reduce(0) { $0 + $1.probability } - 1) < 1e-5)
    #expect(zip(classes, classes.dropFirst()).allSatisfy { $0.probability >= $1.probability })
    #expect(classes.allSatisfy { $0.name == ["ant", "bee", "cat", "dog", "eel", "fox", "gnu"][$0.label] })
  }

  /// Caffe's two files, of which one is named and the other lies beside it.
  @Test func aNetworkOfCaffesIsImported() throws {
    let place = try Workplace()
    let caffe = URL(filePath: Self.onnx).deletingLastPathComponent().appending(path: "classic.prototxt").path
    func importing(_ more: String...) throws -> Command.Ending {
      try run(["import", caffe, "--out", "net.safetensors"] + more, in: place)
    }
    let unsaid = try importing("--weights", caffe.replacing(".prototxt", with: ".caffemodel"))
    #expect(unsaid.exitCode == 64 && unsaid.errors.contains("--preprocess"))
    // There are two files of weights in the folder; the one of the same name is taken.
    let ending = try importing("--preprocess", "imagenet-caffe")
    #expect(ending.exitCode == 0, "\(ending.errors)")
    #expect(ending.output.contains("classic.prototxt (Classic), 3×19×19 to 7 classes"))
    let tables = try [caffe, "net.safetensors"].map { try run(["describe", $0], in: place) }
    #expect(tables.allSatisfy { $0.exitCode == 0 } && tables[0].output == tables[1].output)

    let missing = try importing("--preprocess", "imagenet-caffe", "--weights", "missing.caffemodel")
    #expect(missing.exitCode == 66 && missing.errors.contains("missing.caffemodel"))
    let other = try importing(
      "--preprocess", "imagenet-caffe", "--weights",
      caffe.replacing("classic.prototxt", with: "modern.caffemodel"))
    #expect(other.exitCode == 65 && other.errors.contains("layer “conv1” (Convolution)"))
    let early = try run(["classify", caffe, "x.png"], in: place)
    #expect(early.exitCode == 64 && early.errors.contains("use zfnet import first"))
    let idle = try run(["describe", Self.onnx, "--weights", "x.caffemodel"], in: place)
    #expect(idle.exitCode == 64 && idle.errors.contains("--weights x.caffemodel"))
  }

  /// Images whose classes are what the network says of them under one of the ways.
  @Test func theWayToPrepareImagesIsFoundOnImages() throws {
    let place = try Workplace()
    let names = ["ant", "bee", "cat", "dog", "eel", "fox", "gnu"]
    // As Windows writes it: with a mark at the start, and two characters at the end of a line.
    try place.write(Data(("\u{FEFF}" + names.joined(separator: "\r\n") + "\r\n").utf8), to: "names.txt")
    let labels = ["--labels", "names.txt"]
    let known = try run(
      ["import", Self.onnx, "--preprocess", "imagenet-torch", "--out", "known.safetensors"] + labels,
      in: place)
    try #require(known.exitCode == 0, "\(known.errors)")
    for number in 0..<6 {
      var image = Image(width: 40, height: 40, gray: UInt8(20 + 30 * number))
      for row in (3 * number)..<(3 * number + 14) {
        for column in 5..<(12 + 4 * number) { image[column, row, number % 3] = 255 }
      }
      try place.write(try image.png(), to: "all/\(number).png")
      let answer = try run(["classify", "known.safetensors", "all/\(number).png", "--top", "1"], in: place)
      let name = try #require(names.first { answer.output.contains($0) })
      try place.write(try image.png(), to: "images/\(name)/\(number).png")
      // The next class, as where the names stand in another order.
      let next = names[(try #require(names.firstIndex(of: name)) + 1) % 7]
      try place.write(try image.png(), to: "wrong/\(next)/\(number).png")
    }
    try place.write(Data("no image".utf8), to: "images/ant/broken.png")
    func guess(_ folder: String, _ more: [String]) throws -> Command.Ending {
      try run(
        ["import", Self.onnx, "--guess", "images:\(folder)", "--out", "net.safetensors"] + more, in: place)
    }
    // Some of the network's seven classes are told by their names alone.
    let unnamed = try guess("images", [])
    #expect(unnamed.exitCode == 64 && unnamed.errors.contains("--labels"), "\(unnamed.errors)")
    let wrong = try guess("wrong", labels)
    #expect(wrong.exitCode == 64 && wrong.errors.contains("no better than chance"), "\(wrong.errors)")
    let ending = try guess("images", labels)
    #expect(ending.exitCode == 0 && ending.errors.contains("broken.png"), "\(ending.errors)")
    // Two orders, five ranges, two cuts, below a line of headings.
    let lines = ending.output.split(separator: "\n")
    #expect(lines.prefix(21).filter { $0.contains("RGB, ") }.count == 10)
    #expect(lines.prefix(21).filter { $0.contains("BGR, ") }.count == 10)
    #expect(ending.output.contains("kept, by 6 images: "))
    #expect(try run(["classify", "net.safetensors", "all/1.png"], in: place).exitCode == 0)
    let both = try guess("images", ["--preprocess", "imagenet-torch"])
    #expect(both.exitCode == 64 && both.errors.contains("exclude"))
  }

  @Test func whatIsMissingIsAskedFor() throws {
    let place = try Workplace()
    let way = ["--preprocess", "imagenet-torch", "--out", "net.safetensors"]
    try place.expectRefusal(["import", Self.onnx, "--out", "net.safetensors"], 64, saying: "--preprocess")
    try place.expectRefusal(
      ["import", Self.onnx, "--preprocess", "imagenet", "--out", "net.safetensors"], 66,
      saying: "imagenet-caffe")
    try place.expectRefusal(["import", "none.onnx"] + way, 66, saying: "none.onnx")
    try place.expectRefusal(["import", Self.onnx, "--labels", "none.txt"] + way, 66, saying: "none.txt")
    try place.write(Data("one\ntwo\n".utf8), to: "two.txt")
    try place.expectRefusal(
      ["import", Self.onnx, "--labels", "two.txt"] + way, 64, saying: "two.txt: lines: 2")
    try place.write(Data([0x50, 0x4B, 3, 4, 0]), to: "net.pt")
    try place.expectRefusal(["import", "net.pt"] + way, 65, saying: "torch.onnx.export")
    try place.write(Data(#"{"mean": [1, 2, 3], "scale": [1, 1, 1]}"#.utf8), to: "way.json")
    try place.expectRefusal(
      ["import", Self.onnx, "--preprocess", "way.json", "--out", "net.safetensors"], 65, saying: "“scale”")
    try place.expectRefusal(["classify", Self.onnx, "a.png"], 64, saying: "zfnet import")
    try place.expectRefusal(
      ["import", Self.onnx, "--preprocess", "imagenet-torch", "--out", "net.onnx"], 64, saying: ".safetensors"
    )
    try place.expectRefusal(
      ["import", Self.onnx, "--preprocess", "imagenet-torch", "--out", "none/net.safetensors"], 64,
      saying: "none")
    try place.expectRefusal(
      ["describe", Self.onnx, "--architecture", "alexnet"], 64, saying: "--architecture")
    try place.expectRefusal(["describe", "--side", "96"], 64, saying: "--side")
    #expect(place.paths(below: ".").allSatisfy { !$0.hasSuffix(".safetensors") })
  }
}
