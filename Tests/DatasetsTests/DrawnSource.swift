import Datasets
import Images
import Synchronization

/// Images of a known color with masks, boxes and parts; the given ones do not decode.
struct DrawnSource: ImageSource {
  var name = "drawn"
  var digest = String(repeating: "a", count: 64)
  var classNames = ["even", "odd"]
  var size = 300
  var broken: Set<Int> = []
  let decoded = Tally()

  func count(_ split: Split) -> Int { split == .train ? size : 3 }
  func label(_ split: Split, _ index: Int) -> Int { index % 2 }

  func example(_ split: Split, _ index: Int, side: Int) throws -> LabeledImage {
    decoded.add()
    if broken.contains(index) {
      throw DatasetError.brokenImage(path: "drawn/\(index).jpg", cause: "cut off", hint: "fetch it again")
    }
    var image = Image(width: side, height: side, gray: UInt8(index % 256))
    image[1, 0, 2] = UInt8((index * 7) % 256)
    let part = Part(name: "nose", x: 1.5, y: Double(index % 64) / 8, radius: 1, isVisible: true)
    var objects: [ImageObject] = []
    if index % 3 == 0 {
      let values = (0..<side * side).map { ($0 + index) % 5 == 0 ? UInt8(255) : 0 }
      objects.append(ImageObject(label: index % 2, mask: Mask(width: side, height: side, values: values)))
    }
    if index == 4 {
      let box = BoundingBox(x: 1, y: 2, width: 3, height: 4.5)
      objects.append(ImageObject(label: 1, box: box, parts: [part], isDifficult: true))
    }
    if index == 255 {
      // A second mask behind the first, and one object of which nothing but a part is known between them.
      objects.append(ImageObject(label: 0, parts: [part]))
      var values = [UInt8](repeating: 0, count: side * side)
      values[side + 2] = 255
      objects.append(
        ImageObject(label: 0, mask: Mask(width: side, height: side, values: values), parts: [part]))
    }
    return LabeledImage(image: image, label: index % 2, name: "drawn/\(index)", objects: objects)
  }
}

/// Counts calls from any thread.
final class Tally: Sendable {
  private let count = Atomic<Int>(0)

  var total: Int { count.load(ordering: .relaxed) }
  func add() { count.add(1, ordering: .relaxed) }
}
