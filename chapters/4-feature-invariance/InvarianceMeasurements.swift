import Datasets
import Experiments
import Replication

/// What changes do to the images of Figure 5, and to many others, in one network.
package struct InvarianceMeasurements: Codable, Sendable {
  /// The curves of Figure 5's images: by kind of change, by image.
  package var figure: [[InvarianceStudy.Curve]]
  /// The curves of the measured images: by kind, by image.
  package var images: [[InvarianceStudy.Curve]]
  /// Whether each measured image is of a class that looks the same when it is turned.
  package var isSymmetric: [Bool]
  /// The rotations of more images of such classes; none where no class is known to be one.
  package var symmetric: [InvarianceStudy.Curve]
  /// The mean distance between the features of two different images, at the lower and the upper layer.
  package var apart: [Double]
  /// Any validation images under `PixelShifts.neighbors`, correctly classified or not.
  package var neighbors: [InvarianceStudy.Curve]
  /// The images of Figure 5 shifted pixel by pixel, as far as their margin reaches.
  package var stepwise: [InvarianceStudy.Curve]
  /// Those shifts, in pixels.
  package var steps: [Int]

  /// What was measured; see the properties of the same names.
  package init(
    figure: [[InvarianceStudy.Curve]], images: [[InvarianceStudy.Curve]],
    isSymmetric: [Bool], symmetric: [InvarianceStudy.Curve], apart: [Double],
    neighbors: [InvarianceStudy.Curve], stepwise: [InvarianceStudy.Curve], steps: [Int]
  ) {
    (self.figure, self.images, self.isSymmetric, self.symmetric) = (figure, images, isSymmetric, symmetric)
    (self.apart, self.neighbors, self.stepwise, self.steps) = (apart, neighbors, stepwise, steps)
  }

  /// The ranges of Figure 5, in the order of `figure` and `images`.
  package static let ranges = TransformationRange.Kind.allCases.map { TransformationRange($0) }

  /// The measured images' curves under one kind of change.
  func curves(_ kind: TransformationRange.Kind) -> [InvarianceStudy.Curve] {
    zip(Self.ranges, images).first { $0.0.kind == kind }?.1 ?? []
  }

  private struct Experiment: StoredExperiment {
    typealias Value = InvarianceMeasurements
    static let name = "invariance/curves"
    static let version = 3
    let network: String
    /// The images of Figure 5.
    let figure: String
    let figureIndices: [Int]
    /// The validation images, and which of them are measured in which way.
    let images: String
    let chosen: [Int]
    let paired: [Int]
    let turning: [Int]
    let shifted: [Int]
    let ranges: [TransformationRange]
  }

  /// Measures, or takes the result from the store.
  static func measure(
    _ network: StudiedNetwork, _ figure: FigureImages, _ session: Session
  ) throws -> InvarianceMeasurements {
    let cache = try session.images.cache(.validation, for: network.model)
    let measured = try MeasuredImages(of: cache, classifiedBy: network.model, session)
    let (chosen, paired) = (measured.chosen, measured.paired)
    let experiment = Experiment(
      network: network.digest, figure: figure.cache.contentDigest, figureIndices: figure.indices,
      images: cache.contentDigest, chosen: chosen, paired: paired, turning: measured.turning,
      shifted: measured.shifted, ranges: ranges)
    return try session.results.value(of: experiment) {
      func study(views: Int) throws -> InvarianceStudy {
        try InvarianceStudy(network.model, network.layers, views: views)
      }
      let studies = try ranges.map { try study(views: $0.transformations.count) }
      let pair = try study(views: 1)
      let rotation = TransformationRange(.rotation)
      let turn = try study(views: rotation.transformations.count)
      let close = try study(views: PixelShifts.neighbors.count)
      func subject(_ cache: ImageCache, _ index: Int) -> InvarianceStudy.Subject {
        InvarianceStudy.Subject(cache.image(index), label: cache.label(index))
      }
      func curves(
        _ what: String, _ cache: ImageCache, _ indices: [Int],
        _ curve: (InvarianceStudy.Subject) throws -> InvarianceStudy.Curve
      ) throws -> [InvarianceStudy.Curve] {
        try indices.enumerated().map { place, index in
          try session.progress.show(what, place, of: indices.count)
          return try curve(subject(cache, index))
        }
      }
      let reach = network.preprocessing.margin / 2
      let steps = Array(-reach...reach)
      let window = try study(views: steps.count)
      return InvarianceMeasurements(
        figure: try zip(ranges, studies).map { range, study in
          try curves("images of Figure 5, \(range.kind.rawValue)", figure.cache, figure.indices) {
            try study.curve($0, under: range.transformations)
          }
        },
        images: try zip(ranges, studies).map { range, study in
          try curves("images under \(range.kind.rawValue)", cache, chosen) {
            try study.curve($0, under: range.transformations)
          }
        },
        isSymmetric: chosen.map { measured.symmetricLabels.contains(cache.label($0)) },
        symmetric: try curves("balls under rotation", cache, measured.turning) {
          try turn.curve($0, under: rotation.transformations)
        },
        apart: try MeasuredImages.apart(paired.map { subject(cache, $0) }, in: pair),
        neighbors: try curves("images shifted by a pixel", cache, measured.shifted) {
          try close.curve($0, shiftedBy: PixelShifts.neighbors)
        },
        stepwise: try curves("images of Figure 5, pixel by pixel", figure.cache, figure.indices) {
          try window.curve($0, shiftedBy: steps.map { (0, -$0) })
        }, steps: steps)
    }
  }
}
