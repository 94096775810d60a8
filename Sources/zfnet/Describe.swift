import ArgumentParser
import Foundation
import Networks

/// Prints an architecture node by node: sizes, parameters, and what its units see.
struct Describe: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print an architecture's nodes with their sizes and parameters.")

  @Option(help: "The network: \(Architecture.all.map(\.name).joined(separator: ", ")).")
  var architecture = Architecture.zfnet

  @Option(help: "The image's side in pixels.")
  var input = 224

  @Option(
    help: "The share of the published channels and dense units; counts are rounded up to multiples of 16.")
  var width = 1.0

  @Option(help: "The number of classes.")
  var classes = 1000

  @Flag(help: "Print JSON instead of a table.")
  var json = false

  func validate() throws {
    let smallest = architecture.smallestInput
    guard smallest...4096 ~= input else {
      throw ValidationError("--input is from \(smallest) to 4096 for \(architecture.name), not \(input)")
    }
    guard width > 0, width <= 16 else {
      throw ValidationError("--width is above 0 and at most 16, not \(width)")
    }
    guard 1...1_000_000 ~= classes else {
      throw ValidationError("--classes is from 1 to 1000000, not \(classes)")
    }
  }

  func run() throws {
    let description = GraphDescription(
      architecture.graph(input: input, width: width, classes: classes), named: architecture.name)
    guard json else {
      print(description.table)
      return
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    print(String(decoding: try encoder.encode(description), as: UTF8.self))
  }
}

extension Architecture: ExpressibleByArgument {
  /// The architecture of a name.
  public init?(argument: String) { self.init(named: argument) }
  /// The name, where a default is shown.
  public var defaultValueDescription: String { name }
}
