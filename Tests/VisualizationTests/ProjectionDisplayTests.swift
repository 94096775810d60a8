import Images
import Tensors
import Testing
import Visualization

@Suite struct ProjectionDisplayTests {
  @Test func symmetricScalingKeepsZeroGray() {
    let image = ProjectionDisplay.symmetric.image(Tensor([1, 3, 1, 2], [0, 2, -4, 1, 0, 4]))
    #expect(image.pixels == [128, 1, 128, 192, 160, 255])
  }

  @Test func aProjectionOfZerosIsGray() {
    #expect(ProjectionDisplay.symmetric.image(Tensor(zeros: [3, 2, 2])) == Image(width: 2, height: 2))
    #expect(ProjectionDisplay.percentile(0.99).image(Tensor(zeros: [3, 2, 2])) == Image(width: 2, height: 2))
  }

  @Test func percentilesClipTheTails() {
    // 0…101 and two outliers, which the central 98 % leaves out: 0 is black, 101 is white.
    var values = (0..<102).map(Float.init)
    values[50] = -1000
    values[51] = 1000
    values += [0, 101, 50.5]
    let image = ProjectionDisplay.percentile(0.98).image(Tensor([3, 1, 35], values))
    #expect(image[50 % 35, 0, 1] == 0)
    #expect(image[51 % 35, 0, 1] == 255)
    #expect(image[34, 0, 2] == 128)
    // Symmetric scaling of the same values leaves nearly nothing but gray.
    #expect(ProjectionDisplay.symmetric.image(Tensor([3, 1, 35], values))[34, 0, 2] == 134)
  }

  @Test func clippedScalingKeepsZeroGrayAndTheRestVisible() {
    // 94 ones, an outlier and zeros: without the outlier 1 is the strongest value.
    let values = [Float](repeating: 1, count: 94) + [-500] + [Float](repeating: 0, count: 10)
    let image = ProjectionDisplay.clippedSymmetric(0.98).image(Tensor([3, 1, 35], values))
    #expect(image[0, 0, 0] == 255)
    #expect(image[94 - 70, 0, 2] == 1)
    #expect(image[34, 0, 2] == 128)
    #expect(
      ProjectionDisplay.clippedSymmetric(1).image(Tensor([3, 1, 2], [0, 2, -4, 1, 0, 4])).pixels
        == [128, 1, 128, 192, 160, 255])
    #expect(
      ProjectionDisplay.clippedSymmetric(0.98).image(Tensor(zeros: [3, 2, 2])) == Image(width: 2, height: 2))
  }

  @Test func valuesThatAreNotFiniteAreGray() {
    let values: [Float] = [.nan, .infinity, 1]
    #expect(ProjectionDisplay.symmetric.image(Tensor([3, 1, 1], values)).pixels == [128, 128, 255])
  }

  @Test func filtersAreScaledOneByOne() {
    let filters = Tensor<Float>([2, 3, 1, 1], [1, 0, -1, 100, 0, -100])
    let images = ProjectionDisplay.symmetric.images(ofFilters: filters)
    #expect(images.map(\.pixels) == [[255, 128, 1], [255, 128, 1]])
  }

  /// Two projections of which one is half as strong: alone both are as strong, on one scale they differ.
  @Test func projectionsOfOneMapShareTheirScale() {
    let projections = [Tensor<Float>([3, 1, 1], [4, 0, -4]), Tensor<Float>([1, 3, 1, 1], [2, 0, -2])]
    let images = ProjectionDisplay.symmetric.images(onOneScale: projections)
    #expect(images.map(\.pixels) == [[255, 128, 1], [192, 128, 64]])
    #expect(ProjectionDisplay.symmetric.image(projections[1]).pixels == [255, 128, 1])
    #expect(ProjectionDisplay.symmetric.images(onOneScale: []).isEmpty)
  }

  @Test func patchesLieInTheMiddleOfGray() {
    var image = Image(width: 3, height: 3, gray: 10)
    image[0, 2, 1] = 77
    let patch = image.patch(x: 0..<1, y: 1..<3, side: 4)
    #expect(patch.width == 4 && patch.height == 4)
    #expect(patch[1, 1, 0] == 10 && patch[1, 2, 0] == 10 && patch[1, 2, 1] == 77)
    #expect(patch.pixels.filter { $0 == 128 }.count == 16 * 3 - 6)
  }
}
