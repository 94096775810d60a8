import Datasets
import Experiments
import Networks
import Replication
import Tensors

/// Which validation images are measured in which way.
struct MeasuredImages {
  /// Correctly classified ones, drawn by the seed: under all changes.
  let chosen: [Int]
  /// The same in an order of chance: each is held against the next, since neighbors in the set's order are often of one class.
  let paired: [Int]
  /// Correctly classified ones of classes that look the same when they are turned.
  let turning: [Int]
  /// Any, correctly classified or not: by one pixel.
  let shifted: [Int]
  /// The labels of the classes that look the same when they are turned; none where no class is known to be one.
  let symmetricLabels: Set<Int>

  /// The drawn world's classes whose outline looks the same when it is turned by any angle.
  private static let symmetricClasses: Set<String> = ["football", "basketball", "tennis ball"]

  /// The images of a cache for a network that knows their classes.
  ///
  /// - Throws: `OneDNNError`, `FileError`.
  init(of cache: ImageCache, classifiedBy model: Model, _ session: Session) throws {
    let seed = session.options.seed
    let count = session.configuration.roles.measuredImages
    let confidence = try session.results.confidence(of: model, on: cache)
    let chosen = confidence.drawn(count, seed: seed)
    symmetricLabels = Set(
      session.images.areDrawn
        ? cache.classNames.indices.filter { Self.symmetricClasses.contains(cache.classNames[$0]) } : [])
    turning = confidence.drawn(count / 2, ofClasses: symmetricLabels, seed: seed)
    var stream = RandomStream(seed: seed, domain: "pictures shifted by a pixel")
    shifted = Array(stream.permutation(cache.count).prefix(5 * count)).sorted()
    paired = stream.permutation(chosen.count).map { chosen[$0] }
    self.chosen = chosen
  }

  /// The mean distance between the features of two different images, at the lower and the upper layer; 1 where there is one image alone.
  ///
  /// - Throws: `OneDNNError`.
  static func apart(_ images: [InvarianceStudy.Subject], in study: InvarianceStudy) throws -> [Double] {
    let distances = try zip(images, images.dropFirst()).map { try study.distance($0, $1) }
    return distances.isEmpty ? [1, 1] : [distances.map(\.lower).mean, distances.map(\.upper).mean]
  }
}
