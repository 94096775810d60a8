import Images

/// The picture on a map's card: the projections of its strongest places on the left, the patches of the images on the right, three
/// by three each, in the order of a page of text.
package enum MapSheet {
  /// The side of a tile in pixels.
  package static let tile = 72
  private static let gap = 2
  private static let middle = 10

  /// How many pixels wide and high a sheet is.
  package static let size = (width: 6 * tile + 4 * gap + middle, height: 3 * tile + 2 * gap)

  /// The sheet of at most nine projections and as many patches, all square.
  static func image(projections: [Image], patches: [Image]) -> Image {
    precondition(
      projections.count == patches.count && patches.count <= 9, "\(patches.count) patches on a sheet")
    var sheet = Image(width: size.width, height: size.height, gray: 255)
    for (place, images) in zip(projections, patches).enumerated() {
      let (row, column) = (place / 3, place % 3)
      let y = row * (tile + gap)
      let x = column * (tile + gap)
      put(images.0, at: (x, y), on: &sheet)
      put(images.1, at: (x + 3 * tile + 2 * gap + middle, y), on: &sheet)
    }
    return sheet
  }

  /// Draws an image into a tile: small ones with each pixel repeated, so that they stay what they are, and large ones averaged
  /// down.
  private static func put(_ image: Image, at place: (x: Int, y: Int), on sheet: inout Image) {
    let times = tile / max(image.width, 1)
    let shown = times > 1 ? repeated(image, times) : image.resized(width: tile, height: tile)
    let margin = (tile - shown.width) / 2
    for y in 0..<shown.height {
      for x in 0..<shown.width {
        for channel in 0..<3 {
          sheet[place.x + margin + x, place.y + margin + y, channel] = shown[x, y, channel]
        }
      }
    }
  }

  private static func repeated(_ image: Image, _ times: Int) -> Image {
    var result = Image(width: image.width * times, height: image.height * times)
    for y in 0..<result.height {
      for x in 0..<result.width {
        for channel in 0..<3 { result[x, y, channel] = image[x / times, y / times, channel] }
      }
    }
    return result
  }
}
