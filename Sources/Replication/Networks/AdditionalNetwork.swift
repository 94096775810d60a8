import Experiments
import Figures
import Reporting

/// A network from a file that is measured beside those that a run trains (`--also`): one more column, row or line where nothing asks for
/// the classes that it knows. No claim is about it.
public struct AdditionalNetwork: Sendable {
  /// What figures and tables call it: its file's name without the ending, no control character in it.
  public let name: String
  /// The network, as chapters look into any: a group of one.
  public let group: StudiedGroup
  private let imported: ImportedNetwork

  /// A network as it was read.
  ///
  /// - Parameters:
  ///   - name: what figures call it.
  ///   - seed: that of its random-weight control.
  init(_ network: ImportedNetwork, called name: String, seed: UInt64) {
    self.name = name
    imported = network
    group = StudiedGroup(network, seed: seed)
  }

  /// The network by itself, as functions take it that measure one at a time.
  public var network: StudiedNetwork { group.networks[0] }
  /// What results on it are stored under.
  public var digest: String { network.digest }
  /// Its name in running text.
  public var emphasis: String { "*\(InlineMarkup.escaped(name))*" }
  /// Whether its layer 7 has other values than its layer 5.
  public var hasLayer7: Bool { !network.layers.endsInMaps }

  /// What a chapter says of it before it shows it: its size, and the nodes that stand for the paper's layers.
  public var introduction: String {
    let graph = network.graph
    let nodes = network.layers.maps.map { "`\($0)`" }
    let upper =
      hasLayer7
      ? "layer 7 is `\(network.layers.output(ofLayer: 7))`"
      : "it has no layer 7 of its own, since its classifier reads layer 5"
    return """
      \(emphasis) is from a file: \(graph.convolutionNames.count) convolutions, \(NumberText.whole(graph.parameterCount)) parameters, \
      \(graph.inputSide) pixels a side. Its layers 1 to 5 are \(nodes.dropLast().joined(separator: ", ")) and \(nodes[nodes.count - 1]), evenly \
      spaced over its depth; \(upper).
      """
  }

  /// The line of the provenance.
  public var provenance: ProvenanceEntry {
    let preprocessing = network.preprocessing
    return ProvenanceEntry(
      "Also measured",
      "\(imported.name) (\(imported.origin)), \(digest.prefix(16))…, \(preprocessing.inputSide) of \(preprocessing.storedSide) pixels, "
        + "\(preprocessing.channelOrder.rawValue.uppercased()), layers 1 to 5: "
        + network.layers.maps.joined(separator: ", "),
      digest: digest)
  }
}

extension [AdditionalNetwork] {
  /// Their names in running text, such as “*a* and *b*”.
  public var names: String { map(\.emphasis).joined(separator: " and ") }
}
