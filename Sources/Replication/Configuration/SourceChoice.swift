import Datasets
import Foundation
import SceneWorld

/// Which pictures a run looks at: `scenes`, `folder:PATH` or `tiny-imagenet:PATH`.
public enum SourceChoice: Hashable, Sendable {
  /// The embedded, drawn world.
  case scenes
  /// `root/{train,val}/<class>/…`.
  case folder(URL)
  /// The published layout of Tiny-ImageNet.
  case tinyImageNet(URL)

  /// Reads `kind[:path]`.
  ///
  /// - Throws: `ConfigurationError.badOption`.
  public init(_ text: String) throws {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let path = parts.count == 2 && !parts[1].isEmpty ? parts[1] : nil
    switch (parts[0], path) {
    case ("scenes", nil): self = .scenes
    case ("folder", let path?): self = .folder(URL(fileURLWithPath: path))
    case ("tiny-imagenet", let path?): self = .tinyImageNet(URL(fileURLWithPath: path))
    case ("folder", nil), ("tiny-imagenet", nil):
      throw ConfigurationError.badOption(
        option: "--source \(text)", cause: "a path is wanted, as in \(parts[0]):PATH")
    default:
      throw ConfigurationError.badOption(
        option: "--source \(text)",
        cause: "no such kind; there are scenes, folder:PATH and tiny-imagenet:PATH")
    }
  }

  /// Opens the pictures.
  ///
  /// - Throws: `DatasetError` where they are not there or not in their layout.
  public func open(_ data: RunConfiguration.DataSettings, seed: UInt64) throws -> any PictureSource {
    switch self {
    case .scenes:
      return SceneSource(
        role: .source, seed: seed, trainCount: data.trainingPictures,
        validationCount: data.validationPictures,
        difficulty: data.difficulty)
    case .folder(let url):
      return try FolderSource(root: url)
    case .tinyImageNet(let url):
      return try TinyImageNetSource(
        root: url, classes: data.classes > 0 ? data.classes : nil,
        picturesPerClass: data.picturesPerClass > 0 ? data.picturesPerClass : nil)
    }
  }

  /// Whether the pictures are drawn rather than photographed.
  public var isDrawn: Bool { self == .scenes }
}
