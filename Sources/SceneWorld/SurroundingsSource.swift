import Crypto
import Datasets
import Foundation

/// The images of a drawn world with the object and its shadow left out, under the labels of the objects that are missing:
/// whoever can tell the class from these has found a shortcut.
public struct SurroundingsSource: ImageSource {
  private let scenes: SceneSource

  /// The surroundings of a world's objects.
  public init(of scenes: SceneSource) { self.scenes = scenes }

  /// `scenes/surroundings`.
  public var name: String { "\(scenes.name)/surroundings" }

  /// The SHA-256 of the world's digest and of what is left out.
  public var digest: String {
    SHA256.hash(data: Data("surroundings \(scenes.digest)".utf8)).map { String(format: "%02x", $0) }.joined()
  }

  /// The world's classes.
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
