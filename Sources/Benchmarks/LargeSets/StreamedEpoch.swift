import Datasets
import Kernels
import Networks
import Processes
import Training

/// One pass over all images of a set in shuffled order, as a training run makes it: prepared alone, and learned from.
struct StreamedEpoch {
  private let images: ImageCache
  private let size: BenchmarkSize
  private let preprocessing: Preprocessing

  /// Pixels that a cut leaves out.
  private static let margin = 8
  /// The least steps on one batch that are timed.
  private static let fewestSteps = 20

  /// - Parameter batch: images in a step; at most as many as there are images.
  init(_ images: ImageCache, batch: Int) {
    self.images = images
    let input = images.side - Self.margin
    size = .streamed(input: input, classes: images.classNames.count, batch: batch)
    preprocessing = Preprocessing(
      storedSide: images.side, inputSide: input, pixelScale: size.network.pixelScale, mean: images.mean)
  }

  /// Whole batches in a pass.
  private var steps: Int { images.count / size.batch }

  /// Cuts, turns and scales all images, and learns nothing.
  func prepare(_ note: (Int, Int) throws -> Void) rethrows {
    var batches = BatchPreparation(images, preprocessing, size.recipe)
    let pixels = UnsafeMutableBufferPointer<Float>.allocate(capacity: batches.pixelCount)
    pixels.initialize(repeating: 0)
    defer { pixels.deallocate() }
    for step in 0..<steps {
      _ = batches.prepare(step, in: pixels)
      if step % 8 == 0 { try note(step * size.batch, images.count) }
    }
  }

  /// Has a network a quarter as wide as ZFNet learn from all images, at the processor's best precision.
  ///
  /// - Returns: the share of the time that the engine waited for images.
  func train(_ note: (Int, Int) throws -> Void) throws -> Double {
    let work = try TrainingWork(size, .best)
    let loader = BatchLoader(images, preprocessing, size.recipe, from: 0)
    defer { loader.stop() }
    let clock = RunClock()
    var waited = 0.0
    for step in 0..<steps {
      let asked = clock.elapsed
      work.labels = loader.next { pixels, labels in
        waited += clock.elapsed - asked
        _ = work.engine.ownPixels.update(fromContentsOf: UnsafeBufferPointer(pixels))
        return labels
      }
      try work.run()
      if step % 8 == 0 { try note(step * size.batch, images.count) }
    }
    return waited / max(clock.elapsed, 1e-9)
  }

  /// The images a second that the same network learns from where none has to be fetched: one batch again and again.
  func trainOnOneBatch() throws -> Double {
    let work = try TrainingWork(size, .best)
    try work.run()
    let clock = RunClock()
    let steps = max(Self.fewestSteps, min(self.steps / 10, 500))
    for _ in 0..<steps { try work.run() }
    return Double(steps * size.batch) / max(clock.elapsed, 1e-9)
  }
}
