import Tensors

/// Which images of a target set are learned from and which are judged by, in one fold (section 5.2).
///
/// The draws are nested: 15 images a class are among the 30 of the same seed and fold. The images that are judged by
/// are the same for both in classes that have enough for the larger draw and all that is judged by.
public struct TransferSplit: Sendable, Equatable {
  /// The images to learn from, class by class.
  public let training: [Int]
  /// The images to judge by, class by class; none of them is learned from.
  public let test: [Int]

  /// How many images of a class are judged by at most: the paper's 50 on Caltech-101.
  public static let testPerClass = 50

  /// Draws the images of one fold.
  ///
  /// - Parameters:
  ///   - labels: the class of each image of the set.
  ///   - perClass: how many images of each class are learned from.
  ///   - testPerClass: how many of the others are judged by at most.
  ///   - seed: decides the draws, together with the fold.
  public init(
    labels: [Int], perClass: Int, testPerClass: Int = Self.testPerClass, seed: UInt64, fold: Int = 0
  ) {
    precondition(perClass > 0 && testPerClass > 0, "\(perClass) and \(testPerClass) images a class")
    let classes = (labels.max() ?? -1) + 1
    var places = [[Int]](repeating: [], count: classes)
    for (index, label) in labels.enumerated() { places[label].append(index) }
    var training: [Int] = []
    var test: [Int] = []
    for (label, own) in places.enumerated() {
      var stream = RandomStream(seed: seed, domain: "transfer split", fold, label)
      let order = stream.permutation(own.count).map { own[$0] }
      // From both ends, so that more images to learn from leave the test images as they were.
      let learned = min(perClass, max(order.count - 1, 0))
      training += order.prefix(learned)
      test += order.dropFirst(learned).suffix(testPerClass)
    }
    self.training = training
    self.test = test
  }
}
