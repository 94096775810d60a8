import ArgumentParser
import Foundation
import ModelFiles
import Networks

/// A network from a file that takes the place of those that a run trains.
public struct NetworkOptions: ParsableArguments {
  /// The file: a model of this package, an ONNX file, or Caffe's `.prototxt`.
  @Option(
    help: ArgumentHelp(
      "A network to look into, in the place of those that a run trains: a .safetensors file of zfnet import or zfnet train, or an ONNX file or Caffe's .prototxt with --preprocess. Nothing is trained, and --source gives images of its classes.",
      valueName: "file"),
    completion: .file(extensions: ["safetensors", "onnx", "prototxt"]))
  public var network: String?

  /// The weights of a network of Caffe's.
  @Option(
    help: ArgumentHelp(
      "The weights of a .prototxt. [default: the .caffemodel of its name beside it, or the only one there]",
      valueName: "file.caffemodel"))
  public var weights: String?

  /// How images become the input of a network in an ONNX file, or of Caffe's.
  @Option(
    help: ArgumentHelp(
      "How images become the input of an ONNX file or a .prototxt: \(PreprocessingSettings.named.map(\.name).joined(separator: ", ")), or a JSON file.",
      valueName: "way"))
  public var preprocess: String?

  /// A file with the names of the network's classes.
  @Option(help: ArgumentHelp("A text file of the network's classes, one a line.", valueName: "file"))
  public var labels: String?

  /// The nodes that stand for the paper's layers 1 to 5.
  @Option(
    help: ArgumentHelp(
      "Five nodes of the network that stand for the paper's layers 1 to 5, from the pixels upward. [default: spread evenly over its depth]",
      valueName: "node,…"))
  public var layers: String?

  /// Parsed by the command line.
  public init() {}

  /// The options as a command line, for the processes that share them.
  public var arguments: [String] {
    [
      ("--network", network), ("--weights", weights), ("--preprocess", preprocess), ("--labels", labels),
      ("--layers", layers),
    ].flatMap { option, value in value.map { [option, $0] } ?? [] }
  }

  /// Refuses options about a network that is not given.
  public func validate() throws {
    guard network == nil else { return }
    if let option = arguments.first { throw ValidationError("\(option) has no effect without --network.") }
  }

  /// The network in the file; nil where none was given.
  ///
  /// - Throws: `ConfigurationError` for options that do not fit the file; what reading it throws.
  func open() throws -> ImportedNetwork? {
    guard let network else { return nil }
    let list = try labels.map { (names: try ClassNames.lines(of: $0), file: $0) }
    return try ImportedNetwork(
      try read(network), name: URL(fileURLWithPath: network).lastPathComponent,
      option: "--network \(network)",
      classNames: list, layers: layers)
  }

  private func read(_ path: String) throws -> Model {
    let url = URL(fileURLWithPath: path)
    try ConfigurationError.refuseFolder(path, endings: [".safetensors", ".onnx", ".prototxt"])
    let isCaffe = CaffeNetwork.isNamed(path)
    if let weights, !isCaffe {
      throw ConfigurationError.badOption(
        option: "--weights \(weights)", cause: "it has an effect on a .prototxt alone; leave it out")
    }
    if url.pathExtension.lowercased() == "safetensors" {
      if let preprocess {
        throw ConfigurationError.badOption(
          option: "--preprocess \(preprocess)",
          cause: "it has no effect on \(path), which says itself how images become its input")
      }
      return try ModelFile.readVerified(url).model
    }
    guard let preprocess else {
      throw ConfigurationError.badOption(
        option: "--network \(path)",
        cause:
          "\(isCaffe ? "a .prototxt" : "an ONNX file") does not say how images become its input: give --preprocess, or use zfnet import"
      )
    }
    let file: any ForeignNetwork =
      isCaffe
      ? try CaffeNetwork(contentsOf: url, options: .init(weights: weights.map { URL(fileURLWithPath: $0) }))
      : try ONNXNetwork(contentsOf: url)
    return try file.model(preprocessing: PreprocessingSettings(named: preprocess), classNames: [])
  }
}
