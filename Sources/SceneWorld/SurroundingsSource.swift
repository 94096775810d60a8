import Datasets
import Files

/// The images of a drawn world without the objects and their shadows, labeled by the objects that are missing: a network
/// that can tell the class from these has found a shortcut.
public struct SurroundingsSource: ImageSource {
  private let scenes: SceneSource

  /// The surroundings of a world's objects.
  public init(of scenes: SceneSource) { self.scenes = scenes }

  /// The source's name in the report: `scenes/surroundings`, or that of another role.
  public var name: String { "\(scenes.name)/surroundings" }

  /// The SHA-256 of the world's digest and of what is left out.
  public var digest: String {
    ContentDigest.of("surroundings \(scenes.digest)")
  }

  /// The classes of the drawn world, those of the objects that are left out.
  public var classNames: [String] { scenes.classNames }
  /// How many images a split holds.
  public func count(_ split: Split) -> Int { scenes.count(split) }
  /// The class of the object that is missing.
  public func label(_ split: Split, _ index: Int) -> Int { scenes.label(split, index) }

  /// One image without its object; it has neither mask nor parts.
  ///
  /// - Throws: `CairoError` where memory for the surfaces cannot be had.
  public func example(_ split: Split, _ index: Int, side: Int) throws -> LabeledImage {
    LabeledImage(
      image: try scenes.surroundings(split, index, side: side), label: label(split, index),
      name: "\(name)/\(split.rawValue)/\(index)")
  }
}
