import Files

/// Images of another source to be judged by, under the classes of a network that did not learn from them.
///
/// Its labels are the network's, so that they name outputs of it. There are no images to learn from: of a source that is
/// divided the validation images are taken, and of any other all.
public struct RelabeledSource: ImageSource {
  private let base: any ImageSource
  private let split: Split
  /// By label of the other source, the network's.
  private let labels: [Int]
  /// The names of the network's classes, in the order of its output.
  public let classNames: [String]

  /// The images of a source under other labels.
  ///
  /// - Parameters:
  ///   - labels: by label of the source, the label that its images get: an index of `classNames`.
  ///   - classNames: the names of all classes, whether or not any of the images is of them.
  public init(of base: any ImageSource, labels: [Int], classNames: [String]) {
    precondition(
      labels.count == base.classNames.count && labels.allSatisfy(classNames.indices.contains),
      "labels \(labels.count) for \(base.classNames.count) classes among \(classNames.count)")
    self.base = base
    self.labels = labels
    self.classNames = classNames
    split = base.count(.validation) > 0 ? .validation : .train
  }

  /// The other source's name.
  public var name: String { base.name }
  /// What the other source left out.
  public var omissions: [Omission] { base.omissions }
  /// The other source's folders.
  public var folders: [String] { base.folders }

  /// Reads the other source's files.
  ///
  /// - Throws: what the other source throws.
  public func readFiles(_ reading: FileDigests.Reading) throws -> [String] { try base.readFiles(reading) }

  /// The file of one image, where the other source knows it.
  public func file(_ split: Split, _ index: Int) -> String? { base.file(self.split, index) }

  /// The SHA-256 of the other source's digest, the labels and the names.
  public var digest: String {
    let numbers = labels.map(String.init).joined(separator: " ")
    return ContentDigest.of(
      "\(base.digest) \(split.rawValue) as \(numbers) of\n" + classNames.joined(separator: "\n"))
  }

  /// How many images there are to judge by; none to learn from.
  public func count(_ split: Split) -> Int { split == .validation ? base.count(self.split) : 0 }

  /// The network's label of one image.
  public func label(_ split: Split, _ index: Int) -> Int { labels[base.label(self.split, index)] }

  /// One image, as the other source gives it, with the network's labels.
  ///
  /// - Throws: what the other source throws.
  public func example(_ split: Split, _ index: Int, side: Int) throws -> LabeledImage {
    var example = try base.example(self.split, index, side: side)
    example.label = labels[example.label]
    for place in example.objects.indices {
      example.objects[place].label = labels[example.objects[place].label]
    }
    return example
  }
}
