import Datasets
import Foundation
import Tensors

/// Prepares batches on a thread of its own while the engine computes, two batches ahead.
///
/// Batch `step` is a function of the recipe's seed and the step alone: presentation p shows picture
/// `permutation(p / count)[p % count]`, cut by `Augmentation`.
final class BatchLoader: @unchecked Sendable {
  private let pictures: PictureCache
  private let preprocessing: Preprocessing
  private let recipe: Recipe
  private let depth = 2
  private var slots: [Slot]
  private let free: DispatchSemaphore
  private let ready = DispatchSemaphore(value: 0)
  private let lock = NSLock()
  private var isStopped = false
  private var taken: Int

  private struct Slot {
    let pixels: UnsafeMutableBufferPointer<Float>
    var labels: [Int]
  }

  /// Starts preparing batches from a step on.
  init(_ pictures: PictureCache, _ preprocessing: Preprocessing, _ recipe: Recipe, from step: Int) {
    self.pictures = pictures
    self.preprocessing = preprocessing
    self.recipe = recipe
    taken = step
    let count = recipe.batch * 3 * preprocessing.inputSide * preprocessing.inputSide
    slots = (0..<depth).map { _ in
      let pixels = UnsafeMutableBufferPointer<Float>.allocate(capacity: count)
      pixels.initialize(repeating: 0)
      return Slot(pixels: pixels, labels: [])
    }
    free = DispatchSemaphore(value: 0)
    for _ in 0..<depth { free.signal() }
    let thread = Thread { [self] in work(from: step) }
    thread.qualityOfService = .utility
    thread.start()
  }

  /// Waits for the next batch, hands it to `body`, and has the one after next prepared in its place.
  func next<Result>(_ body: (UnsafeMutableBufferPointer<Float>, [Int]) throws -> Result) rethrows -> Result {
    ready.wait()
    let slot = lock.withLock { slots[taken % depth] }
    defer {
      taken += 1
      free.signal()
    }
    return try body(slot.pixels, slot.labels)
  }

  /// Ends the thread; the loader must not be used after that.
  func stop() {
    lock.withLock { isStopped = true }
    free.signal()
  }

  private func work(from first: Int) {
    var step = first
    var epoch = -1
    var order: [Int] = []
    while true {
      free.wait()
      if lock.withLock({ isStopped }) {
        for slot in slots { slot.pixels.deallocate() }
        return
      }
      let slot = slots[step % depth]
      var labels: [Int] = []
      let length = slot.pixels.count / recipe.batch
      for position in 0..<recipe.batch {
        let presentation = step * recipe.batch + position
        if presentation / pictures.count != epoch {
          epoch = presentation / pictures.count
          var stream = RandomStream(seed: recipe.seed, domain: "shuffle", epoch)
          order = stream.permutation(pictures.count)
        }
        let picture = order[presentation % pictures.count]
        let crop = recipe.augmentation.crop(
          seed: recipe.seed, epoch: epoch, picture: picture, margin: preprocessing.margin)
        let target = UnsafeMutableBufferPointer(
          rebasing: slot.pixels[(position * length)..<((position + 1) * length)])
        pictures.withPixels(picture) { preprocessing.write($0, crop, to: target) }
        labels.append(pictures.label(picture))
      }
      lock.withLock { slots[step % depth].labels = labels }
      ready.signal()
      step += 1
    }
  }
}
