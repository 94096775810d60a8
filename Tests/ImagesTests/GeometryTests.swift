import Images
import Testing

@Suite struct GeometryTests {
  /// An image whose every pixel tells its place.
  private func numbered(_ width: Int, _ height: Int) -> Image {
    var image = Image(width: width, height: height)
    for y in 0..<height {
      for x in 0..<width {
        image[x, y, 0] = UInt8(x)
        image[x, y, 1] = UInt8(y)
        image[x, y, 2] = UInt8((x * y) % 256)
      }
    }
    return image
  }

  @Test func cropsAndFlipsMovePixels() {
    let image = numbered(7, 5)
    let crop = image.cropped(x: 2, y: 1, width: 4, height: 3)
    #expect(crop.width == 4 && crop.height == 3)
    #expect(crop[0, 0, 0] == 2 && crop[0, 0, 1] == 1 && crop[3, 2, 0] == 5 && crop[3, 2, 1] == 3)
    let flip = image.flipped()
    #expect(flip[0, 4, 0] == 6 && flip[6, 4, 0] == 0 && flip[0, 4, 1] == 4)
    #expect(flip.flipped() == image)
  }

  @Test func halvingAveragesFourPixels() {
    let image = Image(
      width: 4, height: 2,
      pixels: [10, 20, 50, 60, 30, 40, 70, 80].flatMap { [UInt8($0), UInt8($0 + 1), 0] })
    let half = image.resized(width: 2, height: 1)
    #expect(half.pixels == [25, 26, 0, 65, 66, 0])
  }

  /// Three pixels to two: each covers one and a half.
  @Test func shrinkingWeighsCoveredParts() {
    let image = Image(width: 3, height: 1, pixels: [0, 90, 240].flatMap { [UInt8($0), $0, $0] })
    #expect(image.resized(width: 2, height: 1).pixels == [30, 30, 30, 190, 190, 190])
  }

  @Test func shrinkingKeepsTheMean() {
    let image = numbered(250, 131)
    let small = image.resized(width: 77, height: 40)
    for channel in 0..<2 {
      func mean(_ image: Image) -> Double {
        let values = stride(from: channel, to: image.pixels.count, by: 3).map { Double(image.pixels[$0]) }
        return values.reduce(0, +) / Double(values.count)
      }
      #expect(abs(mean(image) - mean(small)) < 0.1)
    }
  }

  /// The Catmull–Rom spline reproduces a ramp, and the center of a doubled pixel lies a quarter beside the old one.
  @Test func enlargingContinuesARamp() {
    let ramp = Image(width: 8, height: 1, pixels: (0..<8).flatMap { [UInt8($0 * 20), 7, 255] })
    let large = ramp.resized(width: 16, height: 3)
    for x in 3..<13 {
      #expect(abs(Double(large[x, 1, 0]) - ((Double(x) + 0.5) / 2 - 0.5) * 20) <= 0.5)
      #expect(large[x, 2, 1] == 7 && large[x, 0, 2] == 255)
    }
  }

  @Test func sameSizeIsTheSameImage() {
    #expect(numbered(9, 4).resized(width: 9, height: 4) == numbered(9, 4))
  }

  @Test func resizeAndCropKeepsTheCenter() {
    let size = ResizeAndCrop(width: 300, height: 200, side: 110)
    #expect(size.width == 165 && size.height == 110 && size.x == 27 && size.y == 0)
    let square = numbered(30, 10).resizedAndCropped(side: 10)
    #expect(square.width == 10 && square.height == 10)
    #expect(square[0, 0, 0] == 10 && square[9, 9, 0] == 19 && square[9, 9, 1] == 9)
    let tall = numbered(10, 31).resizedAndCropped(side: 10)
    #expect(tall[0, 0, 1] == 10 && tall[9, 9, 1] == 19)
    #expect(numbered(64, 64).resizedAndCropped(side: 110).width == 110)
    #expect(numbered(1, 200).resizedAndCropped(side: 8).pixels.count == 8 * 8 * 3)
  }

  @Test func storedSidesAreInThePapersProportion() {
    #expect(ResizeAndCrop.storedSide(input: 96) == 110)
    #expect(ResizeAndCrop.storedSide(input: 224) == 256)
  }

  @Test func masksFollowImages() {
    // The object is where red is brightest: a block that no resize of the tested sizes cuts.
    var image = Image(width: 40, height: 24, gray: 0)
    var mask = Mask(width: 40, height: 24, values: [UInt8](repeating: 0, count: 40 * 24))
    for y in 8..<16 {
      for x in 16..<32 {
        image[x, y, 0] = 255
        mask.values[y * 40 + x] = 255
      }
    }
    func agree(_ image: Image, _ mask: Mask) -> Bool {
      image.width == mask.width && image.height == mask.height
        && mask.values == (0..<mask.values.count).map { image.pixels[$0 * 3] >= 128 ? 255 : 0 }
    }
    #expect(agree(image, mask))
    #expect(mask.coverage > 0)
    #expect(agree(image.flipped(), mask.flipped()))
    #expect(
      agree(image.cropped(x: 10, y: 5, width: 9, height: 8), mask.cropped(x: 10, y: 5, width: 9, height: 8)))
    for (width, height) in [(20, 12), (10, 6), (80, 48), (33, 17), (100, 10)] {
      #expect(agree(image.resized(width: width, height: height), mask.resized(width: width, height: height)))
    }
    for side in [8, 24, 60] {
      #expect(agree(image.resizedAndCropped(side: side), mask.resizedAndCropped(side: side)))
    }
  }
}
