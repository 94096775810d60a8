import Datasets
import Experiments
import Replication

/// How far the features of a network move that does not know the images' classes: distances and labels, and no probability of a true class.
struct AdditionalDistances: Codable {
  /// How far its layers 1 and 7 move: by kind of change, by image.
  let images: [[InvarianceStudy.Curve]]
  /// The mean distance between the features of two different images, at layers 1 and 7.
  let apart: [Double]
  /// Images under `PixelShifts.neighbors`.
  let neighbors: [InvarianceStudy.Curve]

  private struct Experiment: StoredExperiment {
    typealias Value = AdditionalDistances
    static let name = "invariance/distances"
    static let version = 1
    let network: String
    let images: String
    let chosen: [Int]
    let paired: [Int]
    let shifted: [Int]
    let ranges: [TransformationRange]
  }

  /// Measures, or takes the result from the store.
  ///
  /// - Parameter measured: the images, which are those of the run's own network.
  /// - Throws: what opening the images throws; `OneDNNError`; `FileError`.
  static func measure(
    _ network: AdditionalNetwork, _ measured: MeasuredImages, _ session: Session
  ) throws -> AdditionalDistances {
    let (model, layers) = (network.network.model, network.network.layers)
    let cache = try session.images.cache(.validation, for: model)
    let ranges = InvarianceMeasurements.ranges
    let experiment = Experiment(
      network: network.digest, images: cache.contentDigest, chosen: measured.chosen,
      paired: measured.paired, shifted: measured.shifted, ranges: ranges)
    return try session.results.value(of: experiment) {
      // No class is asked for: any of the network's own takes its place, and its probability is not kept.
      func subject(_ index: Int) -> InvarianceStudy.Subject { .init(cache.image(index), label: 0) }
      func curves(
        _ what: String, _ indices: [Int], _ curve: (InvarianceStudy.Subject) throws -> InvarianceStudy.Curve
      ) throws -> [InvarianceStudy.Curve] {
        try indices.enumerated().map { place, index in
          try session.progress.show("\(network.name), \(what)", place, of: indices.count)
          let whole = try curve(subject(index))
          return .init(lower: whole.lower, upper: whole.upper, prediction: whole.prediction)
        }
      }
      let images = try ranges.map { range in
        let study = try InvarianceStudy(model, layers, views: range.transformations.count)
        return try curves("images under \(range.kind.rawValue)", measured.chosen) {
          try study.curve($0, under: range.transformations)
        }
      }
      let pair = try InvarianceStudy(model, layers, views: 1)
      let close = try InvarianceStudy(model, layers, views: PixelShifts.neighbors.count)
      return AdditionalDistances(
        images: images, apart: try MeasuredImages.apart(measured.paired.map(subject), in: pair),
        neighbors: try curves("images shifted by a pixel", measured.shifted) {
          try close.curve($0, shiftedBy: PixelShifts.neighbors)
        })
    }
  }
}
