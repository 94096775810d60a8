/// How many maps of a layer are devoted to one class: most of their strongest images belong to it.
public struct ClassDevotion: Sendable, Equatable {
  /// How many maps have as many strongest images as are asked for.
  public let answering: Int
  /// How many of these have more than half of the images from one class.
  public let devoted: Int
  /// The classes to which maps are devoted and how many maps each has: the largest number first, of equals the lower
  /// class.
  public let maps: [Share]

  /// A class and the maps that are devoted to it.
  public struct Share: Sendable, Equatable {
    /// The index of the class.
    public let label: Int
    /// How many maps are devoted to it.
    public let count: Int

    /// A class and a number of maps.
    public init(label: Int, count: Int) {
      self.label = label
      self.count = count
    }
  }

  /// Counts the maps of a layer by class.
  ///
  /// - Parameters:
  ///   - labels: by map, the classes of its strongest images.
  ///   - count: how many of them a map must have to be counted.
  public init(_ labels: [[Int]], images count: Int = 9) {
    let answering = labels.filter { $0.count >= count }
    let devoted = answering.map { ($0.count, LabelCounts($0).mostFrequent) }
      .filter { total, most in 2 * most.count > total }.map(\.1.label)
    self.answering = answering.count
    self.devoted = devoted.count
    maps = Dictionary(devoted.map { ($0, 1) }, uniquingKeysWith: +)
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { Share(label: $0.key, count: $0.value) }
  }
}
