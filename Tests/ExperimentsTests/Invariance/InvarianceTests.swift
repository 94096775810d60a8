import Experiments
import Images
import Kernels
import Networks
import Tensors
import Testing
import Training

@Suite(.serialized) struct InvarianceTests {
  /// 4 × 4 pixels, each with its number in red.
  private var numbered: Image {
    var image = Image(width: 4, height: 4, gray: 0)
    for pixel in 0..<16 { image.pixels[pixel * 3] = UInt8(pixel) }
    return image
  }

  private func reds(_ image: Image) -> [UInt8] {
    stride(from: 0, to: image.pixels.count, by: 3).map { image.pixels[$0] }
  }

  @Test func translationMovesDownAndMirrorsWhatComesIn() {
    let moved = Transformation.translation(0.5).applied(to: numbered, side: 4)
    #expect(reds(moved) == [4, 5, 6, 7, 0, 1, 2, 3, 0, 1, 2, 3, 4, 5, 6, 7])
    let up = Transformation.translation(-0.25).applied(to: numbered, side: 4)
    #expect(reds(up) == [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 12, 13, 14, 15])
  }

  @Test func aQuarterTurnIsClockwiseAndExact() {
    let turned = Transformation.rotation(90).applied(to: numbered, side: 4)
    #expect(reds(turned) == [12, 8, 4, 0, 13, 9, 5, 1, 14, 10, 6, 2, 15, 11, 7, 3])
    let back = Transformation.rotation(270).applied(to: turned, side: 4)
    #expect(back == numbered)
  }

  @Test func scalingKeepsTheMiddle() {
    var image = Image(width: 5, height: 5, gray: 10)
    image[2, 2, 0] = 200
    let scaled = Transformation.scaling(2).applied(to: image, side: 5)
    // Half a pixel away lies the mean of 200 and 10, at the corners the mean of 200 and three times 10.
    #expect(
      scaled[2, 2, 0] == 200 && scaled[1, 2, 0] == 105 && scaled[1, 1, 0] == 58 && scaled[0, 2, 0] == 10)
    #expect(Transformation.scaling(1).applied(to: image, side: 5) == image)
  }

  @Test func theRangesAreThePapers() {
    let translations = TransformationRange(.translation)
    #expect(translations.transformations.first == .translation(-60.0 / 224))
    #expect(translations.transformations.last == .translation(60.0 / 224))
    #expect(translations.small.count == 4 && TransformationRange(.scaling).small == [1, 2])
    #expect(TransformationRange(.rotation).small == [1, 2, 34, 35])
    #expect(TransformationRange(.rotation).magnitudes[35] == 10)
  }

  /// A toy that does not know where a thing is: a 1 × 1 convolution, its maximum over the whole image, and two scores.
  private func study() throws -> InvarianceStudy {
    let side = 8
    let graph = Graph(
      inputShape: [3, side, side],
      chain: [
        (
          "conv1",
          .convolution(
            ConvolutionGeometry(
              inputs: 3, outputs: 1, window: WindowGeometry(kernel: 1, stride: 1), groups: 1))
        ),
        ("relu1", .relu), ("pool1", .maxPooling(WindowGeometry(kernel: side, stride: side))),
        ("fc2", .dense(inputs: 1, outputs: 2)),
      ])
    var parameters = Parameters<Float>(zerosFor: graph)
    parameters["conv1"].weights = Tensor([1, 3, 1, 1], [1, 0, 0])
    parameters["fc2"].weights = Tensor([2, 1], [0.01, 0])
    let preprocessing = Preprocessing(
      storedSide: 10, inputSide: side, pixelScale: 1, mean: [Float](repeating: 0, count: 300))
    return try InvarianceStudy(
      graph, parameters, preprocessing, lower: "conv1", upper: "pool1", views: 2)
  }

  private var dot: Image {
    var image = Image(width: 10, height: 10, gray: 0)
    image[5, 5, 0] = 100
    return image
  }

  @Test func aNetworkThatKnowsNoPlacesDoesNotMove() throws {
    let curve = try study().curve(
      .init(dot, label: 0),
      under: [.translation(0), .translation(0.125), .translation(0.25), .translation(-0.25)])
    // The dot leaves one place and appears at another.
    let moved = Float(20_000).squareRoot()
    #expect(curve.lower[0] == 0 && curve.lower[1...].allSatisfy { abs($0 - moved) < 1e-3 })
    #expect(curve.upper == [0, 0, 0, 0] && curve.prediction == [0, 0, 0, 0])
    #expect(Set(curve.probability).count == 1 && abs(curve.probability[0] - 0.731) < 1e-3)
  }

  @Test func aWindowMovesOverTheStoredImage() throws {
    var image = dot
    image[5, 5, 0] = 0
    image[0, 5, 0] = 100
    // The dot stands in the margin at the left: only a window that moves there sees it.
    let curve = try study().curve(.init(image, label: 0), shiftedBy: [(0, 0), (-1, 0), (1, 0), (0, 1)])
    #expect(curve.upper == [0, 100, 0, 0])
  }

  @Test func twoImagesLieApart() throws {
    let distance = try study().distance(
      .init(dot, label: 0), .init(Image(width: 10, height: 10, gray: 0), label: 1))
    #expect(distance.lower == 100 && distance.upper == 100)
  }

  /// A curve of a range, its values functions of how far a change is from none.
  private func curve(
    _ kind: TransformationRange.Kind, lower: (Double) -> Double, upper: (Double) -> Double,
    probability: (Double) -> Double
  ) -> InvarianceStudy.Curve {
    let magnitudes = TransformationRange(kind).magnitudes
    return InvarianceStudy.Curve(
      lower: magnitudes.map { Float(lower($0)) }, upper: magnitudes.map { Float(upper($0)) },
      probability: magnitudes.map { Float(probability($0)) },
      prediction: magnitudes.map { $0 > 0.75 ? 1 : 0 })
  }

  @Test func aCurveIsReadOverItsRange() throws {
    let range = TransformationRange(.scaling)
    let curve = curve(.scaling, lower: { 8 * $0 }, upper: { 2 * $0 }, probability: { $0 == 0 ? 1 : 0.75 })
    #expect(abs(curve.fall(over: range) - 0.25) < 1e-6)
    #expect(abs(try #require(curve.straightening(over: range))) < 1e-6)
    let step = self.curve(.scaling, lower: { $0 == 0 ? 0 : 1 }, upper: { $0 }, probability: { _ in 1 })
    #expect(try #require(step.straightening(over: range)) > 0.3)
    // The small changes are 0.05 and 0.1: the lower layer moves 0.6 of 1 on average, the upper 0.15 of 0.5.
    #expect(abs(curve.smallDifference(over: range, apart: (lower: 1, upper: 0.5)) - (0.3 - 0.6)) < 1e-6)
    #expect(curve.changesLabel)
    #expect(!InvarianceStudy.Curve(prediction: [2, 2, 2]).changesLabel)
    // Any turn costs the same, wherever no turn stands in the range.
    let turned = self.curve(.rotation, lower: { $0 }, upper: { _ in 3 }, probability: { $0 == 0 ? 0.9 : 0.4 })
    #expect(abs(turned.fall(over: TransformationRange(.rotation)) - 0.5) < 1e-6)
    #expect(turned.straightening(over: TransformationRange(.rotation)) == nil)
  }

  @Test func changesAreCountedAgainstTheFirstWhichIsNone() {
    let curve = InvarianceStudy.Curve(probability: [0.5, 0.75, 0.25, 0.5, 0.5], prediction: [2, 2, 1, 2, 0])
    #expect(curve.labelChangeShare == 0.5)
    #expect(curve.probabilityMoves == [0.25, 0.25, 0, 0])
  }

  @Test func turningIsMeasuredAgainstMovingAndScaling() {
    func falling(_ kind: TransformationRange.Kind, by fall: Double) -> InvarianceStudy.Curve {
      curve(kind, lower: { _ in 0 }, upper: { _ in 0 }, probability: { $0 == 0 ? 1 : 1 - fall })
    }
    let excess = InvarianceStudy.rotationExcess(
      [falling(.rotation, by: 0.75), falling(.rotation, by: 0)],
      over: [falling(.translation, by: 0.25), falling(.translation, by: 0.5)],
      and: [falling(.scaling, by: 0.5), falling(.scaling, by: 0.25)])
    #expect(abs(excess[0] - 0.375) < 1e-6 && abs(excess[1] + 0.375) < 1e-6)
  }

  @Test func aStraightCurveIsExplainedAndABentOneIsNot() throws {
    #expect(StraightLine.explained([0, 2, 4], at: [0, 1, 2]) == 1)
    // Through the origin, 1 and 1 at 1 and 2 have the slope 0.6: squares 0 + 0.16 + 0.04 of 2/3 are left.
    let bent = try #require(StraightLine.explained([0, 1, 1], at: [0, 1, 2]))
    #expect(abs(bent - 0.7) < 1e-12)
    #expect(StraightLine.explained([1, 1], at: [0, 1]) == nil)
    // With an offset of 1/6 and a slope of 1/2: squares 1/36 + 4/36 + 1/36 of 2/3 are left.
    let offset = try #require(StraightLine.explainedWithOffset([0, 1, 1], at: [0, 1, 2]))
    #expect(abs(offset - 0.75) < 1e-12)
  }
}
