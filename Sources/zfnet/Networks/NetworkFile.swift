import ArgumentParser
import Experiments
import Foundation
import ModelFiles
import Networks
import Replication

/// The network that a command looks into.
struct NetworkFile: ParsableArguments {
  @Argument(
    help: "The network: a .safetensors file of zfnet train or zfnet import.",
    completion: .file(extensions: ["safetensors"]))
  var network: String

  /// The model in the file, after it has given its known answer where one is stored with it.
  ///
  /// - Throws: what `readVerified` throws.
  func read() throws -> Model { try readVerified(isNeeded: false).model }

  /// The model in the file, and what came of its known answer.
  ///
  /// - Parameter isNeeded: whether a file without a known answer is refused.
  /// - Throws: `ConfigurationError` for a file that does not say how images become the network's input; `KnownAnswerError` where the
  ///   network answers otherwise than it did; what reading it throws.
  func readVerified(isNeeded: Bool) throws -> (model: Model, finding: KnownAnswer.Finding?) {
    if network.lowercased().hasSuffix(".onnx") || CaffeNetwork.isNamed(network) {
      throw ConfigurationError.badOption(
        option: network,
        cause: "such a file does not say how images become the network's input: use zfnet import first")
    }
    return try ModelFile.readVerified(URL(fileURLWithPath: network), isNeeded: isNeeded)
  }

  /// A convolution of the network by name; where none is named the last one, or the last below it where that is the classifier.
  ///
  /// - Throws: `ConfigurationError.badOption` where there is no such convolution, with the nearest.
  static func convolution(_ name: String?, of model: Model) throws -> String {
    let names = model.graph.convolutionNames
    guard let name else {
      let graph = model.graph
      let classifier = graph.ancestors(of: graph.logitsName).last { graph.nodes[$0].fanIn != nil }
      guard
        let last = names.last(where: { name in classifier.map { graph.nodes[$0].name } != name })
          ?? names.last
      else {
        throw ConfigurationError.badOption(option: "--layer", cause: "the network has no convolution")
      }
      return last
    }
    return try named(name, among: names, kind: "convolution", option: "--layer")
  }

  /// Which of the network's nodes stand for the paper's layers, by the report's rule.
  ///
  /// - Parameter hint: what to do where the network has no such layers, if there is anything.
  /// - Throws: `ConfigurationError.badOption` where it has none.
  func paperLayers(of model: Model, hint: String = "") throws -> LayerAssignment {
    do throws(LayerAssignment.Failure) {
      return try LayerAssignment(spacedOver: model.graph)
    } catch {
      throw ConfigurationError.badOption(option: network, cause: error.description + hint)
    }
  }

  /// The number of a class that `--class` names, by its name or its number.
  ///
  /// - Throws: `ConfigurationError.badOption` where there is no such class, with the nearest.
  static func label(_ text: String, in model: Model) throws -> Int {
    if let place = model.classNames.firstIndex(of: text) { return place }
    if let number = Int(text), 0..<model.graph.classes ~= number { return number }
    let nearest = NearestName.to(text, among: model.classNames).map { "did you mean “\($0)”? " } ?? ""
    throw ConfigurationError.badOption(
      option: "--class \(text)",
      cause: "there is no class of that name; \(nearest)there are the numbers 0 to \(model.graph.classes - 1)"
    )
  }

  /// Any node of the network by name.
  ///
  /// - Parameter option: the option that names it, for messages.
  ///
  /// - Throws: `ConfigurationError.badOption` where there is no such node, with the nearest.
  static func node(_ name: String, of model: Model, option: String) throws -> String {
    try named(name, among: model.graph.nodes.map(\.name), kind: "node", option: option)
  }

  private static func named(
    _ name: String, among names: [String], kind: String, option: String
  ) throws -> String {
    guard !names.contains(name) else { return name }
    let nearest = NearestName.to(name, among: names).map { "did you mean “\($0)”? " } ?? ""
    throw ConfigurationError.badOption(
      option: "\(option) \(name)",
      cause: "there is no \(kind) of that name; \(nearest)zfnet describe lists the network's layers")
  }
}

extension Model {
  /// A class by its name, or by its number where the file has no names.
  func title(ofClass label: Int) -> String {
    classNames.indices.contains(label) ? classNames[label] : "class \(label)"
  }
}
