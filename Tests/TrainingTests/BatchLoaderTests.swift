import Datasets
import Networks
import Tensors
import Testing
import Training

@Suite struct BatchLoaderTests {
  private let bench: TrainingBench
  private let preprocessing: Preprocessing
  private let recipe: Recipe

  init() throws {
    bench = try TrainingBench()
    recipe = bench.recipe(samples: 1600)
    preprocessing = Preprocessing(
      storedSide: bench.training.side, inputSide: recipe.network.input, pixelScale: 1.0 / 32,
      mean: bench.training.mean)
  }

  private struct Batch: Equatable {
    let pixels: [Float]
    let labels: [Int]
  }

  /// A step's batch, prepared by itself.
  private func prepared(_ step: Int) -> Batch {
    var preparation = BatchPreparation(bench.training, preprocessing, recipe)
    var pixels = [Float](repeating: .nan, count: preparation.pixelCount)
    let labels = pixels.withUnsafeMutableBufferPointer { preparation.prepare(step, in: $0) }
    return Batch(pixels: pixels, labels: labels)
  }

  private func loaded(_ count: Int, from step: Int) -> [Batch] {
    let loader = BatchLoader(bench.training, preprocessing, recipe, from: step)
    defer { loader.stop() }
    return (0..<count).map { _ in loader.next { Batch(pixels: Array($0), labels: $1) } }
  }

  /// 240 images in batches of 16: an epoch ends after step 14, and the next shows all images in another order.
  @Test func batchesComeInOrderAcrossEpochs() {
    let batches = loaded(18, from: 0)
    for (step, batch) in batches.enumerated() { #expect(batch == prepared(step), "step \(step)") }
    #expect(Set(batches.map(\.pixels)).count == 18)
    let counts = (0..<4).map { label in batches[..<15].reduce(0) { $0 + $1.labels.count { $0 == label } } }
    #expect(counts == [60, 60, 60, 60], "every image once an epoch")
  }

  @Test func aResumedRunGetsTheBatchesThatItWouldHaveGot() {
    let whole = loaded(20, from: 0)
    for step in [1, 14, 15, 16] { #expect(loaded(3, from: step) == Array(whole[step..<step + 3])) }
  }

  /// A batch in use is left alone while those after it are prepared.
  @Test func aBatchStaysAsLongAsItIsUsed() {
    let loader = BatchLoader(bench.training, preprocessing, recipe, from: 0)
    defer { loader.stop() }
    for step in 0..<4 {
      loader.next { pixels, labels in
        let first = Array(pixels)
        let later = prepared(step + 1)
        #expect(Array(pixels) == first && later.pixels != first && labels == prepared(step).labels)
      }
    }
  }

  @Test func aLoaderThatIsNeverAskedStops() {
    for step in 0..<20 { BatchLoader(bench.training, preprocessing, recipe, from: step).stop() }
  }

  @Test func errorsOfTheBodyPassThrough() throws {
    struct Stop: Error {}
    let loader = BatchLoader(bench.training, preprocessing, recipe, from: 0)
    defer { loader.stop() }
    #expect(throws: Stop.self) { try loader.next { _, _ in throw Stop() } }
    let second = loader.next { Batch(pixels: Array($0), labels: $1) }
    #expect(second == prepared(1))
  }
}
