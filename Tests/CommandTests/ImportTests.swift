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

  @Test func theWayToPrepareImagesIsFoundOnImages() throws {
    let place = try Workplace()
    let names = ["ant", "bee", "cat", "dog", "eel", "fox", "gnu"]
    try place.write(Data(names.joined(separator: "\n").utf8), to: "names.txt")
    for (number, name) in ["gnu/1", "gnu/2", "bee/3"].enumerated() {
      try place.write(
        try Image(width: 40, height: 40, gray: UInt8(40 + 80 * number)).png(), to: "images/\(name).png")
    }
    let arguments = ["import", Self.onnx, "--guess", "images:images", "--out", "net.safetensors"]
    // Two classes of the network's seven are told by their names alone.
    let unnamed = try run(arguments, in: place)
    #expect(unnamed.exitCode == 64 && unnamed.errors.contains("--labels"), "\(unnamed.errors)")
    let ending = try run(arguments + ["--labels", "names.txt", "--guess-images", "2"], in: place)
    #expect(ending.exitCode == 0, "\(ending.errors)")
    // Two orders, five ranges, two cuts, below a line of headings.
    let lines = ending.output.split(separator: "\n")
    #expect(lines.prefix(21).filter { $0.contains("RGB, ") }.count == 10)
    #expect(lines.prefix(21).filter { $0.contains("BGR, ") }.count == 10)
    #expect(try run(["classify", "net.safetensors", "images/gnu/1.png"], in: place).exitCode == 0)
    let both = try run(
      [
        "import", Self.onnx, "--guess", "images:images", "--preprocess", "imagenet-torch", "--out",
        "a.safetensors",
      ],
      in: place)
    #expect(both.exitCode == 64 && both.errors.contains("exclude"))
  }

  @Test func whatIsMissingIsAskedFor() throws {
    let place = try Workplace()
    func fail(
      _ arguments: [String], _ code: Int32, _ word: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
      let ending = try run(arguments, in: place)
      #expect(ending.exitCode == code, "\(ending.errors)", sourceLocation: sourceLocation)
      #expect(ending.errors.contains(word), "\(ending.errors)", sourceLocation: sourceLocation)
    }
    let way = ["--preprocess", "imagenet-torch", "--out", "net.safetensors"]
    try fail(["import", Self.onnx, "--out", "net.safetensors"], 64, "--preprocess")
    try fail(
      ["import", Self.onnx, "--preprocess", "imagenet", "--out", "net.safetensors"], 66, "imagenet-caffe")
    try fail(["import", "none.onnx"] + way, 66, "none.onnx")
    try fail(["import", Self.onnx, "--labels", "none.txt"] + way, 66, "none.txt")
    try place.write(Data("one\ntwo\n".utf8), to: "two.txt")
    try fail(["import", Self.onnx, "--labels", "two.txt"] + way, 65, "7 classes")
    try place.write(Data([0x50, 0x4B, 3, 4, 0]), to: "net.pt")
    try fail(["import", "net.pt"] + way, 65, "torch.onnx.export")
    try place.write(Data(#"{"mean": [1, 2, 3], "scale": [1, 1, 1]}"#.utf8), to: "way.json")
    try fail(["import", Self.onnx, "--preprocess", "way.json", "--out", "net.safetensors"], 65, "“scale”")
    try fail(["classify", Self.onnx, "a.png"], 64, "zfnet import")
    #expect(place.paths(below: ".").allSatisfy { !$0.hasSuffix(".safetensors") })
  }
}
