import Foundation
import Images
import Networks
import SceneWorld
import Yams

extension RunConfiguration {
  /// The configuration with one value changed: `training.samples`, `"20000"`.
  ///
  /// - Throws: `ConfigurationError.unknownKey` with the nearest key, or `.badValue`.
  public func setting(_ key: String, to text: String) throws -> RunConfiguration {
    var leaves = try self.leaves()
    guard let old = leaves[key], key != "profile" else {
      throw ConfigurationError.unknownKey(
        key: key, nearest: NearestName.to(key, among: leaves.keys.sorted()))
    }
    let value: Any
    switch old {
    case is String:
      value = text
    default:
      guard let number = Self.number(text), number.isFinite, number >= 0 else {
        throw ConfigurationError.badValue(key: key, value: text, wanted: "a number, zero or more,")
      }
      guard number <= Self.largestCount else {
        throw ConfigurationError.badValue(
          key: key, value: text, wanted: "a number up to \(Int(Self.largestCount))")
      }
      value = number
    }
    leaves[key] = value
    do {
      return try Self.assembled(from: leaves)
    } catch {
      throw ConfigurationError.badValue(key: key, value: text, wanted: wanted(for: key))
    }
  }

  /// The largest number that any setting takes: far more than any run has time for, and far less than overflows.
  private static let largestCount = 1e12

  /// A decimal number, with or without an exponent; underscores may stand between its digits, as YAML has it.
  ///
  /// Every number is read in base ten: zeros before it change nothing, and neither `0x10` nor `20:00` is one.
  static func number(_ text: String) -> Double? {
    let pattern = /[-+]?([0-9]+(_[0-9]+)*)?(\.[0-9]*)?([eE][-+]?[0-9]+)?/
    guard !text.isEmpty, text.wholeMatch(of: pattern) != nil else { return nil }
    return Double(text.replacing("_", with: ""))
  }

  /// Refuses sizes that no network or set of images can have.
  ///
  /// - Parameter drawsImages: whether any of the images are drawn, which have a largest side.
  /// - Throws: `ConfigurationError.badValue`.
  public func validate(drawsImages: Bool) throws {
    func require(_ holds: Bool, _ key: String, _ value: some CustomStringConvertible, _ wanted: String) throws
    {
      if !holds { throw ConfigurationError.badValue(key: key, value: value.description, wanted: wanted) }
    }
    let smallest = Architecture.all.filter { $0 != .linear }.map(\.smallestInput).max() ?? 1
    for (name, settings) in [("training", training), ("visualization", visualizationSettings)] {
      try require(
        (smallest...1024).contains(settings.input), "\(name).input", settings.input,
        "a side from \(smallest), the smallest that the networks' windows fit, to 1024,")
      try require(
        !drawsImages || settings.input <= Self.largestDrawnInput, "\(name).input", settings.input,
        "a side of at most \(Self.largestDrawnInput), as drawn images have at most \(SceneSource.sides.upperBound) pixels a side,"
      )
      try require(
        settings.width > 0 && settings.width <= 4, "\(name).width", settings.width, "a share up to 4")
      // A batch that memory cannot hold is refused where its network is known.
      let most = 1_000_000
      try require((1...most).contains(settings.batch), "\(name).batch", settings.batch, "1 to \(most)")
      try require(
        settings.samples > 0 || settings.steps > 0, "\(name).samples", settings.samples,
        "a positive number")
      let mostSteps = Int(Self.largestCount) / settings.batch
      try require(settings.steps <= mostSteps, "\(name).steps", settings.steps, "a number up to \(mostSteps)")
      try require(
        (1...most).contains(settings.evaluations), "\(name).evaluations", settings.evaluations, "1 to \(most)"
      )
    }
    for (key, value) in [
      ("seeds.zfnet", seeds.zfnet), ("seeds.alexnet", seeds.alexnet), ("seeds.removals", seeds.removals),
      ("seeds.wide", seeds.wide), ("seeds.paperRecipe", seeds.paperRecipe),
      ("seeds.visualization", seeds.visualization), ("seeds.others", seeds.others),
      ("roles.folds", roles.folds), ("roles.scratchFolds", roles.scratchFolds),
      ("roles.analysisFolds", roles.analysisFolds),
    ] {
      try require(value <= 1000, key, value, "a number up to 1000")
    }
    let mostImages = 100_000_000
    for (key, value) in [
      ("data.trainingImages", data.trainingImages), ("data.validationImages", data.validationImages),
      ("roles.transferPerClass", roles.transferPerClass), ("roles.multilabelImages", roles.multilabelImages),
      ("roles.faces", roles.faces), ("roles.measuredImages", roles.measuredImages),
      ("figures.mapsPerLayer", figures.mapsPerLayer), ("figures.atlasMaps", figures.atlasMaps),
    ] {
      try require(value <= mostImages, key, value, "a number up to \(mostImages)")
    }
    try require(
      data.trainingImages > 0, "data.trainingImages", data.trainingImages, "a positive number")
    try require(
      data.validationImages > 0, "data.validationImages", data.validationImages, "a positive number")
    try require((0...1).contains(data.difficulty), "data.difficulty", data.difficulty, "a number from 0 to 1")
    let positive = [
      ("seeds.zfnet", seeds.zfnet), ("seeds.alexnet", seeds.alexnet),
      ("seeds.visualization", seeds.visualization), ("roles.faces", roles.faces),
      ("roles.folds", roles.folds),
      ("roles.scratchFolds", roles.scratchFolds), ("roles.analysisFolds", roles.analysisFolds),
      ("roles.measuredImages", roles.measuredImages),
    ]
    for (key, value) in positive { try require(value > 0, key, value, "a positive number") }
    try require(seeds.doubled >= 0, "seeds.doubled", seeds.doubled, "a number of networks, or 0")
    for (key, value) in [
      ("roles.transferPerClass", roles.transferPerClass),
      ("roles.multilabelImages", roles.multilabelImages),
    ] {
      try require(value > 1, key, value, "at least 2, one to learn from and one to judge by,")
    }
    try require(figures.mapsPerLayer > 0, "figures.mapsPerLayer", figures.mapsPerLayer, "a positive number")
  }

  /// The largest input side whose stored images, in the paper's proportion, can still be drawn.
  private static let largestDrawnInput =
    (1...SceneSource.sides.upperBound).last {
      ResizeAndCrop.storedSide(input: $0) <= SceneSource.sides.upperBound
    } ?? 1

  /// The configuration as YAML with sorted keys: what is printed and saved.
  public var yaml: String {
    let encoder = YAMLEncoder()
    encoder.options.sortKeys = true
    guard let text = try? encoder.encode(self) else { preconditionFailure("a configuration that is no YAML") }
    return text
  }

  private func wanted(for key: String) -> String {
    if key == "precision" { return PrecisionChoice.allCases.map(\.rawValue).joined(separator: ", ") }
    return key.hasSuffix("recipe")
      ? RecipeKind.allCases.map(\.rawValue).joined(separator: " or ") : "a whole number"
  }

  private func leaves() throws -> [String: Any] {
    let tree = try JSONSerialization.jsonObject(with: JSONEncoder().encode(self))
    return Self.flattened(tree as? [String: Any] ?? [:])
  }

  private static func flattened(_ tree: [String: Any], prefix: String = "") -> [String: Any] {
    tree.reduce(into: [:]) { leaves, entry in
      if let branch = entry.value as? [String: Any] {
        leaves.merge(flattened(branch, prefix: "\(prefix)\(entry.key).")) { _, new in new }
      } else {
        leaves[prefix + entry.key] = entry.value
      }
    }
  }

  private static func assembled(from leaves: [String: Any]) throws -> RunConfiguration {
    var tree: [String: Any] = [:]
    for (key, value) in leaves {
      let parts = key.split(separator: ".").map(String.init)
      if parts.count == 1 {
        tree[key] = value
      } else {
        var branch = tree[parts[0]] as? [String: Any] ?? [:]
        branch[parts[1]] = value
        tree[parts[0]] = branch
      }
    }
    return try JSONDecoder().decode(RunConfiguration.self, from: JSONSerialization.data(withJSONObject: tree))
  }
}
