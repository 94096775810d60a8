import Foundation
import Kernels
import ModelFiles
import Networks
import Tensors
import TestSupport
import Testing

/// The answer that is stored with a network, and what is found when it differs.
@Suite(.serialized) struct KnownAnswerTests {
  private static let model = RandomModel.of(
    Architecture.zfnet.graph(input: 64, width: 1 / 16, classes: 3, pixelScale: 1 / 64),
    classNames: ["ant", "bee", "cat"])

  private let url = FileManager.default.temporaryDirectory
    .appendingPathComponent("\(UUID().uuidString).safetensors")

  /// The bytes are part of the files' format: they must stay what they are.
  @Test func theImageIsAlwaysTheSame() {
    let pixels = KnownAnswer.image(seed: 1311, side: 20)
    #expect(pixels.count == 1200 && KnownAnswer.image(seed: 1311, side: 20) == pixels)
    #expect(KnownAnswer.image(seed: 1312, side: 20) != pixels)
    #expect(Array(pixels.prefix(6)) == [68, 172, 125, 113, 138, 166])
    #expect(pixels.reduce(0) { ($0 * 31 + Int($1)) % 1_000_003 } == 267_100)
    // Noise within a square, another color in the next.
    let rows = (0..<2).map { square in (0..<8).map { Int(pixels[($0 + 8 * square) * 3]) } }
    for row in rows { #expect(Set(row).count > 4 && row.max()! - row.min()! < 64) }
  }

  @Test func theAnswerIsStoredAndGivenAgain() throws {
    defer { try? FileManager.default.removeItem(at: url) }
    let answer = try KnownAnswer(of: Self.model)
    #expect(answer.logits.count == 3 && answer.planes.count == 3)
    #expect(answer.layers.count == KnownAnswer.measuredNodes(of: Self.model.graph).count)
    #expect(!KnownAnswer.measuredNodes(of: Self.model.graph).contains("conv1"))
    try ModelFile.write(Self.model, to: url, knownAnswer: answer)
    let (model, finding) = try ModelFile.readVerified(url, isNeeded: true)
    #expect(model.parameters == Self.model.parameters)
    #expect(finding?.outputs == 3 && finding?.difference == 0 && finding?.fault == nil)
    // The answer does not hinder those who do not ask.
    #expect(try ModelFile.read(url).model.graph == Self.model.graph)
  }

  /// The logits are those of the reference for the image, prepared as the model says.
  @Test func theAnswerIsTheNetworks() throws {
    let answer = try KnownAnswer(of: Self.model)
    let preprocessing = Self.model.preprocessing
    let side = preprocessing.inputSide
    let image = Tensor<Float>([1, 3, side, side]) { target in
      KnownAnswer.image(seed: answer.seed, side: preprocessing.storedSide).withUnsafeBytes {
        preprocessing.write($0, .center(margin: preprocessing.margin), to: target)
      }
    }
    let reference = ReferenceNetwork(graph: Self.model.graph, parameters: Self.model.parameters)
    let activations = reference.forward(image)
    #expect(
      relativeError(Tensor([1, 3, 1, 1], answer.logits), activations.logits.reshaped(to: [1, 3, 1, 1])) < 1e-5
    )
    for (name, size) in zip(KnownAnswer.measuredNodes(of: Self.model.graph), answer.layers) {
      let values = activations[name].scalars.map { Double($0) }
      let expected = (values.reduce(0) { $0 + $1 * $1 } / Double(values.count)).squareRoot()
      #expect(abs(Double(size) - expected) <= 1e-5 * expected, "\(name)")
    }
  }

  @Test func otherProcessorsMayRoundOtherwise() throws {
    let answer = try KnownAnswer(of: Self.model)
    var parameters = Self.model.parameters
    for name in parameters.nodeNames {
      parameters[name].weights = parameters[name].weights.map { $0 * (1 + 1e-7) }
    }
    let finding = try answer.compared(with: Self.model.with(parameters, as: "rounded"))
    #expect(finding.fault == nil && finding.difference < KnownAnswer.tolerance)
  }

  /// A file that was written anew with a change, and so has a checksum that fits.
  private func refusal(
    _ change: (inout [String: Tensor<Float>], inout [String: String]) -> Void
  ) throws -> any Error {
    defer { try? FileManager.default.removeItem(at: url) }
    try ModelFile.write(Self.model, to: url, knownAnswer: KnownAnswer(of: Self.model))
    let file = try WeightFile(contentsOf: url)
    var tensors = Dictionary(uniqueKeysWithValues: file.tensors)
    var metadata = file.metadata
    change(&tensors, &metadata)
    try WeightFile(tensors: tensors.sorted { $0.key < $1.key }.map { ($0, $1) }, metadata: metadata).write(
      to: url)
    do {
      _ = try ModelFile.readVerified(url)
    } catch {
      return error
    }
    throw NothingFound()
  }

  /// A change that was not found.
  private struct NothingFound: Error {}

  @Test func aChangedWeightIsFoundAtItsLayer() throws {
    let error = try refusal { tensors, _ in
      tensors["conv3.weight"] = tensors["conv3.weight"]?.map { $0 * 1.01 }
    }
    #expect(
      error is KnownAnswerError
        && "\(error)".hasPrefix("\(url.path): the network does not give its known answer"))
    #expect("\(error)".contains("from relu3 on") && "\(error)".contains("the output “"), "\(error)")
  }

  @Test func anotherPreprocessingIsFoundBeforeTheNetwork() throws {
    for (text, other) in [("\"bgr\"", "\"rgb\""), ("120", "121")] {
      let error = try refusal { _, metadata in
        metadata["preprocessing"] = metadata["preprocessing"]?.replacing(text, with: other)
      }
      #expect(error is KnownAnswerError && "\(error)".contains("means of its planes"), "\(error)")
    }
  }

  @Test func answersThatAreNoNumbersAreFound() throws {
    let error = try refusal { tensors, _ in tensors["known-answer.logits"] = Tensor([3], [1, .nan, 2]) }
    #expect(error is KnownAnswerError && "\(error)".contains("“bee”"), "\(error)")
  }

  @Test func answersThatDoNotFitAreRefused() throws {
    let short = try refusal { tensors, _ in tensors["known-answer.logits"] = Tensor([2], [1, 2]) }
    #expect(short is WeightFileError && "\(short)".contains("known answer does not fit"), "\(short)")
    let seed = try refusal { _, metadata in metadata["knownAnswer"] = "-1" }
    #expect(seed is WeightFileError, "\(seed)")
    let lost = try refusal { _, metadata in metadata["knownAnswer"] = nil }
    #expect(lost is WeightFileError && "\(lost)".contains("knownAnswer"), "\(lost)")
  }

  @Test func aFileWithoutAnAnswerIsRefusedWhereOneIsNeeded() throws {
    defer { try? FileManager.default.removeItem(at: url) }
    try ModelFile.write(Self.model, to: url)
    #expect(try ModelFile.readVerified(url).finding == nil)
    let error = #expect(throws: KnownAnswerError.self) { try ModelFile.readVerified(url, isNeeded: true) }
    #expect(error?.path == url.path && error?.hint.contains("zfnet import") == true)
  }
}
