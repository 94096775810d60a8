import ArgumentParser
import Files
import Foundation
import ModelFiles

/// Networks from files that are measured beside those that a run trains.
public struct AdditionalOptions: ParsableArguments {
  /// The files: models of this package, as `zfnet import` and `zfnet train` write them.
  @Option(
    name: .customLong("also"), parsing: .singleValue,
    help: ArgumentHelp(
      "A network to measure beside those that a run trains, wherever that needs no classes of its own: a .safetensors file of zfnet import or zfnet train. It may be given \(AdditionalOptions.most) times; no claim is about it.",
      valueName: "file"),
    completion: .file(extensions: ["safetensors"]))
  public var files: [String] = []

  /// The most networks that can be measured beside a run's own: more have no room in the figures.
  public static let most = 2

  /// Parsed by the command line.
  public init() {}

  /// The options as a command line, for the processes that share them.
  public var arguments: [String] { files.flatMap { ["--also", $0] } }

  /// Refuses more networks than there is room for.
  public func validate() throws {
    if files.contains("") { throw ValidationError("--also names no file.") }
    if files.count > Self.most {
      throw ValidationError("--also is given \(files.count) times; figures have room for \(Self.most).")
    }
  }

  /// The networks in the files, in the order of the command.
  ///
  /// - Parameter seed: that of their random-weight controls.
  /// - Throws: `ConfigurationError` for a file of another kind, a network that has no layers like the paper's, or two that cannot be told
  ///   apart; what reading a file throws.
  func open(seed: UInt64) throws -> [AdditionalNetwork] {
    var networks: [AdditionalNetwork] = []
    for file in files {
      let network = try Self.network(file, seed: seed)
      if let other = networks.first(where: { $0.digest == network.digest }) {
        throw Self.refusal(file, "it has the same network as \(other.name); leave one of the two out")
      }
      if networks.contains(where: { $0.name == network.name }) {
        throw Self.refusal(
          file, "another file of --also is called so too; rename one, so that figures can tell them apart")
      }
      networks.append(network)
    }
    return networks
  }

  private static func network(_ file: String, seed: UInt64) throws -> AdditionalNetwork {
    let url = URL(fileURLWithPath: file)
    try ConfigurationError.refuseFolder(file, endings: [".safetensors"])
    if url.pathExtension.lowercased() == "onnx" || CaffeNetwork.isNamed(file) {
      throw refusal(
        file,
        "it does not say how images become the network's input: run zfnet import \(file) --preprocess … --out NAME.safetensors, and name that"
      )
    }
    let imported = try ImportedNetwork(
      try ModelFile.readVerified(url).model, name: url.lastPathComponent, option: "--also \(file)")
    return AdditionalNetwork(imported, called: name(of: url), seed: seed)
  }

  /// What figures call a file's network: no longer than a column's heading can be.
  private static func name(of url: URL) -> String {
    let stem = url.deletingPathExtension().lastPathComponent
    return String((stem.isEmpty ? url.lastPathComponent : stem).printable.prefix(40))
  }

  private static func refusal(_ file: String, _ cause: String) -> ConfigurationError {
    .badOption(option: "--also \(file)", cause: cause)
  }
}
