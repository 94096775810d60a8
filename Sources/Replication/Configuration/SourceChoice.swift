import Datasets
import Foundation
import SceneWorld

/// Which images a command looks at: `scenes`, the embedded, drawn world, or a data set on the disk as `kind:PATH`.
public enum SourceChoice: Hashable, Sendable {
  /// The embedded, drawn world, in its source role.
  case scenes
  /// Images in a folder of a published layout.
  case stored(DatasetLayout, URL)

  /// All forms of the text that a choice is read from, for help and messages: `scenes, folder:PATH, …`.
  public static var forms: String { forms(DatasetLayout.all) }

  /// What each kind of images is, a line each, for the discussion of a command.
  public static var explanation: String {
    let width = DatasetLayout.all.map(\.description.count).max() ?? 0
    let rows =
      [("scenes", "the embedded, drawn world")] + DatasetLayout.all.map { ($0.description, $0.summary) }
    return rows.map { name, summary in
      "  " + name.padding(toLength: width + 2, withPad: " ", startingAt: 0) + summary
    }.joined(separator: "\n")
  }

  /// Reads what was typed, `scenes` or `kind:PATH`.
  ///
  /// - Parameters:
  ///   - text: what was typed.
  ///   - option: the option that it was typed for, for messages; empty where it was an argument.
  ///   - layouts: the kinds that there are besides `scenes`.
  /// - Throws: `ConfigurationError.badOption`, with the nearest kind where there is none of that name.
  public init(_ text: String, option: String = "--source", layouts: [DatasetLayout] = DatasetLayout.all)
    throws
  {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let path = parts.count == 2 && !parts[1].isEmpty ? parts[1] : nil
    func refusal(_ cause: String) -> ConfigurationError {
      .badOption(option: option.isEmpty ? text : "\(option) \(text)", cause: cause)
    }
    if parts == ["scenes"] {
      self = .scenes
    } else if let layout = layouts.first(where: { $0.name == parts[0] }) {
      guard let path else { throw refusal("a path is wanted, as in \(layout)") }
      self = .stored(layout, URL(fileURLWithPath: path))
    } else {
      let nearest = NearestName.to(parts[0], among: ["scenes"] + layouts.map(\.name))
      throw refusal(
        "no such kind; " + (nearest.map { "did you mean “\($0)”? " } ?? "")
          + "there are \(Self.forms(layouts))")
    }
  }

  /// Opens the images, no more of them than the settings ask for.
  ///
  /// - Throws: `DatasetError` where they are not there or not in their layout, or fewer than the settings ask for;
  ///   `ConfigurationError.badValue` where the settings would leave classes or images out of the drawn world.
  public func open(_ data: RunConfiguration.DataSettings, seed: UInt64) throws -> any ImageSource {
    switch self {
    case .scenes:
      for (key, value) in [("data.classes", data.classes), ("data.imagesPerClass", data.imagesPerClass)]
      where value > 0 {
        throw ConfigurationError.badValue(
          key: key, value: "\(value)",
          wanted: "0 (the drawn scenes have all their classes; data.trainingImages says how many images)")
      }
      return SceneSource(
        role: .source, seed: seed, trainCount: data.trainingImages,
        validationCount: data.validationImages, difficulty: data.difficulty)
    case .stored(let layout, let root): return try layout.open(root, data.limits)
    }
  }

  /// Opens the images that a network is to learn from and to be judged by.
  ///
  /// - Throws: what `open` throws; `DatasetError` also where the set has no official division into the two, or only one class.
  public func openDivided(
    _ data: RunConfiguration.DataSettings, seed: UInt64
  ) throws -> any ImageSource {
    let source = try open(data, seed: seed)
    if case .stored(let layout, let root) = self,
      Split.allCases.contains(where: { source.count($0) == 0 })
    {
      throw DatasetError.malformed(
        path: root.path,
        cause: "\(layout.name) does not say which images are learned from and which are judged by",
        hint:
          "divide it by zfnet data split, or give it for its role (\(RoleOptions.names)), and another set as --source"
      )
    }
    if case .stored(_, let root) = self, source.classNames.count < 2 {
      throw DatasetError.malformed(
        path: root.path,
        cause: "one class alone (\(source.classNames.joined())): there is nothing to tell apart",
        hint: "take a set of two classes or more")
    }
    return source
  }

  /// Whether the images are drawn rather than photographed.
  public var isDrawn: Bool { self == .scenes }

  private static func forms(_ layouts: [DatasetLayout]) -> String {
    (["scenes"] + layouts.map(\.description)).joined(separator: ", ")
  }
}

extension RunConfiguration.DataSettings {
  /// How much of a data set on the disk is used; a setting of 0 limits nothing.
  public var limits: DatasetLimits {
    DatasetLimits(
      classes: classes > 0 ? classes : nil, imagesPerClass: imagesPerClass > 0 ? imagesPerClass : nil)
  }
}
