import Datasets
import Experiments
import Figures
import Files
import Foundation
import ModelFiles
import Networks
import Reporting
import Training

/// A network from a file that chapters look into: the model, and which of its nodes stand for the paper's layers.
public struct ImportedNetwork: Sendable {
  /// The file's name, by which captions call the network.
  public let name: String
  /// The network, computed in 32-bit floats; its digest is that of graph, preprocessing, parameters and the choice of layers:
  /// results are stored under it.
  public let model: Model
  /// Which of its nodes stand for the paper's layers.
  public let layers: LayerAssignment
  /// What the model was called in the file.
  public let origin: String
  /// The file of --labels that names its classes; nil where they have the names in its own file.
  private let classList: String?
  /// Whether the layers were named by the user, rather than spread over the network's depth.
  public let areLayersNamed: Bool

  /// A network as it was read.
  ///
  /// - Parameters:
  ///   - classNames: names that take the place of the model's own, and the file that they are from; nil keeps these.
  ///   - layers: which of the model's nodes stand for the paper's layers.
  init(
    _ model: Model, name: String, classNames: (names: [String], file: String)?, layers: LayerAssignment,
    areLayersNamed: Bool
  ) {
    self.name = name
    self.layers = layers
    self.areLayersNamed = areLayersNamed
    classList = classNames?.file
    origin = model.origin.title
    let digest = ContentDigest.of("\(model.contentDigest) layers \(layers.maps.joined(separator: " "))")
    self.model = Model(
      graph: model.graph, parameters: model.parameters, preprocessing: model.preprocessing,
      classNames: classNames?.names ?? model.classNames, origin: .init(title: name, digest: digest),
      precision: .float32)
  }

  /// A network of a model, which must give one number a class and have layers like the paper's.
  ///
  /// - Parameters:
  ///   - name: the file's.
  ///   - option: the option that named the file, for messages.
  ///   - classNames: see the other initializer.
  ///   - layers: five nodes that stand for the paper's layers 1 to 5, set apart by commas; nil spreads them over the network's depth.
  /// - Throws: `ConfigurationError`.
  init(
    _ model: Model, name: String, option: String, classNames: (names: [String], file: String)? = nil,
    layers: String? = nil
  ) throws {
    guard model.graph.outputShapes.last?[0] == model.graph.classes else {
      throw ConfigurationError.badOption(
        option: option, cause: "its output is maps, and not one number a class")
    }
    if let classNames, classNames.names.count != model.graph.classes {
      throw ClassNames.misfit(
        classNames.file, names: classNames.names.count, classes: model.graph.classes)
    }
    let assignment: LayerAssignment
    do throws(LayerAssignment.Failure) {
      if let layers {
        assignment = try LayerAssignment(
          named: layers.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }, in: model.graph
        )
      } else {
        assignment = try LayerAssignment(spacedOver: model.graph)
      }
    } catch {
      let hint =
        layers != nil
        ? "zfnet describe lists the network's nodes"
        : option.hasPrefix("--network") ? "--layers names others" : "name another network"
      throw ConfigurationError.badOption(
        option: layers.map { "--layers \($0)" } ?? option, cause: "\(error.description); \(hint)")
    }
    self.init(model, name: name, classNames: classNames, layers: assignment, areLayersNamed: layers != nil)
  }

  /// A set of images under the network's classes.
  ///
  /// - Throws: `ConfigurationError` where its classes are not the network's.
  func relabeled(_ source: any ImageSource) throws -> RelabeledSource {
    let labels = try ClassNames.labels(
      of: source, names: model.classNames, from: classList, classes: model.graph.classes, option: "--source")
    let own = model.classNames.isEmpty ? source.classNames : model.classNames
    return RelabeledSource(of: source, labels: labels, classNames: own)
  }

  /// The control's starting weights: normal numbers of the spread that each layer's own weights have about zero.
  ///
  /// What a network makes of its inputs' scale, such as a normalization's constant, then still suits it.
  var spreads: Initialization {
    var deviations: [String: Double] = [:]
    for node in model.graph.nodes where node.fanIn != nil {
      deviations[node.name] = model.parameters[node.name].weights.withUnsafeBuffer { weights in
        (weights.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(max(weights.count, 1))).squareRoot()
      }
    }
    return .gaussian(deviations: deviations)
  }

  // MARK: Words

  /// What every page that looks into the network says of it at its beginning.
  var introduction: String {
    let nodes = layers.maps.map { "`\($0)`" }
    let graph = model.graph
    let title = InlineMarkup.escaped(name)
    let choice = areLayersNamed ? "as the command names them" : "spread evenly over its depth"
    let upper =
      layers.endsInMaps
      ? "has the values of layer 5, which its classifier reads" : "is `\(layers.output(ofLayer: 7))`"
    return """
      This page is of **\(title)**, a network from a file and no ZFNet: \(graph.convolutionNames.count) convolutions, \
      \(NumberText.whole(graph.parameterCount)) parameters, \(graph.inputSide) pixels a side. Where the text says layers 1 to 5, \
      they are \(nodes.dropLast().joined(separator: ", ")) and \(nodes[nodes.count - 1]), \(choice); layer 7 \(upper). The rule and the sizes stand at the beginning of [what the layers have learned](#layer-visualizations). \
      What has random weights has the same graph, with weights drawn by the seed in the spread of each layer's own. One network is no sample: \
      claims are judged over its images and units, and say nothing of other networks.
      """
  }

  /// The lines of the provenance.
  public var provenance: [ProvenanceEntry] {
    let preprocessing = model.preprocessing
    return [
      ProvenanceEntry("Network", "\(name) (\(origin)), \(model.origin.digest.prefix(16))…"),
      ProvenanceEntry(
        "Preprocessing",
        "\(preprocessing.inputSide) of \(preprocessing.storedSide) pixels, \(preprocessing.channelOrder.rawValue.uppercased())"
      ),
      ProvenanceEntry("Layers 1 to 5", layers.maps.joined(separator: ", ")),
    ]
  }
}
