import Datasets
import Networks
import Foundation

/// Prepares batches on a thread of its own while the engine computes, two batches ahead.
package final class BatchLoader: @unchecked Sendable {
  private var batches: BatchPreparation
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
  ///
  /// - Parameter positions: the places in the batch of the images that are prepared; nil prepares all.
  package init(
    _ images: ImageCache, _ preprocessing: Preprocessing, _ recipe: Recipe, from step: Int,
    positions: Range<Int>? = nil
  ) {
    batches = BatchPreparation(images, preprocessing, recipe, positions: positions)
    taken = step
    let count = batches.pixelCount
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
  package func next<Result>(
    _ body: (UnsafeMutableBufferPointer<Float>, [Int]) throws -> Result
  ) rethrows -> Result {
    ready.wait()
    let slot = lock.withLock { slots[taken % depth] }
    defer {
      taken += 1
      free.signal()
    }
    return try body(slot.pixels, slot.labels)
  }

  /// Ends the thread; the loader must not be used after that.
  package func stop() {
    lock.withLock { isStopped = true }
    free.signal()
  }

  private func work(from first: Int) {
    var step = first
    while true {
      free.wait()
      if lock.withLock({ isStopped }) {
        for slot in slots { slot.pixels.deallocate() }
        return
      }
      let slot = slots[step % depth]
      let labels = batches.prepare(step, in: slot.pixels)
      lock.withLock { slots[step % depth].labels = labels }
      ready.signal()
      step += 1
    }
  }
}
