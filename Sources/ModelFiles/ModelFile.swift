import Files
import Foundation
import Kernels
import Networks
import Tensors

/// A model in a safetensors file, and back: all that is needed to use the network elsewhere.
///
/// Tensors are `NAME.weight` and `NAME.bias` for every node with parameters, and `preprocessing.mean` where a mean image is
/// subtracted (height, width, RGB). The metadata hold, as JSON texts, `graph` (nodes with all constants, the rounding of
/// sizes among them), `preprocessing`, and `classNames`, and as plain texts `title`, `digest` and `precision`. Where a known answer is
/// stored, it is in the tensors `known-answer.planes`, `known-answer.layers` and `known-answer.logits`, and its image's seed in the
/// metadata as `knownAnswer`: see `KnownAnswer`.
public enum ModelFile {
  private static let meanName = "preprocessing.mean"
  static let answerKey = "knownAnswer"

  /// Preprocessing as it stands in the metadata.
  private struct PreprocessingRecord: Codable {
    let storedSide: Int
    let inputSide: Int
    let channelOrder: Preprocessing.ChannelOrder
    /// Three numbers, or none where the file has a mean image.
    let mean: [Float]?
    let scales: [Float]
  }

  /// Writes a model: whole under the file's name, or not at all. The same model gives the same bytes.
  ///
  /// - Parameters:
  ///   - metadata: what else is to stand there, by names that are not the format's own.
  ///   - answer: what the network answers to an image that can be made again, to be compared with when the file is read.
  /// - Throws: `FileError`, which names the path.
  public static func write(
    _ model: Model, to url: URL, metadata: [String: String] = [:], knownAnswer answer: KnownAnswer? = nil
  ) throws(FileError) {
    let preprocessing = model.preprocessing
    var tensors = model.parameters.namedTensors.map { ($0.name, $0.tensor) }
    var means: [Float]?
    switch preprocessing.mean {
    case .image(let pixels):
      tensors.append((meanName, Tensor([preprocessing.storedSide, preprocessing.storedSide, 3], pixels)))
    case .channels(let channels): means = channels
    }
    let record = PreprocessingRecord(
      storedSide: preprocessing.storedSide, inputSide: preprocessing.inputSide,
      channelOrder: preprocessing.channelOrder, mean: means, scales: preprocessing.scales)
    var own = [
      "graph": text(model.graph), "preprocessing": text(record), "classNames": text(model.classNames),
      "title": model.origin.title, "digest": model.origin.digest, "precision": model.precision.rawValue,
    ]
    if let answer {
      own[answerKey] = "\(answer.seed)"
      tensors += answer.tensors
    }
    try WeightFile(tensors: tensors, metadata: own.merging(metadata) { own, _ in own }).write(to: url)
  }

  /// Whether a file says that it is a model of this library's, sound or not.
  public static func isModel(_ url: URL) -> Bool {
    guard let data = try? WeightFile.data(url), let parts = try? WeightFile.parts(of: data, path: url.path)
    else { return false }
    return parts.header.metadata["graph"] != nil
  }

  /// Reads a model with its graph, parameters and preprocessing.
  ///
  /// - Parameter isSealed: whether the file must carry its checksum, as those do that this program writes.
  /// - Returns: the model, and all metadata of the file.
  /// - Throws: `WeightFileError`, which names the path, where the file is not whole and sound or holds no model.
  public static func read(
    _ url: URL, isSealed: Bool = false
  ) throws(WeightFileError) -> (model: Model, metadata: [String: String]) {
    try contents(of: WeightFile(contentsOf: url), path: url.path, isSealed: isSealed)
  }

  /// The model in a file that was read.
  static func contents(
    of file: WeightFile, path: String, isSealed: Bool = false
  ) throws(WeightFileError) -> (model: Model, metadata: [String: String]) {
    let graph: Graph = try decoded("graph", file, path)
    let record: PreprocessingRecord = try decoded("preprocessing", file, path)
    let classNames: [String] = try decoded("classNames", file, path)
    guard let title = file.metadata["title"], let digest = file.metadata["digest"] else {
      throw .noModel(path, "its metadata have no title or digest")
    }
    guard classNames.isEmpty || classNames.count == graph.classes else {
      throw .noModel(path, "\(classNames.count) class names for \(graph.classes) classes")
    }
    let model = Model(
      graph: graph, parameters: try parameters(of: graph, in: file, path: path),
      preprocessing: try preprocessing(record, file, graph, path), classNames: classNames,
      origin: .init(title: title, digest: digest),
      precision: file.metadata["precision"].flatMap(Precision.init(rawValue:)) ?? .float32)
    if isSealed && !file.isSealed { throw .unsealed(path) }
    return (model, file.metadata)
  }

  /// The parameters of a graph in a file.
  ///
  /// - Parameters:
  ///   - prefix: what stands before the tensors' names.
  ///   - path: what errors name.
  /// - Throws: `WeightFileError` where a tensor is missing, of another shape, or holds what is no number.
  public static func parameters(
    of graph: Graph, in file: WeightFile, prefix: String = "", path: String
  ) throws(WeightFileError) -> Parameters<Float> {
    // The file's tensors first: what a damaged graph asks for need not fit into memory.
    var pairs: [(name: String, pair: Parameters<Float>.Pair)] = []
    for node in graph.nodes {
      guard let shape = graph.weightShape(of: node) else { continue }
      let count = graph.biasCount(of: node)
      let weights = try tensor("\(prefix)\(node.name).weight", shape, file, path)
      let biases =
        count > 0 ? try tensor("\(prefix)\(node.name).bias", [count], file, path) : Tensor(zeros: [0])
      pairs.append((node.name, .init(weights: weights, biases: biases)))
    }
    var parameters = Parameters<Float>(zerosFor: graph)
    for (name, pair) in pairs { parameters[name] = pair }
    return parameters
  }

  private static func tensor(
    _ name: String, _ shape: Shape, _ file: WeightFile, _ path: String
  ) throws(WeightFileError) -> Tensor<Float> {
    guard let tensor = file[name] else { throw .noModel(path, "the tensor \(name) is missing") }
    guard tensor.shape == shape else {
      throw .noModel(path, "the tensor \(name) is \(tensor.shape) and not \(shape)")
    }
    guard tensor.withUnsafeBuffer({ $0.allSatisfy(\.isFinite) }) else {
      throw .damaged(
        path: path, cause: "the tensor \(name) holds a number that is not finite",
        hint: "copy the file again, or, if it is in a store, delete it so that it is made anew")
    }
    return tensor
  }

  private static func preprocessing(
    _ record: PreprocessingRecord, _ file: WeightFile, _ graph: Graph, _ path: String
  ) throws(WeightFileError) -> Preprocessing {
    let (side, input) = (record.storedSide, record.inputSide)
    guard input > 0, input <= side, side <= 1 << 14, graph.inputShape == [3, input, input],
      record.scales.count == 3, (record.scales + (record.mean ?? [])).allSatisfy(\.isFinite)
    else {
      throw .noModel(path, "its preprocessing does not fit its graph")
    }
    let mean: Preprocessing.Mean
    if let channels = record.mean {
      guard channels.count == 3 else { throw .noModel(path, "\(channels.count) channel means") }
      mean = .channels(channels)
    } else {
      mean = .image(try tensor(meanName, [side, side, 3], file, path).scalars)
    }
    return Preprocessing(
      storedSide: side, inputSide: input, channelOrder: record.channelOrder, mean: mean, scales: record.scales
    )
  }

  private static func text(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else {
      preconditionFailure("a model with a number that JSON does not know")
    }
    return String(decoding: data, as: UTF8.self)
  }

  private static func decoded<Value: Decodable>(
    _ key: String, _ file: WeightFile, _ path: String
  ) throws(WeightFileError) -> Value {
    guard let text = file.metadata[key] else { throw .noModel(path, "its metadata have no \(key)") }
    do {
      return try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    } catch DecodingError.dataCorrupted(let context) {
      throw .noModel(path, "its \(key) cannot be: \(context.debugDescription)")
    } catch {
      throw .noModel(path, "its \(key) cannot be read")
    }
  }
}
