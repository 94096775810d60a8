import Datasets
import Foundation
import Images
import Testing

@Suite struct SubsetSourceTests {
  private let source = DrawnSource()

  @Test func imagesAndLabelsAreThoseOfThePlaces() throws {
    let subset = SubsetSource(
      of: source, training: [.init(.train, 3), .init(.validation, 1)], validation: [.init(.train, 0)])
    #expect(subset.count(.train) == 2 && subset.count(.validation) == 1)
    #expect(subset.label(.train, 0) == source.label(.train, 3))
    #expect(subset.label(.train, 1) == source.label(.validation, 1))
    let moved = try subset.example(.train, 1, side: 32).image
    let own = try source.example(.validation, 1, side: 32).image
    #expect(moved.pixels.elementsEqual(own.pixels))
    #expect(subset.classNames == source.classNames && subset.name == source.name)
  }

  @Test func theDigestNamesThePlaces() {
    func digest(_ training: [Int], _ validation: [Int]) -> String {
      SubsetSource(
        of: source, training: training.map { .init(.train, $0) },
        validation: validation.map { .init(.train, $0) }
      ).digest
    }
    let all = [
      digest([0, 1], [2]), digest([1, 0], [2]), digest([0], [2]), digest([0], [1, 2]), source.digest,
    ]
    #expect(Set(all).count == all.count)
    #expect(digest([0, 1], [2]) == all[0])
  }

  @Test func cachedImagesAreTheImages() throws {
    let folder = try TemporaryFolder()
    let cache = try ImageCache.open(source, split: .train, side: 32, directory: folder.url)
    let cached = CachedImages(training: cache)
    #expect(cached.count(.train) == cache.count && cached.count(.validation) == 0)
    #expect(cached.label(.train, 2) == cache.label(2))
    let subset = SubsetSource(of: cached, training: [.init(.train, 2)], validation: [.init(.train, 0)])
    let again = try ImageCache.open(subset, split: .train, side: 32, directory: folder.url)
    #expect(again.count == 1 && again.image(0).pixels.elementsEqual(cache.image(2).pixels))
    #expect(cached.digest != source.digest)
  }
}
