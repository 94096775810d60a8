import ArgumentParser
import Foundation
import ModelFiles
import Networks
import Replication

/// Prints a network node by node: sizes, parameters, and what its units see.
struct Describe: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Print the nodes of an architecture, or of a network in a file, with their sizes and parameters.",
    discussion: """
      EXAMPLES
        zfnet describe --architecture zfnet --input 96 --classes 20
        zfnet describe network.safetensors
        zfnet describe resnet18.onnx --side 224 --json
        zfnet describe deploy.prototxt --weights bvlc_alexnet.caffemodel
      """)

  @Argument(
    help:
      "A .safetensors file of zfnet train or zfnet import, or a file that zfnet import takes, in the place of an architecture."
  )
  var file: String?

  @OptionGroup var choices: ForeignChoices

  @Option(
    name: .customLong("architecture"),
    help: "The network: \(Architecture.all.map(\.name).joined(separator: ", ")). [default: zfnet]")
  var chosenArchitecture: Architecture?

  @Option(name: .customLong("input"), help: "The image's side in pixels. [default: 224]")
  var chosenInput: Int?

  @Option(
    name: .customLong("width"),
    help:
      "The share of the published channels and dense units; counts are rounded up to multiples of 16. [default: 1]"
  )
  var chosenWidth: Double?

  @Option(name: .customLong("classes"), help: "The number of classes. [default: 1000]")
  var chosenClasses: Int?

  private var architecture: Architecture { chosenArchitecture ?? .zfnet }
  private var input: Int { chosenInput ?? 224 }
  private var width: Double { chosenWidth ?? 1 }
  private var classes: Int { chosenClasses ?? 1000 }

  @Flag(help: "Print JSON instead of a table.")
  var json = false

  func validate() throws {
    let ofArchitectures = [
      ("--architecture", chosenArchitecture != nil), ("--input", chosenInput != nil),
      ("--width", chosenWidth != nil), ("--classes", chosenClasses != nil),
    ]
    if let file, let option = ofArchitectures.first(where: \.1)?.0 {
      throw ValidationError("\(option) is of architectures, and has no effect on the network in \(file).")
    }
    if file == nil, choices.areGiven {
      throw ValidationError("\(ForeignChoices.names) have an effect on networks in files alone.")
    }
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
    try Ending.report {
      let description = try described()
      guard json else {
        print(description.table)
        return
      }
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      print(String(decoding: try encoder.encode(description), as: UTF8.self))
    }
  }

  private func described() throws -> GraphDescription {
    guard let file else {
      return GraphDescription(
        architecture.graph(input: input, width: width, classes: classes), named: architecture.name)
    }
    if ForeignChoices.isOfThisProgram(file) {
      guard !choices.areGiven else {
        throw ConfigurationError.badOption(
          option: ForeignChoices.names, cause: "they have no effect on a model of this program's")
      }
      let model = try ModelFile.read(URL(fileURLWithPath: file)).model
      return GraphDescription(model.graph, named: model.origin.title)
    }
    let network = try choices.network(in: file)
    return GraphDescription(network.graph, named: network.title)
  }
}

extension Architecture: ExpressibleByArgument {
  /// The architecture of a name.
  public init?(argument: String) { self.init(named: argument) }
  /// The name, where a default is shown.
  public var defaultValueDescription: String { name }
}
