import ArgumentParser
import Networks
import Replication

/// Which maps of which layer a command shows: those that are named, or so many.
struct MapChoice: ParsableArguments {
  @Option(help: "The convolution whose maps are shown. [default: the last below the classifier]")
  var layer: String?

  @Option(name: .customLong("map"), help: "A map to show, by its number from 0; may be repeated.")
  var maps: [Int] = []

  @Option(help: "How many maps are shown where none is named.")
  var count: Int?

  func validate() throws {
    if let count, count < 1 { throw ValidationError("--count is above 0, not \(count).") }
    if let twice = maps.first(where: { map in maps.count { $0 == map } > 1 }) {
      throw ValidationError("--map \(twice) is given twice.")
    }
    if count != nil, !maps.isEmpty {
      throw ValidationError("--count has no effect beside --map: the maps that are named are shown.")
    }
  }

  /// The layer in a network, which must have the maps that are named.
  ///
  /// - Throws: `ConfigurationError.badOption`.
  func layer(of model: Model) throws -> String {
    let layer = try NetworkFile.convolution(layer, of: model)
    let channels = model.graph.shape(of: layer)[0]
    if let wrong = maps.first(where: { !(0..<channels ~= $0) }) {
      throw ConfigurationError.badOption(
        option: "--map \(wrong)", cause: "\(layer) has the maps 0 to \(channels - 1)")
    }
    return layer
  }
}
