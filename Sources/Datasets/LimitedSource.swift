import Files

/// The first classes of another source, and the first training images of each.
///
/// Labels are those of the other source. Objects of classes that are left out are left out of the images that remain.
struct LimitedSource: ImageSource {
  private let base: any ImageSource
  private let limits: DatasetLimits
  /// The indices in the other source, by split.
  private let indices: [Split: [Int]]
  /// The names of the classes that are kept, in the order of the labels.
  let classNames: [String]

  /// The part of a source within limits.
  ///
  /// - Parameter path: the data set's folder, for messages.
  /// - Throws: `DatasetError.malformed` where it has fewer classes, or a class fewer training images, than asked for.
  init(_ base: any ImageSource, _ limits: DatasetLimits, path: String) throws(DatasetError) {
    let wanted = try limits.classes(of: base.classNames.count, at: path)
    classNames = Array(base.classNames.prefix(wanted))
    var training = [[Int]](repeating: [], count: wanted)
    for index in 0..<base.count(.train) {
      let label = base.label(.train, index)
      if label < wanted { training[label].append(index) }
    }
    for (label, all) in training.enumerated() {
      training[label] = Array(
        all.prefix(try limits.images(of: all.count, inClass: classNames[label], at: path)))
    }
    self.base = base
    self.limits = limits
    indices = [
      .train: training.flatMap { $0 }.sorted(),
      .validation: (0..<base.count(.validation)).filter { base.label(.validation, $0) < wanted },
    ]
  }

  var name: String { base.name }

  var omissions: [Omission] { base.omissions }

  var folders: [String] { base.folders }

  func readFiles(_ reading: FileDigests.Reading) throws -> [String] { try base.readFiles(reading) }

  func file(_ split: Split, _ index: Int) -> String? { base.file(split, places(split)[index]) }

  var digest: String {
    func text(_ limit: Int?) -> String { limit.map(String.init) ?? "all" }
    return ContentDigest.of(
      "\(base.digest) limited to \(text(limits.classes)) classes, \(text(limits.imagesPerClass)) images a class"
    )
  }

  func count(_ split: Split) -> Int { places(split).count }

  func label(_ split: Split, _ index: Int) -> Int { base.label(split, places(split)[index]) }

  func example(_ split: Split, _ index: Int, side: Int) throws -> LabeledImage {
    var example = try base.example(split, places(split)[index], side: side)
    example.objects.removeAll { $0.label >= classNames.count }
    return example
  }

  private func places(_ split: Split) -> [Int] { indices[split] ?? [] }
}
