import Foundation
import Inference
import Kernels
import Networks
import Tensors
import TestSupport
import Testing

@Suite(.serialized) struct EvaluatorTests {
  private let images: StripeCaches
  private let graph = TinyNetworks.zfnet
  private let parameters: Parameters<Double>
  private let preprocessing: Preprocessing

  init() throws {
    images = try StripeCaches()
    parameters = TinyNetworks.parameters(graph, seed: 51)
    let side = images.validation.side
    preprocessing = Preprocessing(
      storedSide: side, inputSide: 60, pixelScale: 1.0 / 64, mean: images.training.mean)
  }

  private func evaluator(batch: Int) throws -> Evaluator {
    let evaluator = try Evaluator(graph, preprocessing, batch: batch)
    try evaluator.load(TinyNetworks.single(parameters, graph))
    return evaluator
  }

  /// The probabilities of one image by the reference, in 64 bits: the mean over the crops.
  private func expected(_ index: Int, _ crops: [Crop]) -> [Double] {
    let network = ReferenceNetwork(graph: graph, parameters: parameters)
    var sums = [0.0, 0, 0]
    for crop in crops {
      let pixels = Tensor<Float>([1, 3, 60, 60]) { target in
        images.validation.withPixels(index) { preprocessing.write($0, crop, to: target) }
      }
      let logits = network.forward(pixels.converted()).logits
      let exponentials = (0..<3).map { exp(logits[$0]) }
      for label in 0..<3 { sums[label] += exponentials[label] / exponentials.reduce(0, +) }
    }
    return sums.map { $0 / Double(crops.count) }
  }

  /// Batches of 7 crops cut images of ten apart, and the last one is not full.
  @Test(arguments: [Evaluator.Crops.center, .mirrored, .ten])
  func probabilitiesAreTheMeanOverTheCrops(_ crops: Evaluator.Crops) throws {
    let margin = preprocessing.margin
    let cuts: [Crop] =
      switch crops {
      case .center: [Crop(x: 5, y: 5)]
      case .mirrored: [Crop(x: 5, y: 5), Crop(x: 5, y: 5, isFlipped: true)]
      case .ten:
        [(0, 0), (10, 0), (0, 10), (10, 10), (5, 5)].flatMap { x, y in
          [Crop(x: x, y: y), Crop(x: x, y: y, isFlipped: true)]
        }
      }
    #expect(margin == 10 && Set(crops.crops(margin: margin)) == Set(cuts))
    let indices = [3, 0, 11, 3, 7]
    let found = try evaluator(batch: 7).probabilities(of: images.validation, indices, crops: crops)
    #expect(found.shape == [5, 3])
    for (row, index) in indices.enumerated() {
      for (label, probability) in expected(index, cuts).enumerated() {
        #expect(abs(Double(found[row * 3 + label]) - probability) < 1e-5, "image \(index), class \(label)")
      }
    }
  }

  @Test func howManyAreComputedAtOnceChangesNothing() throws {
    let indices = Array(0..<9)
    let one = try evaluator(batch: 1).probabilities(of: images.validation, indices)
    let many = try evaluator(batch: 100).probabilities(of: images.validation, indices)
    #expect(relativeError(one, many) < 1e-5)
    #expect(try evaluator(batch: 4).probabilities(of: images.validation, []).shape == [0, 3])
  }

  @Test func otherParametersTakeThePlaceOfTheFirst() throws {
    let evaluator = try evaluator(batch: 4)
    let first = try evaluator.probabilities(of: images.validation, [0, 1])
    try evaluator.load(Parameters(zerosFor: graph))
    let even = try evaluator.probabilities(of: images.validation, [0, 1])
    #expect(relativeError(even, Tensor([2, 3], [Float](repeating: 1.0 / 3, count: 6))) < 1e-6)
    try evaluator.load(TinyNetworks.single(parameters, graph))
    #expect(try evaluator.probabilities(of: images.validation, [0, 1]) == first)
  }

  @Test func aScoreIsTheLossAndTheErrorsByRank() {
    let rows: [[Float]] = [
      [0.5, 0.1, 0.1, 0.1, 0.1, 0.1], [0.25, 0.5, 0.25, 0, 0, 0], [0.3, 0.25, 0.2, 0.15, 0.06, 0.04],
    ]
    let score = Score(Tensor([3, 6], rows.flatMap { $0 }), labels: [0, 0, 5])
    #expect(abs(score.loss + (log(0.5) + log(0.25) + log(Double(Float(0.04)))) / 3) < 1e-12)
    #expect(score.top1Error == 2.0 / 3 && score.top5Error == 1.0 / 3)
  }

  @Test func scoresOfNothingOfTiesAndOfImpossibleLabels() {
    let nothing = Score(Tensor(zeros: [0, 4]), labels: [])
    #expect(nothing.loss == 0 && nothing.top1Error == 0 && nothing.top5Error == 0)
    // Of equal probabilities the lower class stands first.
    let ties = Tensor<Float>([2, 2], [0.5, 0.5, 0.5, 0.5])
    #expect(Score(ties, labels: [0, 1]).top1Error == 0.5)
    // A probability that has underflowed costs much, but not infinitely much.
    let impossible = Score(Tensor<Float>([1, 2], [1, 0]), labels: [1])
    #expect(impossible.loss > 100 && impossible.loss.isFinite && impossible.top1Error == 1)
  }
}
