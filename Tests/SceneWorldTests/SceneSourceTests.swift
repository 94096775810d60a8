import Datasets
import Foundation
import Images
import SceneWorld
import Testing

@Suite struct SceneSourceTests {
  let source = SceneSource(role: .source, seed: 3, trainCount: 480, validationCount: 96)
  let transfer = SceneSource(role: .transfer, seed: 3, trainCount: 200, validationCount: 40)
  let second = SceneSource(role: .secondTransfer, seed: 3, trainCount: 200, validationCount: 40)

  @Test func imageIsAFunctionOfItsPlaceAlone() throws {
    let again = SceneSource(role: .source, seed: 3, trainCount: 1000, validationCount: 7)
    var forwards: [Int: LabeledImage] = [:]
    for index in 0..<12 { forwards[index] = try source.example(.train, index, side: 48) }
    for index in (0..<12).reversed() {
      let example = try again.example(.train, index, side: 48)
      #expect(example.image == forwards[index]?.image)
      #expect(example.objects == forwards[index]?.objects)
      #expect(example.nuisances == forwards[index]?.nuisances)
    }
  }

  @Test func seedSplitIndexAndRoleEachChangeTheImage() throws {
    let otherSeed = SceneSource(role: .source, seed: 4, trainCount: 480, validationCount: 96)
    let examples = [
      try source.example(.train, 5, side: 48), try source.example(.validation, 5, side: 48),
      try source.example(.train, 29, side: 48), try otherSeed.example(.train, 5, side: 48),
      try transfer.example(.train, 5, side: 48), try second.example(.train, 5, side: 48),
    ]
    for first in examples.indices {
      for second in examples.indices where second > first {
        #expect(examples[first].image != examples[second].image)
        #expect(examples[first].nuisances != examples[second].nuisances)
      }
    }
  }

  @Test func splitsShareNoScene() throws {
    var seen = Set<[Double]>()
    for split in Split.allCases {
      for index in 0..<96 {
        let nuisances = try source.example(split, index, side: 32).nuisances
        let isNew = seen.insert(nuisances.keys.sorted().map { nuisances[$0]! }).inserted
        #expect(isNew, "\(split) \(index) repeats a scene")
      }
    }
  }

  @Test func labelsAreBalanced() {
    for source in [source, transfer, second] {
      for split in Split.allCases {
        var counts = [Int](repeating: 0, count: source.classNames.count)
        for index in 0..<source.count(split) { counts[source.label(split, index)] += 1 }
        #expect(counts.max()! - counts.min()! <= 1, "\(counts)")
      }
    }
  }

  /// What a network has been trained on says nothing of what its features are worth on other things.
  @Test func noTransferClassIsTheSources() {
    #expect(source.classNames.count >= 32 && transfer.classNames.count >= 20 && second.classNames.count >= 24)
    for names in [source.classNames, transfer.classNames, second.classNames] {
      #expect(Set(names).count == names.count)
    }
    #expect(Set(source.classNames).isDisjoint(with: transfer.classNames + second.classNames))
    let shared = Set(transfer.classNames).intersection(second.classNames)
    #expect(shared.count * 2 < second.classNames.count, "both transfer roles hold \(shared.sorted())")
  }

  @Test func digestTellsEveryParameter() {
    let digests = [
      source, transfer, second, SceneSource(role: .source, seed: 4, trainCount: 480, validationCount: 96),
      SceneSource(role: .source, seed: 3, trainCount: 481, validationCount: 96),
      SceneSource(role: .source, seed: 3, trainCount: 480, validationCount: 97),
      SceneSource(role: .source, seed: 3, trainCount: 480, validationCount: 96, difficulty: 0.1),
    ].map(\.digest)
    #expect(Set(digests).count == digests.count)
    #expect(digests.allSatisfy { $0.count == 64 })
    #expect(source.digest == SceneSource(role: .source, seed: 3, trainCount: 480, validationCount: 96).digest)
  }

  @Test func threadsAgree() throws {
    let count = 32
    let alone = try (0..<count).map { try source.example(.train, $0, side: 48).image }
    let results = Mailbox(count: count)
    DispatchQueue.concurrentPerform(iterations: count) { [source] index in
      results.put(try? source.example(.train, index, side: 48).image, at: index)
    }
    for index in 0..<count { #expect(results[index] == alone[index]) }
  }
}

/// Results of several threads, each at its own place.
private final class Mailbox: @unchecked Sendable {
  private var images: [Image?]
  private let lock = NSLock()

  init(count: Int) { images = [Image?](repeating: nil, count: count) }

  func put(_ image: Image?, at index: Int) { lock.withLock { images[index] = image } }

  subscript(index: Int) -> Image? { lock.withLock { images[index] } }
}
