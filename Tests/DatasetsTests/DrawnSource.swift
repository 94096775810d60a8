import Datasets
import Images
import Synchronization

/// Pictures of a known colour with masks and parts; the given ones do not decode.
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
    var mask: Mask?
    if index % 3 == 0 {
      let values = (0..<side * side).map { ($0 + index) % 5 == 0 ? UInt8(255) : 0 }
      mask = Mask(width: side, height: side, values: values)
    }
    let part = Part(name: "nose", x: 1.5, y: Double(index) / 8, radius: 1, isVisible: true)
    return Picture(
      image: image, label: index % 2, name: "drawn/\(index)", mask: mask, parts: index == 4 ? [part] : [])
  }
}

/// Counts calls from any thread.
final class Tally: Sendable {
  private let count = Atomic<Int>(0)

  var total: Int { count.load(ordering: .relaxed) }
  func add() { count.add(1, ordering: .relaxed) }
}
