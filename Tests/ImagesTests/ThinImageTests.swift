import Foundation
import Images
import Testing

/// Images that are much longer than wide are brought to a square without being enlarged as a whole.
@Suite struct ThinImageTests {
  /// The crop alone has the same bytes as in the whole resized image.
  @Test(arguments: [(37, 20), (20, 37), (300, 41), (9, 64)]) func theCropIsThatOfTheWhole(
    _ width: Int, _ height: Int
  ) {
    var image = Image(width: width, height: height)
    var mask = Mask(width: width, height: height, values: [UInt8](repeating: 0, count: width * height))
    for place in image.pixels.indices { image.pixels[place] = UInt8(truncatingIfNeeded: place &* place / 7) }
    for place in mask.values.indices { mask.values[place] = place * place % 3 == 0 ? 255 : 0 }
    for side in [8, 16, 33] {
      let size = ResizeAndCrop(width: width, height: height, side: side)
      func whole<Kind: Raster>(_ raster: Kind) -> Kind {
        raster.resized(width: size.width, height: size.height)
          .cropped(x: size.x, y: size.y, width: side, height: side)
      }
      #expect(image.resizedAndCropped(side: side) == whole(image))
      #expect(mask.resizedAndCropped(side: side) == whole(mask))
    }
  }

  @Test(arguments: [(1, 1_000_000), (1_000_000, 1), (3, 9000), (1, 1)]) func onePixelWideIsWideEnough(
    _ width: Int, _ height: Int
  ) {
    let image = Image(width: width, height: height, gray: 77).resizedAndCropped(side: 224)
    #expect(image == Image(width: 224, height: 224, gray: 77))
  }
}
