import Foundation
import ModelFiles
import ONNXSchema
import SwiftProtobuf
import Testing

/// Files that are damaged or made to harm: a clear error each, no trap, and no memory on the word of a header.
@Suite struct ONNXHostileTests {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures")
  private static let nowhere = URL(fileURLWithPath: "/nowhere/net.onnx")

  private func failure(
    _ file: ONNXFile, output: String = "y", sourceLocation: SourceLocation = #_sourceLocation
  ) -> String {
    let error = #expect(throws: ForeignFileError.self, sourceLocation: sourceLocation) {
      try file.network(output: output)
    }
    return error.map { "\($0)" } ?? ""
  }

  /// A convolution whose weights are a tensor of a test's.
  private func file(weights change: (inout ONNXTensor) -> Void) -> ONNXFile {
    var file = ONNXFile()
    file.weights("w", [2, 3, 1, 1])
    change(&file.model.graph.initializers[0])
    file.add("Conv", ["image", "w"], "y", name: "conv")
    return file
  }

  @Test func everyTruncationIsAnError() throws {
    let bytes = try Data(contentsOf: Self.fixtures.appending(path: "modern.onnx"))
    for count in 0..<bytes.count {
      #expect(throws: ForeignFileError.self) {
        try ONNXNetwork(data: bytes.prefix(count), url: Self.fixtures.appending(path: "modern.onnx"))
      }
    }
  }

  /// A changed byte may leave a sound file of another network; it must not stop the program.
  @Test func changedBytesAreReadOrRefused() throws {
    let url = Self.fixtures.appending(path: "modern.onnx")
    let bytes = try Data(contentsOf: url)
    var refused = 0
    for place in bytes.indices {
      for mask: UInt8 in [1, 16, 0x80, 0xFF] {
        var changed = bytes
        changed[place] ^= mask
        do throws(ForeignFileError) { _ = try ONNXNetwork(data: changed, url: url) } catch { refused += 1 }
      }
    }
    #expect(refused > bytes.count)
  }

  @Test func otherFormats() throws {
    func refusal(_ bytes: [UInt8], _ name: String = "net.pt") -> String {
      let error = #expect(throws: ForeignFileError.self) {
        try ONNXNetwork(data: Data(bytes), url: URL(fileURLWithPath: "/nowhere/\(name)"))
      }
      return error.map { "\($0)" } ?? ""
    }
    for start: [UInt8] in [[0x50, 0x4B, 3, 4, 0, 0], [0x80, 2, 0x8A, 0x0A]] {
      let text = refusal(start)
      #expect(
        text.contains("pickle") && text.contains(#"torch.load("net.pt""#) && text.contains(#""net.onnx""#))
    }
    // A name cannot smuggle a command into the line that people copy.
    #expect(refusal([0x80, 2], "a\"+'; rm x.pt").contains(#"torch.load("armx.pt","#))
    #expect(refusal([]).contains("empty"))
    #expect(refusal(Array("version https://git-lfs.github.com/spec/v1\n".utf8)).contains("git lfs pull"))
    #expect(refusal(Array("<html>not found</html>".utf8)).contains("not a whole ONNX file"))
  }

  @Test func extents() {
    #expect(failure(file { $0.extents = [2, -3, 1, 1] }).contains("-3"))
    #expect(failure(file { $0.extents = [1 << 60, 3, 1, 1] }).contains("no tensor has"))
    #expect(failure(file { $0.extents = [1 << 30, 1 << 30, 1 << 30, 0] }).contains("no tensor has"))
    #expect(failure(file { $0.extents = [1 << 35, 1, 1, 1] }).contains("6 numbers"))
    #expect(
      failure(
        file {
          $0.extents = [0, 1 << 20, 1, 1]; $0.floats = []
        }
      ).contains("extents"))
    #expect(failure(file { $0.extents = [2, 3, 2, 1] }).contains("6 numbers"))
    #expect(
      failure(
        file {
          $0.floats = []; $0.raw = Data(count: 23)
        }
      ).contains("23 bytes"))
    #expect(failure(file { $0.dataType = 8 }).contains("type 8"))
    #expect(failure(file { $0.floats[1] = .nan }).contains("NaN"))
    #expect(failure(file { $0.extents = [1, 6, 1, 1] }).contains("6 channels"))
  }

  @Test func constantsThatGrow() {
    var file = ONNXFile()
    file.integers("shape", [1 << 30, 1 << 29])
    file.add("ConstantOfShape", ["shape"], "big", name: "grow")
    file.add("Add", ["image", "big"], "y")
    #expect(failure(file).contains("grow"))

    // Each doubles the channels of the one before.
    var doubling = ONNXFile()
    for step in 0..<70 {
      let input = step == 0 ? "image" : "x\(step)"
      doubling.add("Concat", [input, input], "x\(step + 1)", name: "double\(step)", .integer("axis", 1))
    }
    #expect(failure(doubling, output: "x70").contains("larger than any network's"))
  }

  @Test func connections() {
    var cyclic = ONNXFile()
    cyclic.add("Add", ["image", "y"], "x", name: "first")
    cyclic.add("Relu", ["x"], "y", name: "second")
    #expect(failure(cyclic).contains("cycle"))

    var missing = ONNXFile()
    missing.add("Add", ["image", "gone"], "y", name: "sum")
    #expect(failure(missing).contains("“gone”"))
    #expect(failure(missing, output: "z").contains("“z”"))

    var twice = ONNXFile()
    twice.add("Relu", ["image"], "y")
    twice.add("Relu", ["y"], "y", name: "again")
    #expect(failure(twice).contains("again"))

    var empty = ONNXFile()
    empty.add("Relu", [], "y", name: "r")
    #expect(failure(empty).contains("all of its inputs are constants"))
  }

  @Test func wrongTypes() {
    var kind = ONNXFile()
    kind.add("LeakyRelu", ["image"], "y", name: "leaky", .text("alpha", "0.1"))
    #expect(failure(kind).contains("alpha"))

    var shape = ONNXFile()
    shape.weights("shape", [2], [1, -1])
    shape.add("Reshape", ["image", "shape"], "y", name: "reshape")
    #expect(failure(shape).contains("integers"))

    var image = ONNXFile()
    image.model.graph.inputs = [ONNXFile.value("image", [1, 3, 8, 8], type: 2)]
    image.add("Relu", ["image"], "y")
    #expect(failure(image).contains("floating-point"))
  }

  @Test(arguments: [
    ([1, 3, 8], "3 extents"), ([1, 8, 8, 3], "channels first"), ([1, 3, 8, 9], "8×9"),
    ([1, 3, 1 << 20, 1 << 20], "1048576"), ([1, 3, 1 << 40, 8], "extent of"),
  ]) func images(_ extents: [Int], _ word: String) {
    var file = ONNXFile(image: extents)
    file.add("Relu", ["image"], "y")
    #expect(failure(file).contains(word))
  }

  @Test func windows() {
    for (attribute, word) in [
      (ONNXAttribute.integers("strides", [0, 1]), "strides"), (.integers("pads", [-1, 0, 0, 0]), "pads"),
      (.integers("pads", [1 << 62, 0, 0, 1 << 62]), "pads"), (.integers("kernel_shape", [9, 9]), "kernel"),
      (.integer("group", 0), "groups"), (.text("auto_pad", "SOME"), "SOME"),
    ] {
      var file = ONNXFile()
      file.weights("w", [2, 3, 1, 1])
      file.add("Conv", ["image", "w"], "y", name: "conv", attribute)
      #expect(failure(file).contains(word))
    }
    var large = ONNXFile()
    large.add("MaxPool", ["image"], "y", name: "pool", .integers("kernel_shape", [9, 9]))
    #expect(failure(large).contains("does not fit"))
  }

  // MARK: Numbers in other files

  private func external(_ entries: [(String, String)]) -> ONNXFile {
    file {
      $0.floats = []
      $0.location = .external
      $0.external = entries.map { key, value in
        var entry = ONNXEntry()
        entry.key = key
        entry.value = value
        return entry
      }
    }
  }

  @Test(arguments: [
    ("../secret", "outside"), ("/etc/passwd", "outside"), ("a/../../b", "outside"), ("link", "outside"),
    ("", "does not name"), ("missing", "not there"), (".", "outside"),
  ]) func pathsThatClimb(_ place: String, _ word: String) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("onnx-\(UUID().uuidString)")
    let inner = folder.appendingPathComponent("inner")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(count: 24).write(to: folder.appendingPathComponent("secret"))
    try FileManager.default.createSymbolicLink(
      atPath: inner.appendingPathComponent("link").path, withDestinationPath: "../secret")
    let bytes = try external([("location", place)]).bytes(output: "y")
    let error = #expect(throws: ForeignFileError.self) {
      try ONNXNetwork(data: bytes, url: inner.appendingPathComponent("net.onnx"))
    }
    #expect(error?.cause.contains(word) == true, "\(error.map { "\($0)" } ?? "")")
  }

  @Test func placesInOtherFiles() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("onnx-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let numbers: [Float] = [9, 1, 2, 3, 4, 5, 6]
    try numbers.withUnsafeBytes { Data($0) }.write(to: folder.appendingPathComponent("w.bin"))
    func network(_ entries: (String, String)...) throws -> ONNXNetwork {
      try ONNXNetwork(
        data: external([("location", "w.bin")] + entries).bytes(output: "y"),
        url: folder.appendingPathComponent("net.onnx"))
    }
    let read = try network(("offset", "4"), ("length", "24"))
    #expect(read.parameters["conv"].weights.scalars == [1, 2, 3, 4, 5, 6])
    for entries in [
      ("offset", "8"), ("offset", "-4"), ("offset", "9223372036854775807"), ("length", "20"), ("length", "x"),
    ] {
      #expect(throws: ForeignFileError.self) { try network(entries) }
    }
  }
}
