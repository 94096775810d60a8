import ModelFiles
import Files
import Foundation
import Networks
import Tensors
import TestSupport
import Testing

@Suite struct WeightFileTests {
  static let sample = WeightFile(
    tensors: [
      ("conv1.weight", randomTensor([2, 3, 2, 2], seed: 1, of: Float.self)),
      ("conv1.bias", Tensor([2], [0.5, -.infinity])),
      ("momentum.conv1.bias", Tensor([2], [-0.0, .leastNonzeroMagnitude])),
      ("empty", Tensor(zeros: [0, 4])),
    ],
    metadata: ["architecture": "zfnet", "labels": "a \"b\"\n\\ é 🐕", "": "no name"])

  /// A file of a header written by hand and data.
  private func file(_ header: String, data: Int = 8) -> Data {
    let text = Data(header.utf8)
    return Data((0..<8).map { UInt8(truncatingIfNeeded: text.count >> ($0 * 8)) }) + text + Data(count: data)
  }

  private func refusal(_ data: Data) -> WeightFileError? {
    do {
      _ = try WeightFile(data: data, path: "x.safetensors")
      return nil
    } catch {
      return error
    }
  }

  @Test func whatIsWrittenIsRead() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "weights-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let url = folder.appending(path: "network.safetensors")
    try Self.sample.write(to: url)
    #expect(try Data(contentsOf: url) == Self.sample.encoded())
    let read = try WeightFile(contentsOf: url)
    #expect(read.metadata == Self.sample.metadata)
    #expect(read.tensors.map(\.0) == Self.sample.tensors.map(\.0))
    for (name, tensor) in Self.sample.tensors {
      let bits = read[name]?.scalars.map(\.bitPattern)
      #expect(bits == tensor.scalars.map(\.bitPattern) && read[name]?.shape == tensor.shape)
    }
    #expect(read["conv2.weight"] == nil)
  }

  @Test func theSameContentsGiveTheSameBytesAndAlignedData() throws {
    let again = WeightFile(
      tensors: Self.sample.tensors,
      metadata: Dictionary(uniqueKeysWithValues: Self.sample.metadata.sorted { $0.key > $1.key }))
    let data = Self.sample.encoded()
    #expect(again.encoded() == data)
    let length = data.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    #expect(length % 8 == 0 && data.count == 8 + length + 28 * 4)
    // The header is plain JSON that any reader of the format understands.
    let header = try #require(
      try JSONSerialization.jsonObject(with: data[8..<8 + length]) as? [String: [String: Any]])
    #expect(header["conv1.weight"]?["dtype"] as? String == "F32")
    #expect(header["conv1.weight"]?["shape"] as? [Int] == [2, 3, 2, 2])
    #expect(header["conv1.weight"]?["data_offsets"] as? [Int] == [0, 96])
    #expect(header["__metadata__"]?["labels"] as? String == Self.sample.metadata["labels"])
  }

  @Test func noTruncationLoads() {
    let data = Self.sample.encoded()
    for count in 0..<data.count {
      #expect(refusal(data.prefix(count)) != nil, "\(count) bytes of \(data.count)")
    }
    #expect(refusal(data + Data(count: 4)) != nil)
  }

  @Test func noChangedBitLoads() {
    let data = Self.sample.encoded()
    #expect(refusal(data) == nil)
    for bit in 0..<data.count * 8 {
      var changed = data
      changed[bit / 8] ^= 1 << (bit % 8)
      #expect(refusal(changed) != nil, "bit \(bit % 8) of byte \(bit / 8)")
    }
  }

  @Test func filesFromElsewhereNeedNoChecksum() throws {
    let read = try WeightFile(
      data: file(
        #" { "b" : {"shape":[2], "data_offsets":[0,8] ,"dtype":"F32"}, "__metadata__":{"format":"pt"} } "#),
      path: "x")
    #expect(read["b"] == Tensor([2], [0, 0]))
    #expect(read.metadata == ["format": "pt"])
    let escaped = try WeightFile(
      data: file(#"{"\u00e9\ud83d\udc15":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}"#, data: 4),
      path: "x")
    #expect(escaped["é🐕"]?.shape == [])
  }

  static let hostile: [(String, String)] = [
    ("", "{ is missing"),
    ("[]", "{ is missing"),
    ("{", "\" is missing"),
    (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} x"#, "something follows"),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
      "comes twice"
    ),
    (
      #"{"__metadata__":{"k":"1","k":"2"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#,
      "comes twice"
    ),
    (#"{"a":{"dtype":"F32","shape":[2],"shape":[2],"data_offsets":[0,8]}}"#, "comes twice"),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
      "overlaps"
    ),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, "hole"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, "take 4 bytes and there are 8"),
    (#"{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}"#, "take 16 bytes and there are 8"),
    (#"{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}"#, "3 numbers in 8 bytes"),
    (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}"#, "lacks"),
    (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}"#, "lacks"),
    (#"{"a":{"dtype":"F32","shape":[2]}}"#, "lacks"),
    (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":"y"}}"#, "unknown property"),
    (#"{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}"#, "whole number"),
    (#"{"a":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}}"#, "missing"),
    (#"{"a":{"dtype":"F32","shape":[02],"data_offsets":[0,8]}}"#, "whole number"),
    (#"{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]}}"#, "too large"),
    (#"{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}}"#, "too large"),
    (#"{"a":{"dtype":"F32","shape":[4294967296,4294967296,0],"data_offsets":[0,0]}}"#, "too large"),
    (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,9223372036854775807]}}"#, "2 numbers"),
    (#"{"__metadata__":{"k":1}}"#, "\" is missing"),
    (#"{"\ud83d":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, "half a character"),
    ("{\"a\nb\":{}}", "control character"),
  ]

  @Test(arguments: hostile) func hostileHeadersAreRefused(_ header: String, _ cause: String) throws {
    let error = try #require(refusal(file(header)))
    guard case .malformed = error else {
      Issue.record("\(error)")
      return
    }
    #expect(error.path == "x.safetensors" && error.cause.contains(cause), "\(error)")
  }

  @Test func headersThatAreTooLongAreRefusedBeforeTheyAreRead() {
    #expect(
      refusal(Data([255, 255, 255, 255, 255, 255, 255, 255, 0]))?.cause.contains("18446744073709551615")
        == true
    )
    #expect(refusal(Data([9, 0, 0, 0, 0, 0, 0, 0, 0])) != nil)
  }

  @Test func otherNumbersAreNamed() throws {
    let error = try #require(
      refusal(file(#"{"a":{"dtype":"F16","shape":[4],"data_offsets":[0,8]}}"#)))
    guard case .unsupported = error else {
      Issue.record("\(error)")
      return
    }
    #expect(error.cause == "a holds numbers of type F16")
  }

  @Test func missingFilesAndReadOnlyFoldersAreNamed() {
    let missing = URL(filePath: "/nonexistent/network.safetensors")
    let error = #expect(throws: WeightFileError.self) { try WeightFile(contentsOf: missing) }
    #expect(
      error?.description.hasPrefix("/nonexistent/network.safetensors: no such file or directory; ") == true)
    if case .unreadable = error {} else { Issue.record("\(String(describing: error))") }
    #expect(throws: FileError.self) { try Self.sample.write(to: missing) }
  }
}
