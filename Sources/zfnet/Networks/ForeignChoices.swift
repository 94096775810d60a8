import ArgumentParser
import Foundation
import ModelFiles
import Replication

/// What a network's file of another program may leave open, and how such files are told apart.
struct ForeignChoices: ParsableArguments {
  @Option(
    help:
      "The image's side in pixels, for an ONNX file or a .prototxt that takes any, and for a state dictionary. [default there: 224]"
  )
  var side: Int?

  @Option(
    help: ArgumentHelp("The output, for an ONNX file or a .prototxt that has several.", valueName: "name"))
  var outputName: String?

  @Option(
    help: ArgumentHelp(
      "The weights of a .prototxt. [default: the .caffemodel of its name beside it, or the only one there]",
      valueName: "file.caffemodel"))
  var weights: String?

  /// The options, for messages about choices without effect.
  static let names = "--side, --output-name and --weights"

  /// Whether any was made.
  var areGiven: Bool { side != nil || outputName != nil || weights != nil }

  /// Reads a network's file: safetensors and Caffe's by the file's ending, ONNX otherwise.
  ///
  /// - Throws: `ConfigurationError` for a choice without effect and for a model of this program's; `ForeignFileError`; `WeightFileError`.
  func network(in path: String) throws -> any ForeignNetwork {
    let url = URL(fileURLWithPath: path)
    if CaffeNetwork.isNamed(path) {
      return try CaffeNetwork(
        contentsOf: url,
        options: .init(
          weights: weights.map { URL(fileURLWithPath: $0) }, side: side, output: outputName))
    }
    if let weights {
      throw ConfigurationError.badOption(
        option: "--weights \(weights)", cause: "it has an effect on a .prototxt alone; leave it out")
    }
    guard Self.isSafetensors(path) else {
      return try ONNXNetwork(contentsOf: url, options: .init(side: side, output: outputName))
    }
    if outputName != nil {
      throw ConfigurationError.badOption(
        option: "--output-name", cause: "it has an effect on ONNX files and on a .prototxt alone")
    }
    if Self.isOfThisProgram(path) {
      throw ConfigurationError.badOption(
        option: path, cause: "it is a model of this program's already: all commands take it as it is")
    }
    return try TorchvisionNetwork(contentsOf: url, side: side)
  }

  /// Whether a file is a model that this program has written.
  static func isOfThisProgram(_ path: String) -> Bool {
    isSafetensors(path) && ModelFile.isModel(URL(fileURLWithPath: path))
  }

  private static func isSafetensors(_ path: String) -> Bool {
    path.lowercased().hasSuffix(".safetensors")
  }
}
