import ArgumentParser
import Foundation
import Networks

/// Prints an architecture layer by layer: sizes, parameters, and what its units see.
struct Describe: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print an architecture's layers with their sizes and parameters.")

  @Option(help: "The network; zfnet-b is the wide variant.")
  var architecture = ArchitectureKind.zfnet

  @Option(help: "The image's side in pixels.")
  var input = 224

  @Option(help: "The share of the paper's maps and dense widths; counts are rounded up to multiples of 16.")
  var width = 1.0

  @Option(help: "The number of classes.")
  var classes = 1000

  @Flag(help: "Print JSON instead of a table.")
  var json = false

  func validate() throws {
    let smallest = architecture.smallestInput
    guard smallest...4096 ~= input else {
      throw ValidationError("--input is from \(smallest) to 4096 for \(architecture.rawValue), not \(input)")
    }
    guard width > 0, width <= 16 else {
      throw ValidationError("--width is above 0 and at most 16, not \(width)")
    }
    guard 1...1_000_000 ~= classes else {
      throw ValidationError("--classes is from 1 to 1000000, not \(classes)")
    }
  }

  func run() throws {
    let description = ArchitectureDescription(
      architecture.architecture(input: input, width: width, classes: classes))
    guard json else {
      print(description.table)
      return
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    print(String(decoding: try encoder.encode(description), as: UTF8.self))
  }
}

extension ArchitectureKind: ExpressibleByArgument {}
