import Images

extension Image {
  /// The part of an image that a unit sees, in the middle of a gray square.
  ///
  /// Boxes at the image's edge are smaller than the others; on squares of one side a photograph's patch and its
  /// projection lie beside each other at the same scale.
  ///
  /// - Parameters:
  ///   - x: columns, within the image.
  ///   - y: rows, within the image.
  ///   - side: the square's side, at least the box's.
  public func patch(x: Range<Int>, y: Range<Int>, side: Int) -> Image {
    precondition(
      x.lowerBound >= 0 && x.upperBound <= width && y.lowerBound >= 0 && y.upperBound <= height,
      "a patch \(x) × \(y) of an image of \(width) × \(height)")
    precondition(max(x.count, y.count) <= side, "a patch \(x) × \(y) on a square of \(side)")
    var patch = Image(width: side, height: side)
    let (left, top) = ((side - x.count) / 2, (side - y.count) / 2)
    for row in y {
      for column in x {
        for channel in 0..<3 {
          let value = self[column, row, channel]
          patch[left + column - x.lowerBound, top + row - y.lowerBound, channel] = value
        }
      }
    }
    return patch
  }
}
