import Datasets
import Images

/// Pictures of every class side by side: one row a class.
public struct ContactSheet: Sendable {
  /// The sheet.
  public let image: Image
  /// The rows' names, from the top.
  public let names: [String]
  /// The distance from one row to the next, in pixels.
  public let pitch: Int

  /// Lays out the first pictures of each class of a source that can choose its pictures' size.
  ///
  /// - Parameters:
  ///   - source: where the pictures come from; they must be `side` × `side`.
  ///   - split: which part of it.
  ///   - columns: pictures a row; a class with fewer leaves the rest of its row white.
  ///   - side: the pictures' side in pixels.
  ///   - gap: pixels between pictures and around them.
  /// - Throws: what the source throws.
  public init(source: some PictureSource, split: Split = .train, columns: Int, side: Int, gap: Int = 2) throws
  {
    precondition(
      columns > 0 && side > 0 && gap >= 0, "a sheet of \(columns) columns, side \(side), gap \(gap)")
    names = source.classNames
    pitch = side + gap
    let width = columns * pitch + gap
    var sheet = Image(width: width, height: names.count * pitch + gap, grey: 255)
    var filled = [Int](repeating: 0, count: names.count)
    for index in 0..<source.count(split) {
      let row = source.label(split, index)
      guard filled[row] < columns else { continue }
      let picture = try source.picture(split, index, side: side).image
      precondition(
        picture.width == side && picture.height == side,
        "a picture of \(picture.width)×\(picture.height) in a sheet of side \(side)")
      let left = gap + filled[row] * pitch
      for y in 0..<side {
        let start = ((gap + row * pitch + y) * width + left) * 3
        sheet.pixels.replaceSubrange(
          start..<start + side * 3, with: picture.pixels[y * side * 3..<(y + 1) * side * 3])
      }
      filled[row] += 1
      if filled.allSatisfy({ $0 == columns }) { break }
    }
    image = sheet
  }
}
