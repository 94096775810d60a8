import Experiments
import Images
import Networks
import Tensors
import Testing

@Suite struct FeatureNumberTests {
  @Test func purityAndEntropyOfKnownCounts() {
    let one = LabelCounts([3, 3, 3, 3])
    #expect(one.purity == 1 && one.entropy == 0)
    #expect(one.mostFrequent.label == 3 && one.mostFrequent.count == 4)
    let four = LabelCounts([0, 1, 2, 3])
    #expect(four.purity == 0.25 && abs(four.entropy - 2) < 1e-12)
    #expect(four.mostFrequent.label == 0 && four.mostFrequent.count == 1)
    let half = LabelCounts([5, 5, 1, 2])
    #expect(half.purity == 0.5 && abs(half.entropy - 1.5) < 1e-12)
  }

  @Test func correlationOfKnownLists() throws {
    let a: [Float] = [1, 2, 3, 4]
    #expect(abs(try #require(Correlation.pearson(a, [10, 20, 30, 40])) - 1) < 1e-12)
    #expect(abs(try #require(Correlation.pearson(a, [4, 3, 2, 1])) + 1) < 1e-12)
    #expect(abs(try #require(Correlation.pearson([1, -1, 1, -1], [1, 1, -1, -1]))) < 1e-12)
    #expect(Correlation.pearson(a, [7, 7, 7, 7]) == nil)
    // Two pairs of opposite lists and one of equal ones: (1 − 1 − 1) / 3.
    #expect(abs(try #require(Correlation.meanOfPairs([a, a, a.reversed()])) + 1.0 / 3) < 1e-12)
    #expect(Correlation.meanOfPairs([a]) == nil)
  }

  @Test func patchesThatDifferInBrightnessAloneAreCoherent() throws {
    func ramp(_ offset: Int, flipped: Bool = false) -> Image {
      Image(
        width: 8, height: 8,
        pixels: (0..<192).map { index in
          let x = index / 3 % 8
          return UInt8(offset + 10 * (flipped ? 7 - x : x))
        })
    }
    #expect(abs(try #require(TopImages.coherence(of: [ramp(0), ramp(50), ramp(90)])) - 1) < 1e-9)
    #expect(abs(try #require(TopImages.coherence(of: [ramp(0), ramp(0, flipped: true)])) + 1) < 1e-9)
    #expect(TopImages.coherence(of: [Image(width: 8, height: 8), Image(width: 8, height: 8)]) == nil)
  }

  @Test func energyOnTheObjectIsThatOfItsPixels() throws {
    // A field of 2×2 pixels at (1, 1) of an image of 4×4; the object is its left column and more outside.
    let mask = Mask(
      width: 4, height: 4, values: (0..<16).map { $0 % 4 < 2 ? 255 : 0 })
    var pixels = Tensor<Float>(zeros: [3, 2, 2])
    pixels[0] = 1  // left
    pixels[1] = 2  // right
    pixels[6] = -2  // left, the second color
    let share = try #require(ObjectEnergy(PixelPatch(pixels: pixels, x: 1..<3, y: 1..<3), on: mask))
    #expect(abs(share.energy - 5.0 / 9) < 1e-12)
    #expect(share.area == 0.5)
    let nothing = PixelPatch(pixels: Tensor(zeros: [3, 2, 2]), x: 1..<3, y: 1..<3)
    #expect(ObjectEnergy(nothing, on: mask) == nil)
  }
}
