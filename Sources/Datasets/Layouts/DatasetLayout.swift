import Foundation

/// How the images, labels and annotations of a data set lie in a folder, and how to open it.
///
/// A layout is a static member of this type, in the file of the source that reads it, and a line of `all`. The command
/// line, its help and its error messages go by that list.
public struct DatasetLayout: Sendable, Hashable, CustomStringConvertible {
  /// Every layout that the command line knows, in the order in which help names them.
  public static let all: [DatasetLayout] = [
    .folder,
    .images,
    .list,
    .imagenet,
    .tinyImageNet,
    .cifar10,
    .caltech101,
    .caltech256,
    .voc2012,
    .landmarks,
  ]

  /// What a person types before the path, as in `caltech101:PATH`; lower-case letters, digits and hyphens.
  public let name: String
  /// What lies in the folder, in one sentence for the help.
  public let summary: String
  private let reader: @Sendable (_ root: URL, _ limits: DatasetLimits) throws -> any ImageSource

  /// A layout whose source takes the limits itself: it can leave out what is not asked for before it lists the files.
  ///
  /// - Parameters:
  ///   - name: what a person types before the path.
  ///   - summary: what lies in the folder, one sentence.
  ///   - open: reads the folder, with no more classes and images than the limits say.
  public init(
    _ name: String, summary: String,
    openLimited open: @escaping @Sendable (_ root: URL, _ limits: DatasetLimits) throws -> any ImageSource
  ) {
    self.name = name
    self.summary = summary
    reader = open
  }

  /// A layout whose source lists all there is; limits are applied to the list.
  ///
  /// - Parameters:
  ///   - name: what a person types before the path.
  ///   - summary: what lies in the folder, one sentence.
  ///   - open: reads the folder.
  public init(
    _ name: String, summary: String, open: @escaping @Sendable (_ root: URL) throws -> any ImageSource
  ) {
    self.init(name, summary: summary) { root, limits in
      let source = try open(root)
      return limits == .none ? source : try LimitedSource(source, limits, path: root.path)
    }
  }

  /// Opens the images in a folder.
  ///
  /// - Parameters:
  ///   - root: the data set's folder, or the one that holds it.
  ///   - limits: how many of its classes and images to take.
  /// - Throws: `DatasetError` where the folder is not there or not in this layout, or holds less than the limits ask for.
  public func open(_ root: URL, _ limits: DatasetLimits = .none) throws -> any ImageSource {
    try reader(root, limits)
  }

  /// The form in which the command line takes it: `caltech101:PATH`.
  public var description: String { "\(name):PATH" }

  /// Whether two layouts have the same name.
  public static func == (left: DatasetLayout, right: DatasetLayout) -> Bool { left.name == right.name }

  /// Hashes the name, which alone decides whether two are the same.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
