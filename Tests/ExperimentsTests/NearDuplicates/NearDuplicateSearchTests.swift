import Experiments
import Images
import Tensors
import Testing

@Suite struct NearDuplicateSearchTests {
  /// An image of large random patches, from a seed.
  private func patches(_ seed: UInt64, side: Int = 64) -> Image {
    var stream = RandomStream(seed: seed, domain: "patches")
    let levels = (0..<6 * 6 * 3).map { _ in UInt8(30 + stream.integer(below: 180)) }
    return Image(width: 6, height: 6, pixels: levels).resized(width: side, height: side)
  }

  @Test func anImageIsItsOwnBestMatch() {
    let images = (0..<12).map { patches(UInt64($0)) }
    let matches = NearDuplicateSearch.matches(
      12, { images[$0] }, among: Thumbnails(count: 12) { images[$0] }, { images[$0] })
    for (index, match) in matches.enumerated() {
      #expect(match.index == index && abs(match.correlation - 1) < 1e-5)
    }
  }

  @Test func theCorrelationIsThatOfItsDefinition() {
    func centered(_ image: Image) -> [Double] {
      let count = image.pixels.count / 3
      var means = [0.0, 0, 0]
      for (place, level) in image.pixels.enumerated() { means[place % 3] += Double(level) / Double(count) }
      return image.pixels.enumerated().map { Double($1) - means[$0 % 3] }
    }
    func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    let a = patches(1, side: Thumbnails.side)
    // Laid over an original of one color, nothing correlates: what is left is the small versions' own correlation.
    let plain = Image(width: 20, height: 20, gray: 90)
    var positive = 0
    for seed in UInt64(1)...8 {
      let b = patches(seed, side: Thumbnails.side)
      let (x, y) = (centered(a), centered(b))
      let expected = dot(x, y) / (dot(x, x) * dot(y, y)).squareRoot()
      let match = NearDuplicateSearch.matches(
        1, { _ in a }, among: Thumbnails(count: 1) { _ in b }, { _ in plain })[0]
      #expect(abs(match.correlation - max(expected, 0)) < 1e-5, "seed \(seed)")
      positive += expected > 0.01 ? 1 : 0
      // Laying the two over each other can only find a better place.
      let laid = NearDuplicateSearch.matches(
        1, { _ in a }, among: Thumbnails(count: 1) { _ in b }, { _ in b })[0]
      #expect(laid.correlation > expected - 1e-5)
    }
    #expect(positive > 1)
  }

  @Test(arguments: ImageAlteration.allCases)
  func alteredCopiesAreFoundAmongOthers(_ alteration: ImageAlteration) throws {
    let originals = (0..<20).map { patches(UInt64($0)) }
    let copies = try originals.map { try alteration.apply(to: $0) }
    let matches = NearDuplicateSearch.matches(
      20, { copies[$0] }, among: Thumbnails(count: 20) { originals[$0] }, { originals[$0] })
    for (index, match) in matches.enumerated() {
      #expect(match.index == index && match.correlation > 0.95)
    }
    let strangers = NearDuplicateSearch.matches(
      20, { patches(UInt64(100 + $0)) }, among: Thumbnails(count: 20) { originals[$0] }, { originals[$0] })
    #expect(strangers.allSatisfy { $0.correlation < 0.95 })
    let image = patches(1)
    let altered = try alteration.apply(to: image)
    #expect(altered.width == image.width && altered.height == image.height && altered.pixels != image.pixels)
  }

  @Test func anImageOfOneColorIsLikeNone() {
    let other = patches(1)
    let matches = NearDuplicateSearch.matches(
      1, { _ in Image(width: 20, height: 20, gray: 90) }, among: Thumbnails(count: 1) { _ in other },
      { _ in other })
    #expect(matches[0].correlation == 0)
  }
}
