/// What becomes of a classifier's accuracy when images that may be copies of training images are left out of those that it
/// is judged by (section 5.2).
public struct CopyRemoval: Sendable, Equatable {
  /// By image: what it adds to the accuracy on all images minus what it adds to that without the copies. The mean is the
  /// first accuracy minus the second, 0…1, both means over classes and folds.
  public let differences: [Double]
  /// How many images are left.
  public let kept: Int
  /// The most that the accuracy of any one fold could have moved, 0…1, whatever the images are taken for.
  public let largestChange: Double

  /// Leaves the copies out of the images that each fold is judged by.
  ///
  /// - Parameters:
  ///   - copies: places of images in the set; those that no fold is judged by do not matter.
  ///   - folds: the outcomes on all images.
  public init(of copies: Set<Int>, from folds: [TransferOutcome]) {
    largestChange = folds.map { $0.largestChange(without: copies.contains) }.max() ?? 0
    let rest = folds.compactMap { fold in fold.filtered { !copies.contains($0) } }
    // Image by image: one that is taken out adds nothing to the mean without it.
    let images = Set(folds.flatMap(\.images)).sorted()
    var clean = TransferOutcome.imageScores(rest).makeIterator()
    let kept = images.count { !copies.contains($0) }
    let scale = Double(images.count) / Double(max(kept, 1))
    differences = zip(images, TransferOutcome.imageScores(folds)).map { image, whole in
      whole - (copies.contains(image) ? 0 : scale * (clean.next() ?? 0))
    }
    self.kept = kept
  }
}
