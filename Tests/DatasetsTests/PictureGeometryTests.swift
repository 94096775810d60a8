import Datasets
import Images
import Testing

@Suite struct PictureGeometryTests {
  private var picture: Picture {
    var mask = Mask(width: 40, height: 20, values: [UInt8](repeating: 0, count: 800))
    for y in 4..<8 {
      for x in 10..<14 { mask.values[y * 40 + x] = 255 }
    }
    return Picture(
      image: Image(width: 40, height: 20), label: 3, name: "dog", mask: mask,
      parts: [
        Part(name: "left eye", x: 12, y: 6, radius: 2, isVisible: true),
        Part(name: "nose", x: 20, y: 10, radius: 2, isVisible: true),
        Part(name: "right ear", x: 38, y: 1, radius: 2, isVisible: false),
      ])
  }

  @Test func cropsMoveParts() {
    let crop = picture.cropped(x: 11, y: 2, width: 8, height: 8)
    #expect(crop.image.width == 8 && crop.mask?.width == 8 && crop.label == 3 && crop.name == "dog")
    #expect(crop.parts[0] == Part(name: "left eye", x: 1, y: 4, radius: 2, isVisible: true))
    #expect(crop.parts[1] == Part(name: "nose", x: 9, y: 8, radius: 2, isVisible: false))
    #expect(crop.mask?[0, 2] == true && crop.mask?[3, 2] == false)
  }

  @Test func flipsExchangeLeftAndRight() {
    let flip = picture.flipped()
    #expect(flip.parts[0] == Part(name: "right eye", x: 28, y: 6, radius: 2, isVisible: true))
    #expect(flip.parts[1] == Part(name: "nose", x: 20, y: 10, radius: 2, isVisible: true))
    #expect(flip.parts[2] == Part(name: "left ear", x: 2, y: 1, radius: 2, isVisible: false))
    #expect(flip.mask?[26, 5] == true && flip.mask?[12, 5] == false)
    #expect(flip.flipped().parts == picture.parts)
  }

  @Test func resizesScaleParts() {
    let small = picture.resized(width: 20, height: 10)
    #expect(small.parts[0] == Part(name: "left eye", x: 6, y: 3, radius: 1, isVisible: true))
    #expect(small.mask?.values.count { $0 != 0 } == 4)
    #expect(small.mask?[5, 2] == true)
  }

  @Test func squaringIsResizeAndCrop() {
    let square = picture.squared(side: 10)
    #expect(square.image.width == 10 && square.mask?.height == 10)
    #expect(square.parts[0] == Part(name: "left eye", x: 1, y: 3, radius: 1, isVisible: true))
    #expect(square.parts[1].x == 5)
  }
}
