extension ImageSource {
  /// The split to show where none is named: the training split, unless it is empty.
  public var firstSplit: Split { count(.train) > 0 ? .train : .validation }

  /// The indices of the first images of each class, by label; a class with fewer has fewer.
  public func firstIndices(ofEachClass count: Int, _ split: Split) -> [[Int]] {
    var indices = [[Int]](repeating: [], count: classNames.count)
    var missing = classNames.count
    for index in 0..<self.count(split) where missing > 0 {
      let label = label(split, index)
      guard indices[label].count < count else { continue }
      indices[label].append(index)
      if indices[label].count == count { missing -= 1 }
    }
    return indices
  }

  /// Some images as squares of `side` pixels with their annotations, in the order asked for; decoded on all cores.
  ///
  /// - Throws: `DatasetError` where one of them does not decode.
  public func examples(_ split: Split, _ indices: [Int], side: Int) throws -> [LabeledImage] {
    try ParallelMap.map(count: indices.count) { place in
      Result { try example(split, indices[place], side: side).resizedAndCropped(side: side) }
    }.map { try $0.get() }
  }
}
