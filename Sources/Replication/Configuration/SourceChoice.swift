import Datasets
import Foundation
import SceneWorld

/// Which images are looked at: `scenes`, or a data set on the disk as `kind:PATH`.
public enum SourceChoice: Hashable, Sendable {
  /// The embedded, drawn world.
  case scenes
  /// Images in a folder of a published layout.
  case stored(Layout, URL)

  /// How the images of a data set lie in its folder.
  public enum Layout: String, CaseIterable, Sendable {
    /// `root/{train,val}/<class>/…`.
    case folder
    /// Tiny-ImageNet.
    case tinyImageNet = "tiny-imagenet"
    /// Caltech-101.
    case caltech101
    /// Caltech-256.
    case caltech256
    /// PASCAL VOC 2012's classification task.
    case voc2012
    /// Faces with a table of their landmarks.
    case landmarks

    /// Opens the images in a folder.
    ///
    /// - Throws: `DatasetError` where they are not there or not in this layout.
    public func open(_ root: URL, _ data: RunConfiguration.DataSettings) throws -> any ImageSource {
      switch self {
      case .folder: try FolderSource(root: root)
      case .tinyImageNet:
        try TinyImageNetSource(
          root: root, classes: data.classes > 0 ? data.classes : nil,
          imagesPerClass: data.imagesPerClass > 0 ? data.imagesPerClass : nil)
      case .caltech101: try Caltech101Source(root: root)
      case .caltech256: try Caltech256Source(root: root)
      case .voc2012: try VOC2012Source(root: root)
      case .landmarks: try LandmarksSource(root: root)
      }
    }
  }

  /// All forms of the text that a choice is read from, for help and messages.
  public static let forms = "scenes, " + Layout.allCases.map { "\($0.rawValue):PATH" }.joined(separator: ", ")

  /// Reads `kind[:path]`.
  ///
  /// - Throws: `ConfigurationError.badOption`.
  public init(_ text: String) throws {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let path = parts.count == 2 && !parts[1].isEmpty ? parts[1] : nil
    switch (Layout(rawValue: parts[0]), path) {
    case (nil, nil) where parts == ["scenes"]: self = .scenes
    case (let layout?, let path?): self = .stored(layout, URL(fileURLWithPath: path))
    case (.some, nil):
      throw ConfigurationError.badOption(
        option: "--source \(text)", cause: "a path is wanted, as in \(parts[0]):PATH")
    default:
      throw ConfigurationError.badOption(
        option: "--source \(text)", cause: "no such kind; there are \(Self.forms)")
    }
  }

  /// Opens the images.
  ///
  /// - Throws: `DatasetError` where they are not there or not in their layout.
  public func open(_ data: RunConfiguration.DataSettings, seed: UInt64) throws -> any ImageSource {
    switch self {
    case .scenes:
      SceneSource(
        role: .source, seed: seed, trainCount: data.trainingImages,
        validationCount: data.validationImages, difficulty: data.difficulty)
    case .stored(let layout, let root): try layout.open(root, data)
    }
  }

  /// Opens the images that a network is to learn from and to be judged by.
  ///
  /// - Throws: `DatasetError`, also where the set has no official division into the two.
  public func openDivided(
    _ data: RunConfiguration.DataSettings, seed: UInt64
  ) throws -> any ImageSource {
    let source = try open(data, seed: seed)
    if case .stored(let layout, let root) = self,
      Split.allCases.contains(where: { source.count($0) == 0 })
    {
      throw DatasetError.malformed(
        path: root.path,
        cause: "\(layout.rawValue) does not say which images are learned from and which are judged by",
        hint: "give it for its role (--caltech101, --caltech256, --faces), and another set as --source")
    }
    return source
  }

  /// Whether the images are drawn rather than photographed.
  public var isDrawn: Bool { self == .scenes }
}
