import Experiments
import Images
import Tensors
import Testing

@Suite struct ThumbnailTests {
  /// A picture of large random patches, from a seed.
  private func patches(_ seed: UInt64, side: Int = 64) -> Image {
    var stream = RandomStream(seed: seed, domain: "patches")
    let levels = (0..<6 * 6 * 3).map { _ in UInt8(30 + stream.integer(below: 180)) }
    return Image(width: 6, height: 6, pixels: levels).resized(width: side, height: side)
  }

  @Test func aPictureIsItsOwnBestMatch() {
    let pictures = Thumbnails(count: 12) { patches(UInt64($0)) }
    for (index, match) in pictures.bestMatches(in: pictures).enumerated() {
      #expect(match.index == index && abs(match.correlation - 1) < 1e-5)
    }
  }

  @Test func theCorrelationIsThatOfItsDefinition() {
    let (a, b) = (patches(1, side: Thumbnails.side), patches(2, side: Thumbnails.side))
    func centered(_ image: Image) -> [Double] {
      let count = image.pixels.count / 3
      var means = [0.0, 0, 0]
      for (place, level) in image.pixels.enumerated() { means[place % 3] += Double(level) / Double(count) }
      return image.pixels.enumerated().map { Double($1) - means[$0 % 3] }
    }
    let (x, y) = (centered(a), centered(b))
    func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    let expected = dot(x, y) / (dot(x, x) * dot(y, y)).squareRoot()
    let match = Thumbnails(count: 1) { _ in a }.bestMatches(in: Thumbnails(count: 1) { _ in b })[0]
    #expect(abs(match.correlation - expected) < 1e-5)
  }

  @Test(arguments: PictureAlteration.allCases)
  func alteredCopiesAreFoundAmongOthers(_ alteration: PictureAlteration) throws {
    let originals = Thumbnails(count: 20) { patches(UInt64($0)) }
    let copies = try Thumbnails(count: 20) { try alteration.apply(to: patches(UInt64($0))) }
    for (index, match) in copies.bestMatches(in: originals).enumerated() {
      #expect(match.index == index && match.correlation > 0.9)
    }
    let image = patches(1)
    let altered = try alteration.apply(to: image)
    #expect(altered.width == image.width && altered.height == image.height && altered.pixels != image.pixels)
  }

  @Test func aPictureOfOneColourIsLikeNone() {
    let flat = Thumbnails(count: 1) { _ in Image(width: 20, height: 20, grey: 90) }
    #expect(flat.bestMatches(in: Thumbnails(count: 1) { _ in patches(1) })[0].correlation == 0)
  }
}
