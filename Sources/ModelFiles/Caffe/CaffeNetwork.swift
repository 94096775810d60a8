import CaffeSchema
import Files
import Foundation
import Networks
import SwiftProtobuf

/// A network of Caffe's: a `.prototxt`, which says what it computes, and a `.caffemodel`, which has the weights.
///
/// ```swift
/// let network = try CaffeNetwork(contentsOf: url, options: .init(weights: weightsURL))
/// let model = try network.model(preprocessing: .imagenetCaffe, classNames: names)
/// ```
/// Classifiers of one square RGB image are read, with layers in either of Caffe's two forms (`layer` and `layers`). Weights belong to the
/// layer of their name, as in Caffe. Batch normalization and what else scales channels is folded into the convolution or dense
/// layer before it where nothing else reads that.
public struct CaffeNetwork: ForeignNetwork {
  /// What of the files is read, where they leave a choice.
  public struct Options: Sendable {
    /// The file of the weights; nil takes the one of the same name beside the `.prototxt`, or the only one there.
    public var weights: URL?
    /// The image's side in pixels, for a network that does not say it.
    public var side: Int?
    /// The name of the output's blob, for a network that has several; nil takes the only one that nothing reads.
    public var output: String?

    /// By default what the files say, which must leave no choice.
    public init(weights: URL? = nil, side: Int? = nil, output: String? = nil) {
      self.weights = weights
      self.side = side
      self.output = output
    }
  }

  /// What the network computes.
  public let graph: Graph
  /// Its weights and biases.
  public let parameters: Parameters<Float>
  /// The name of the `.prototxt`, without the folders that lead to it, and the network's own where it has one.
  public let title: String
  /// The path of the `.prototxt`, as it was given, for messages.
  public let path: String
  /// Nothing: Caffe keeps elsewhere how images become the network's input and what its classes are called.
  public let notes = ForeignNotes([:])

  /// Whether a file's name is that of one of Caffe's: `.prototxt`, `.prototxt.txt` or `.caffemodel`.
  public static func isNamed(_ path: String) -> Bool {
    [".prototxt", ".prototxt.txt", weightsEnding].contains { path.lowercased().hasSuffix($0) }
  }

  private static let weightsEnding = ".caffemodel"

  /// Reads a network from its two files.
  ///
  /// - Parameter url: the `.prototxt`.
  /// - Throws: `ForeignFileError`, which names the path and, where one is at fault, the layer.
  public init(contentsOf url: URL, options: Options = Options()) throws(ForeignFileError) {
    guard !url.path.lowercased().hasSuffix(Self.weightsEnding) else {
      throw .unsupported(
        path: url.path, cause: "it has the weights, and its .prototxt says what the network computes",
        hint: "name the .prototxt, with --weights \(url.lastPathComponent)")
    }
    let text = try Self.data(url, ending: ".prototxt")
    let weights = if let given = options.weights { given } else { try Self.weights(beside: url) }
    try self.init(
      text: text, weights: Self.data(weights, ending: Self.weightsEnding), url: url, weightsURL: weights,
      options: options)
  }

  /// Reads the bytes of both files; the URLs are what errors name.
  ///
  /// - Throws: `ForeignFileError`, as `init(contentsOf:)`.
  public init(
    text: Data, weights: Data, url: URL, weightsURL: URL, options: Options = Options()
  ) throws(ForeignFileError) {
    let numbers: CaffeWeights
    do throws(ForeignFailure) {
      numbers = try CaffeWeights(
        Self.binary(weights, name: weightsURL.lastPathComponent), title: weightsURL.lastPathComponent)
    } catch {
      throw ForeignFileError(error, path: weightsURL.path)
    }
    do throws(ForeignFailure) {
      let net = try Self.parsed(text)
      let wiring = try CaffeWiring(net)
      let network = try CaffeTranslation.network(wiring, numbers, side: options.side, output: options.output)
      try Self.checkSettings(text)
      (graph, parameters) = network.graph.foldingAllBatchNormalization(network.parameters)
      title = url.lastPathComponent + (net.name.isEmpty ? "" : " (\(String(net.name.prefix(100)).printable))")
    } catch {
      throw ForeignFileError(error, path: url.path)
    }
    path = url.path
  }

  // MARK: Files

  private static func data(_ url: URL, ending: String) throws(ForeignFileError) -> Data {
    do throws(NamedFile.Refusal) {
      return try NamedFile.data(url.path, endings: [ending])
    } catch {
      throw .unreadable(path: url.path, cause: error.cause, hint: error.hint)
    }
  }

  /// The weights that lie beside a `.prototxt`.
  private static func weights(beside url: URL) throws(ForeignFileError) -> URL {
    let folder = url.deletingLastPathComponent()
    let names = (FolderContents.names(in: FilePath(folder.path)) ?? []).map(\.text).filter {
      !$0.hasPrefix(".") && $0.lowercased().hasSuffix(weightsEnding)
    }
    let stem = url.lastPathComponent.lowercased().components(separatedBy: ".prototxt")[0]
    let own = names.first { $0.lowercased() == stem + weightsEnding }
    guard let name = own ?? (names.count == 1 ? names[0] : nil) else {
      throw .unreadable(
        path: url.path,
        cause: names.isEmpty
          ? "there is no .caffemodel with its weights beside it"
          : "there are \(names.count) files of weights beside it, such as \(names[0])",
        hint: "say which by --weights FILE.caffemodel")
    }
    return folder.appendingPathComponent(name)
  }

  private static func binary(_ data: Data, name: String) throws(ForeignFailure) -> CaffeNet {
    if let refusal = ForeignFormat.refusal(of: data, name: name) {
      throw .unsupported(refusal.cause, hint: refusal.hint)
    }
    guard !data.starts(with: [0x89, 0x48, 0x44, 0x46]) else {
      throw .unsupported(
        "an HDF5 file",
        hint: "have Caffe save it in its binary form: net.save('\(CaffeStep.safe(name)).caffemodel')")
    }
    var options = BinaryDecodingOptions()
    options.discardUnknownFields = true
    guard !data.isEmpty, let net = try? CaffeNet(serializedBytes: data, options: options) else {
      throw .malformed(
        "not a whole .caffemodel of \(data.count) bytes", hint: "copy or download the file again")
    }
    return net
  }

  /// The longest text that is read: many times that of the largest published networks, and decoded it takes some thirty times as much memory.
  private static let longestText = 8_000_000
  /// The longest text in which the setting that is at fault is looked for, which decodes parts of it some twenty times.
  private static let longestSearched = 500_000

  private static func parsed(_ data: Data) throws(ForeignFailure) -> CaffeNet {
    guard data.count <= longestText else {
      throw .malformed(
        "it has \(data.count) bytes, and a network's text has \(longestText) at most",
        hint: "name a .prototxt; the weights are given by --weights")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw .malformed("not text", hint: "name a .prototxt; the weights are given by --weights")
    }
    var options = TextFormatDecodingOptions()
    options.ignoreUnknownFields = true
    let net: CaffeNet
    switch result(of: text, options) {
    case .success(let read): net = read
    case .failure(let error):
      throw failure(error, options, among: data.count <= longestSearched ? try? CaffeText(text) : nil)
    }
    guard !net.layer.isEmpty || !net.layers.isEmpty else {
      throw .malformed(
        "there are no layers in it", hint: "name the .prototxt of a network, not that of a solver")
    }
    return net
  }

  /// Refuses settings that are not known, or stand twice: each would be replaced by its default or by the other. It comes last, since what
  /// else is wrong with a file says more.
  private static func checkSettings(_ data: Data) throws(ForeignFailure) {
    let known = try CaffeText(String(decoding: data, as: UTF8.self))
    let options = TextFormatDecodingOptions()
    if case .failure(let error) = result(of: String(decoding: known.kept, as: UTF8.self), options) {
      throw failure(error, options, among: data.count <= longestSearched ? known : nil)
    }
  }

  /// What is wrong with a text that cannot be decoded, with the setting that is at fault and its line where they can be told.
  private static func failure(
    _ error: any Error, _ options: TextFormatDecodingOptions, among settings: CaffeText?
  ) -> ForeignFailure {
    let kind = words(error)
    let setting = settings?.firstSetting { start in
      guard case .failure(let other) = result(of: String(decoding: start, as: UTF8.self), options) else {
        return false
      }
      return words(other) == kind
    }
    let place = setting.map { "line \($0.line), \($0.name.prefix(60)): " } ?? ""
    return .malformed(
      "not a .prototxt that can be read (\(place)\(kind))",
      hint: "copy the file again; layers and settings are those of Caffe's own caffe.proto")
  }

  private static func result(
    of text: String, _ options: TextFormatDecodingOptions
  ) -> Result<CaffeNet, any Error> {
    Result { try CaffeNet(textFormatString: text, options: options) }
  }

  private static func words(_ error: any Error) -> String {
    switch error as? TextFormatDecodingError {
    case .malformedNumber: "a number is wanted where there is none, or one too large"
    case .unrecognizedEnumValue: "a word that is none of a setting's choices"
    case .truncated: "it ends too early"
    case .schemaMismatch: "a value of the wrong kind"
    case .unknownField: "a setting that its block does not have, or one misspelled"
    case .messageDepthLimit: "blocks within blocks without end"
    default: "a mistake in its text"
    }
  }
}
