import Datasets
import Images
import Synchronization

/// Pictures of a known colour with masks, boxes and parts; the given ones do not decode.
struct DrawnSource: PictureSource {
  var name = "drawn"
  var digest = String(repeating: "a", count: 64)
  var classNames = ["even", "odd"]
  var size = 300
  var broken: Set<Int> = []
  let decoded = Tally()

  func count(_ split: Split) -> Int { split == .train ? size : 3 }
  func label(_ split: Split, _ index: Int) -> Int { index % 2 }

  func picture(_ split: Split, _ index: Int, side: Int) throws -> Picture {
    decoded.add()
    if broken.contains(index) {
      throw DatasetError.brokenPicture(path: "drawn/\(index).jpg", cause: "cut off", hint: "fetch it again")
    }
    var image = Image(width: side, height: side, grey: UInt8(index % 256))
    image[1, 0, 2] = UInt8((index * 7) % 256)
    let part = Part(name: "nose", x: 1.5, y: Double(index % 64) / 8, radius: 1, isVisible: true)
    var objects: [PictureObject] = []
    if index % 3 == 0 {
      let values = (0..<side * side).map { ($0 + index) % 5 == 0 ? UInt8(255) : 0 }
      objects.append(PictureObject(label: index % 2, mask: Mask(width: side, height: side, values: values)))
    }
    if index == 4 {
      let box = BoundingBox(x: 1, y: 2, width: 3, height: 4.5)
      objects.append(PictureObject(label: 1, box: box, parts: [part], isDifficult: true))
    }
    if index == 255 {
      // A second mask behind the first, and one object of which nothing but a part is known between them.
      objects.append(PictureObject(label: 0, parts: [part]))
      var values = [UInt8](repeating: 0, count: side * side)
      values[side + 2] = 255
      objects.append(
        PictureObject(label: 0, mask: Mask(width: side, height: side, values: values), parts: [part]))
    }
    return Picture(image: image, label: index % 2, name: "drawn/\(index)", objects: objects)
  }
}

/// Counts calls from any thread.
final class Tally: Sendable {
  private let count = Atomic<Int>(0)

  var total: Int { count.load(ordering: .relaxed) }
  func add() { count.add(1, ordering: .relaxed) }
}
