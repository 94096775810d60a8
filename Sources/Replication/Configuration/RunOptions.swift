import ArgumentParser
import Foundation

/// The options that chapters, the report and the tool share.
public struct RunOptions: ParsableArguments {
  /// The profile that was named; nil leaves it to the file of `config`, or takes the quick one.
  @Option(
    name: .customLong("profile"),
    help:
      "The size of the run: \(RunConfiguration.Profile.allCases.map(\.rawValue).joined(separator: ", ")); a file of --config that says another is refused. [default: quick, or what the file says]"
  )
  public var namedProfile: RunConfiguration.Profile?

  /// A YAML file of settings that go over the profile's.
  @Option(help: ArgumentHelp("A YAML file with settings over the profile's.", valueName: "file"))
  public var config: String?

  /// Single settings, `key=value`, that go over the file's; of several for one key the last counts, so that a script can add to those that
  /// it was given.
  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp(
      "One setting, such as training.samples=20000. May be repeated; of several for one key the last counts.",
      valueName: "key=value"))
  public var settings: [String] = []

  /// The seed of all random numbers.
  @Option(help: "The seed of all random numbers.")
  public var seed: UInt64 = 1

  /// The number of threads; nil uses all cores.
  @Option(help: "The number of threads. [default: all cores]")
  public var threads: Int?

  /// The data type that networks are trained and evaluated with; nil leaves it to the configuration.
  @Option(
    help:
      "The data type that networks are trained with: f32, bf16, or auto, the quicker one for this kind of processor. [default: auto]"
  )
  public var precision: PrecisionChoice?

  /// The folder that all output goes to.
  @Option(help: ArgumentHelp("The folder that all output goes to.", valueName: "folder"))
  public var output: String = "output"

  /// The images that networks are trained on first, as `kind[:PATH]`.
  @Option(
    help: ArgumentHelp(
      "The images: \(SourceChoice.forms); scenes are the embedded, drawn world.",
      valueName: "kind[:path]"))
  public var source: String = "scenes"

  /// The data sets of the other roles: transfer, several objects, faces.
  @OptionGroup public var roles: RoleOptions

  /// A network from a file in the place of trained ones.
  @OptionGroup public var network: NetworkOptions

  /// Networks from files beside trained ones.
  @OptionGroup public var additional: AdditionalOptions

  /// Seconds between two checkpoints: how much work a killed run loses at most.
  @Option(help: ArgumentHelp("The time between two checkpoints of a training run.", valueName: "seconds"))
  public var checkpointSeconds: Double = 60

  /// Whether an image that does not decode, or a claim that fails, is an error.
  @Flag(help: "Refuse images that do not decode, and exit with 2 where a claim is not reproduced.")
  public var strict = false

  /// Whether the output folder's store is removed first, so that everything is computed anew.
  @Flag(help: "Remove the stored networks, results and images of this output folder first.")
  public var fresh = false

  /// Whether only errors are printed.
  @Flag(name: .shortAndLong, help: "Print errors only.")
  public var quiet = false

  /// The options of these that may be given more than once.
  public static let repeatable = ["--set", "--also"]

  /// Parsed by the command line.
  public init() {}

  /// The configuration that profile, file and settings resolve to.
  ///
  /// - Throws: `ConfigurationError`.
  public func configuration() throws -> RunConfiguration {
    var configuration = (namedProfile ?? .quick).configuration
    if let config { configuration = try configuration.merging(file: URL(fileURLWithPath: config)) }
    if let config, let namedProfile, configuration.profile != namedProfile.rawValue {
      throw ConfigurationError.badOption(
        option: "--profile \(namedProfile.rawValue)",
        cause: "\(config) says profile: \(configuration.profile); leave one of the two out")
    }
    if roles.mix, try SourceChoice(source).isDrawn {
      throw ConfigurationError.badOption(
        option: "--mix", cause: "it has no effect with --source \(source): all images are drawn; leave it out"
      )
    }
    for setting in settings {
      let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        throw ConfigurationError.badOption(option: "--set \(setting)", cause: "key=value is wanted")
      }
      configuration = try configuration.setting(String(parts[0]), to: String(parts[1]))
    }
    if let precision { configuration.precision = precision }
    if network.network != nil { try refuseTraining(configuration) }
    configuration.precision = PrecisionChoice(try configuration.precision.resolved())
    try configuration.validate(drawsImages: try SourceChoice(source).isDrawn || roles.mix)
    return configuration
  }

  /// Refuses settings that are of training where nothing is trained.
  ///
  /// - Throws: `ConfigurationError.badOption`.
  private func refuseTraining(_ configuration: RunConfiguration) throws {
    let sections = ["training", "visualization", "seeds", "precision"]
    func refusal(_ option: String, _ name: String) -> ConfigurationError {
      .badOption(option: option, cause: "\(name) has no effect with --network: nothing is trained")
    }
    for setting in settings {
      let key = setting.prefix { $0 != "=" }
      if sections.contains(where: { key == $0 || key.hasPrefix("\($0).") }) {
        throw refusal("--set \(setting)", String(key))
      }
    }
    // A saved configuration says all: what it says of training must be its profile's.
    guard let config, let profile = RunConfiguration.Profile(rawValue: configuration.profile)?.configuration
    else { return }
    if configuration.training != profile.training { throw refusal("--config \(config)", "training") }
    if configuration.visualization != profile.visualization {
      throw refusal("--config \(config)", "visualization")
    }
    if configuration.seeds != profile.seeds { throw refusal("--config \(config)", "seeds") }
  }

  /// Refuses networks from files where a command can only train its own.
  ///
  /// - Throws: `ValidationError`.
  public func refuseNetwork() throws {
    guard network.network != nil || !additional.files.isEmpty else { return }
    let option = network.network != nil ? "--network" : "--also"
    throw ValidationError("\(option) has no effect on this command; the report and its chapters take it.")
  }

  /// The numbers of threads that can be asked for.
  public static let threadCounts = 1...1024

  /// Refuses numbers of threads that cannot be, an output folder without a name, and a time between checkpoints that is not
  /// positive.
  public func validate() throws {
    if let threads, !Self.threadCounts.contains(threads) {
      throw ValidationError("--threads is from 1 to \(Self.threadCounts.upperBound), not \(threads).")
    }
    if output.isEmpty { throw ValidationError("--output is empty; name the folder that all output goes to.") }
    if !(checkpointSeconds > 0) { throw ValidationError("--checkpoint-seconds must be more than 0.") }
    guard network.network != nil else { return }
    if !additional.files.isEmpty {
      throw ValidationError(
        "--also and --network exclude each other: --also measures a network beside those that a run trains, and --network puts one in their place."
      )
    }
    if precision != nil {
      throw ValidationError(
        "--precision has no effect with --network: a network from a file is computed in 32-bit floats.")
    }
    if checkpointSeconds != 60 {
      throw ValidationError("--checkpoint-seconds has no effect with --network: nothing is trained.")
    }
  }
}

extension RunConfiguration.Profile: ExpressibleByArgument {}

extension PrecisionChoice: ExpressibleByArgument {}

extension RunOptions {
  /// The options as a process takes them that assists another: it removes nothing, and leaves talking to the other.
  public var assisting: RunOptions {
    var options = self
    options.fresh = false
    options.quiet = true
    return options
  }

  /// The options as a command line, for the processes that share them.
  public var arguments: [String] {
    // Without a name, a file may say another profile than the usual one.
    let profile = namedProfile ?? (config == nil ? .quick : nil)
    var arguments = profile.map { ["--profile", $0.rawValue] } ?? []
    arguments += ["--seed", "\(seed)", "--output", output, "--source", source]
    if let config { arguments += ["--config", config] }
    for setting in settings { arguments += ["--set", setting] }
    if let precision { arguments += ["--precision", precision.rawValue] }
    arguments += roles.arguments + network.arguments + additional.arguments
    if let threads { arguments += ["--threads", "\(threads)"] }
    if checkpointSeconds != 60 { arguments += ["--checkpoint-seconds", "\(checkpointSeconds)"] }
    if strict { arguments.append("--strict") }
    if quiet { arguments.append("--quiet") }
    return arguments
  }
}
