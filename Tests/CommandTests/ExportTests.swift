import Foundation
import Images
import Testing

/// A network checked, written for other programs, and read again, as a person goes through it.
@Suite(.serialized) struct ExportTests {
  private static let onnx = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "ModelFilesTests/Fixtures/classic.onnx").path

  private func run(_ arguments: [String], in place: Workplace) throws -> Command.Ending {
    try Command("zfnet", arguments, in: place.folder).run()
  }

  private func workplace() throws -> Workplace {
    let place = try Workplace()
    try place.write(Data("ant\nbee\ncat\ndog\neel\nfox\ngnu\n".utf8), to: "names.txt")
    try place.write(try Image(width: 40, height: 30, gray: 90).png(), to: "gray.png")
    let ending = try run(
      [
        "import", Self.onnx, "--preprocess", "imagenet-torch", "--labels", "names.txt", "--out",
        "net.safetensors",
      ], in: place)
    try #require(ending.exitCode == 0, "\(ending.errors)")
    return place
  }

  @Test func aNetworkGivesItsKnownAnswer() throws {
    let place = try workplace()
    let told = try run(["verify", "net.safetensors"], in: place)
    #expect(told.exitCode == 0 && told.output.contains("7 outputs"), "\(told.errors)")
    struct Answer: Decodable {
      let outputs: Int
      let largestDifference, tolerance: Double
    }
    let json = try run(["verify", "net.safetensors", "--json"], in: place)
    let answer = try JSONDecoder().decode(Answer.self, from: Data(json.output.utf8))
    #expect(answer.outputs == 7 && answer.largestDifference <= answer.tolerance)
  }

  /// Another number in the stored answer, in a file without its checksum: no command goes on.
  @Test func whatAnswersOtherwiseIsRefusedEverywhere() throws {
    let place = try workplace()
    var bytes = try Data(contentsOf: place.at("net.safetensors"))
    let length = bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    for key in ["checksum", "sha256"] {
      let range = try #require(bytes.range(of: Data("\"\(key)\":".utf8)))
      bytes[range.lowerBound + 1] = UInt8(ascii: "x")
    }
    let header = try #require(
      try JSONSerialization.jsonObject(with: bytes[8..<8 + length]) as? [String: [String: Any]])
    let offsets = try #require(header["known-answer.logits"]?["data_offsets"] as? [Int])
    // The exponent of the first logit.
    bytes[8 + length + offsets[0] + 3] ^= 2
    try place.write(bytes, to: "other.safetensors")
    for arguments in [
      ["verify", "other.safetensors"], ["classify", "other.safetensors", "gray.png"],
      ["occlude", "other.safetensors", "gray.png"], ["export", "other.safetensors", "--out", "x.onnx"],
    ] {
      let ending = try run(arguments, in: place)
      #expect(ending.exitCode == 65 && ending.errors.contains("known answer"), "\(ending.errors)")
      #expect(ending.errors.contains("the output “ant”"), "\(ending.errors)")
    }
    #expect(place.paths(below: ".").allSatisfy { !$0.hasSuffix("x.onnx") })
  }

  @Test func whatIsExportedIsImportedAgain() throws {
    let place = try workplace()
    func answer(_ network: String) throws -> String {
      let ending = try run(["classify", network, "gray.png", "--top", "7", "--json"], in: place)
      try #require(ending.exitCode == 0, "\(ending.errors)")
      return ending.output
    }
    let written = try run(["export", "net.safetensors", "--out", "out.onnx"], in: place)
    #expect(written.exitCode == 0 && written.output.contains("out.onnx: ONNX"), "\(written.errors)")
    // The file says how images become its input, and what its classes are called.
    let again = try run(["import", "out.onnx", "--out", "again.safetensors"], in: place)
    #expect(again.exitCode == 0, "\(again.errors)")
    let (old, new) = (try answer("net.safetensors"), try answer("again.safetensors"))
    #expect(new.contains("\"ant\"") && labels(old) == labels(new))

    let chain = try run(["export", "net.safetensors", "--out", "torch.safetensors"], in: place)
    #expect(chain.exitCode == 0 && chain.output.contains("nn.Sequential"), "\(chain.errors)")
    let named = try run(["import", "torch.safetensors", "--out", "x.safetensors"], in: place)
    #expect(named.exitCode == 65 && named.errors.contains("resnet18"), "\(named.errors)")
  }

  private func labels(_ json: String) -> [String] {
    json.split(separator: "\n").filter { $0.contains("\"label\"") || $0.contains("\"name\"") }.map(
      String.init)
  }

  @Test func whatCannotBeWrittenIsNamed() throws {
    let place = try workplace()
    try place.expectRefusal(
      ["export", "net.safetensors", "--out", "net.pt"], 64, saying: ".onnx or .safetensors")
    try place.expectRefusal(["export", "net.safetensors", "--out", "none/net.onnx"], 64, saying: "none")
    try place.expectRefusal(
      ["export", "net.safetensors", "--out", "./net.safetensors"], 64, saying: "itself")
    try place.expectRefusal(
      ["export", "none.safetensors", "--out", "net.onnx"], 66, saying: "none.safetensors")
    try place.expectRefusal(["import", "net.safetensors", "--out", "x.safetensors"], 64, saying: "already")
    try place.expectRefusal(["describe", "net.safetensors", "--side", "64"], 64, saying: "--side")
    // Pickles are refused whatever they are called, with the line that converts them.
    try place.write(Data([0x80, 2, 0x7D, 0x71, 0, 0x2E, 0, 0, 0]), to: "weights.safetensors")
    try place.write(Data([0x50, 0x4B, 3, 4, 0]), to: "weights.pth")
    for name in ["weights.safetensors", "weights.pth"] {
      try place.expectRefusal(
        ["import", name, "--preprocess", "imagenet-torch", "--out", "x.safetensors"], 65, saying: "save_file")
    }
    #expect(place.paths(below: ".").allSatisfy { !$0.hasSuffix("x.safetensors") })
  }
}
