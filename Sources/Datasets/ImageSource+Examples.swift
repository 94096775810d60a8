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

  /// The first images of each class that decode, as squares of `side` pixels, by label; a class with fewer has fewer.
  ///
  /// - Parameters:
  ///   - count: how many images of each class.
  ///   - classes: how many classes, from the first.
  ///   - broken: called with the error of each image that was passed over because it does not decode.
  /// - Throws: what is no fault of one image.
  public func firstExamples(
    ofEachClass count: Int, _ split: Split, side: Int, classes: Int = .max,
    broken: (DatasetError) -> Void = { _ in }
  ) throws -> [[LabeledImage]] {
    var waiting = Array(firstIndices(ofEachClass: .max, split).prefix(classes))
    var found = [[LabeledImage]](repeating: [], count: waiting.count)
    while true {
      // As many of each class as it still lacks, all at once.
      var batch: [(label: Int, index: Int)] = []
      for label in waiting.indices {
        let next = waiting[label].prefix(count - found[label].count)
        batch += next.map { (label, $0) }
        waiting[label].removeFirst(next.count)
      }
      if batch.isEmpty { return found }
      let tried = batch
      let decoded = ParallelMap.map(count: tried.count) { place in
        Result { try example(split, tried[place].index, side: side).resizedAndCropped(side: side) }
      }
      for (place, outcome) in zip(tried, decoded) {
        switch outcome {
        case .success(let example): found[place.label].append(example)
        case .failure(let error as DatasetError): broken(error)
        case .failure(let error): throw error
        }
      }
    }
  }
}
