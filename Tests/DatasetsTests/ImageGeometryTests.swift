import Datasets
import Images
import Testing

@Suite struct ImageGeometryTests {
  private var example: LabeledImage {
    var mask = Mask(width: 40, height: 20, values: [UInt8](repeating: 0, count: 800))
    for y in 4..<8 {
      for x in 10..<14 { mask.values[y * 40 + x] = 255 }
    }
    return LabeledImage(
      image: Image(width: 40, height: 20), label: 3, name: "dog",
      objects: [
        ImageObject(
          label: 3, mask: mask,
          parts: [
            Part(name: "left eye", x: 12, y: 6, radius: 2, isVisible: true),
            Part(name: "nose", x: 20, y: 10, radius: 2, isVisible: true),
            Part(name: "right ear", x: 38, y: 1, radius: 2, isVisible: false),
          ]),
        ImageObject(label: 1, box: BoundingBox(x: 4, y: 10, width: 8, height: 6)),
        ImageObject(label: 2, box: BoundingBox(x: 20, y: 0, width: 2, height: 2), isDifficult: true),
      ])
  }

  @Test func cropsMoveParts() {
    let crop = example.cropped(x: 11, y: 2, width: 8, height: 8)
    #expect(crop.image.width == 8 && crop.mask?.width == 8 && crop.label == 3 && crop.name == "dog")
    #expect(crop.parts[0] == Part(name: "left eye", x: 1, y: 4, radius: 2, isVisible: true))
    #expect(crop.parts[1] == Part(name: "nose", x: 9, y: 8, radius: 2, isVisible: false))
    #expect(crop.mask?[0, 2] == true && crop.mask?[3, 2] == false)
  }

  @Test func flipsExchangeLeftAndRight() {
    let flip = example.flipped()
    #expect(flip.parts[0] == Part(name: "right eye", x: 28, y: 6, radius: 2, isVisible: true))
    #expect(flip.parts[1] == Part(name: "nose", x: 20, y: 10, radius: 2, isVisible: true))
    #expect(flip.parts[2] == Part(name: "left ear", x: 2, y: 1, radius: 2, isVisible: false))
    #expect(flip.mask?[26, 5] == true && flip.mask?[12, 5] == false)
    #expect(flip.flipped().parts == example.parts)
  }

  @Test func resizesScaleParts() {
    let small = example.resized(width: 20, height: 10)
    #expect(small.parts[0] == Part(name: "left eye", x: 6, y: 3, radius: 1, isVisible: true))
    #expect(small.mask?.values.count { $0 != 0 } == 4)
    #expect(small.mask?[5, 2] == true)
  }

  @Test func resizeAndCropIsResizeThenCrop() {
    let square = example.resizedAndCropped(side: 10)
    #expect(square.image.width == 10 && square.mask?.height == 10)
    #expect(square.parts[0] == Part(name: "left eye", x: 1, y: 3, radius: 1, isVisible: true))
    #expect(square.parts[1].x == 5)
  }

  @Test func aMaskCarriesItsBox() {
    #expect(example.objects[0].box == BoundingBox(x: 10, y: 4, width: 4, height: 4))
    let nothing = Mask(width: 3, height: 2, values: [UInt8](repeating: 0, count: 6))
    #expect(ImageObject(label: 0, mask: nothing).box == .empty)
    #expect(ImageObject(label: 0).box == nil && ImageObject(label: 0).shows)
  }

  @Test func boxesFollowEveryChange() {
    let changes: [(LabeledImage, masked: BoundingBox, boxed: BoundingBox)] = [
      (
        example.cropped(x: 11, y: 2, width: 20, height: 10), BoundingBox(x: 0, y: 2, width: 3, height: 4),
        BoundingBox(x: 0, y: 8, width: 1, height: 2)
      ),
      (
        example.flipped(), BoundingBox(x: 26, y: 4, width: 4, height: 4),
        BoundingBox(x: 28, y: 10, width: 8, height: 6)
      ),
      (
        example.resized(width: 20, height: 40), BoundingBox(x: 5, y: 8, width: 2, height: 8),
        BoundingBox(x: 2, y: 20, width: 4, height: 12)
      ),
    ]
    for (changed, masked, boxed) in changes {
      #expect(changed.objects[0].box == masked && changed.objects[0].mask?.bounds == masked)
      #expect(changed.objects[1].box == boxed && changed.objects[1].mask == nil)
      #expect(changed.objects.map(\.label) == [3, 1, 2])
    }
  }

  @Test func whatACropLeavesOutIsNotPresent() {
    #expect(example.presentLabels == [1, 3] && example.difficultLabels == [2])
    let crop = example.cropped(x: 0, y: 9, width: 40, height: 11)
    #expect(crop.presentLabels == [1] && crop.difficultLabels.isEmpty)
    #expect(crop.objects[0].box == .empty && crop.objects[0].mask?.coverage == 0)
    #expect(
      crop.objects[2].box == .empty && crop.flipped().resized(width: 9, height: 9).objects[2].box == .empty)
  }

  @Test func theMaskOfAnImageIsThatOfAllItsObjects() {
    var second = Mask(width: 40, height: 20, values: [UInt8](repeating: 0, count: 800))
    second.values[0] = 255
    var both = example
    both.objects.append(ImageObject(label: 0, mask: second))
    #expect(both.mask?.values.count { $0 != 0 } == 17)
    #expect(LabeledImage(image: Image(width: 1, height: 1), label: 0, name: "").mask == nil)
  }
}
