import Datasets
import Files
import Images

/// The embedded, drawn world: images drawn on demand, with exact annotations.
///
/// ```swift
/// let source = SceneSource(role: .source, seed: 1, trainCount: 20_000, validationCount: 2_000)
/// let image = try source.example(.train, 17, side: 96)   // image, label, mask, parts, nuisances
/// ```
/// An image is a pure function of seed, role, split, index and difficulty: images may be drawn in any order and by several
/// threads at once, and any side shows the same scene. Parts named left and right are the animal's own.
public struct SceneSource: ImageSource {
  /// The sides that a scene can be drawn at, in pixels.
  public static let sides = 32...512
  /// The default difficulty: a small network that has seen a few tens of thousands of images has an error of about a third,
  /// which leaves room for differences both ways.
  public static let usualDifficulty = 0.5
  /// Raised by hand whenever the same arguments give other images.
  public static let version = 12

  /// The role that the images fill; it decides the classes.
  public let role: DatasetRole
  /// Sources of different seeds share no image.
  public let seed: UInt64
  /// How strongly pose, clutter and camera vary, from 0 (posed) to 1 (hard).
  public let difficulty: Double
  private let trainCount: Int
  private let validationCount: Int

  /// A set of drawn images, its classes in equal shares.
  ///
  /// The role `figures` has its own images, all of them to judge by: seed, counts and difficulty do not reach it.
  ///
  /// - Parameters:
  ///   - role: decides the classes.
  ///   - seed: decides the scenes.
  ///   - trainCount: how many images to learn from.
  ///   - validationCount: how many images to judge by.
  ///   - difficulty: 0 (posed) … 1 (hard).
  public init(
    role: DatasetRole, seed: UInt64, trainCount: Int, validationCount: Int,
    difficulty: Double = usualDifficulty
  ) {
    precondition(
      trainCount >= 0 && validationCount >= 0, "counts of \(trainCount) and \(validationCount) images")
    precondition((0...1).contains(difficulty), "difficulty \(difficulty) is not in 0…1")
    self.role = role
    self.seed = seed
    self.difficulty = difficulty
    self.trainCount = role.fixedCount(isTraining: true) ?? trainCount
    self.validationCount = role.fixedCount(isTraining: false) ?? validationCount
  }

  /// `scenes`, or `scenes/transfer` for another role than the source.
  public var name: String { role == .source ? "scenes" : "scenes/\(role.rawValue)" }

  /// The SHA-256 of the parameters and the version.
  public var digest: String {
    let parameters =
      "scenes v\(SceneSource.version) \(role.rawValue) \(seed) \(trainCount) \(validationCount) \(difficulty)"
    return ContentDigest.of(parameters)
  }

  /// The classes' names, in the order of the labels.
  public var classNames: [String] { role.classes.map(\.name) }

  /// How many images a split holds.
  public func count(_ split: Split) -> Int {
    switch split {
    case .train: trainCount
    case .validation: validationCount
    }
  }

  /// The label of one image, the class of its first object: classes take turns.
  public func label(_ split: Split, _ index: Int) -> Int {
    precondition(index >= 0 && index < count(split), "image \(index) of \(count(split)) in \(split)")
    return role == .figures ? NamedScene.allCases[index].label : index % role.classes.count
  }

  /// One image of exactly `side` × `side` pixels, with its annotations and nuisance values.
  ///
  /// - Throws: `CairoError` where memory for the surfaces cannot be allocated.
  public func example(_ split: Split, _ index: Int, side: Int) throws -> LabeledImage {
    check(side)
    let scene = try scene(split, index)
    let (image, objects) = try scene.render(side: side)
    return LabeledImage(
      image: image, label: label(split, index), name: name(split, index), objects: objects,
      nuisances: scene.nuisances)
  }

  /// The same image without the objects and their shadows.
  ///
  /// - Throws: `CairoError` where memory for the surfaces cannot be had.
  public func surroundings(_ split: Split, _ index: Int, side: Int) throws -> Image {
    check(side)
    return try scene(split, index).renderWithoutObjects(side: side)
  }

  private func name(_ split: Split, _ index: Int) -> String {
    role == .figures
      ? "scenes/figures/\(NamedScene.allCases[index].rawValue)"
      : "scenes/\(role.rawValue)/\(split.rawValue)/\(index)"
  }

  private func check(_ side: Int) {
    precondition(
      SceneSource.sides.contains(side),
      "a side of \(side) pixels is not in \(SceneSource.sides.lowerBound)…\(SceneSource.sides.upperBound)")
  }

  func streams(_ split: Split, _ index: Int) -> SceneStreams {
    SceneStreams(seed: seed, place: [role.number, split == .train ? 0 : 1, index])
  }

  func scene(_ split: Split, _ index: Int) throws -> Scene {
    let label = label(split, index)
    let streams = streams(split, index)
    let difficulty = role.difficulty(from: difficulty)
    switch role {
    case .source, .transfer, .secondTransfer:
      return Scene(role.classes[label], label: label, streams: streams, difficulty: difficulty)
    case .multilabel:
      return try Scene(multilabel: label, streams: streams, difficulty: difficulty)
    case .faces:
      return Scene(face: label, streams: streams, difficulty: difficulty)
    case .figures:
      return try NamedScene.allCases[index].scene()
    }
  }
}
