import Networks
import Foundation
import TestSupport
import Tensors
import Testing
import Training
import Visualization

/// The square's places and what it shows.
@Suite struct OcclusionTests {
  @Test func placesByCoverage() {
    #expect(Occlusion(side: 32, stride: 8).ranges(along: 224).count == 25)
    #expect(Occlusion(side: 4, stride: 3, coverage: .inside).ranges(along: 9) == [0..<4, 3..<7])
    #expect(Occlusion(side: 4, stride: 3, coverage: .toEdge).ranges(along: 9) == [0..<4, 3..<7, 6..<9])
    #expect(Occlusion(side: 4, stride: 3, coverage: .centered).ranges(along: 9) == [0..<3, 2..<6, 5..<9])
    // The third step is one pixel wide.
    #expect(Occlusion(side: 1, stride: 4, coverage: .centered).ranges(along: 9) == [2..<3, 6..<7, 8..<9])
    #expect(Occlusion(side: 20, stride: 3, coverage: .toEdge).ranges(along: 9) == [0..<9])
    #expect(Occlusion(side: 1, stride: 4, coverage: .toEdge).ranges(along: 8) == [0..<1, 4..<5])
  }

  @Test func itIsTheSameAfterJSON() throws {
    let occlusion = Occlusion(side: 5, stride: 2, coverage: .inside, fill: .noise(seed: 3))
    let data = try JSONEncoder().encode(occlusion)
    #expect(try JSONDecoder().decode(Occlusion.self, from: data) == occlusion)
  }

  private let preprocessing = Preprocessing(
    storedSide: 10, inputSide: 8, pixelScale: 0.5, mean: (0..<300).map { Float($0 % 50) })

  private func fill(_ fill: OcclusionFill, _ image: Tensor<Float>) -> Tensor<Float> {
    fill.image(for: image, square: 4, preprocessing: preprocessing)
  }

  @Test func grayIsTheMiddleOfTheBytes() {
    let gray = fill(.gray, Tensor(zeros: [3, 8, 8]))
    // Row 0, column 0 of the crop is row 1, column 1 of the stored mean: its first number is the 33rd.
    #expect(gray[0] == 47.5)
  }

  @Test func theMeanImageIsZero() {
    #expect(fill(.mean, randomTensor([3, 8, 8])).scalars.allSatisfy { $0 == 0 })
  }

  @Test func blurKeepsWhatIsFlatAndRemovesWhatIsNot() {
    let flat = Tensor<Float>([3, 8, 8]) { $0.update(repeating: 2) }
    #expect(relativeError(fill(.blur, flat), flat) < 1e-6)
    let board = Tensor<Float>([3, 32, 32]) { target in
      for index in target.indices { target[index] = (index / 32 + index) % 2 == 0 ? 1 : -1 }
    }
    // Away from the repeated edges.
    let gray = fill(.blur, board)
    for row in 8..<24 { #expect(abs(gray[row * 32 + 16]) < 0.01) }
    // Not symmetric in its axes: rows and columns must not change places.
    let ramp = Tensor<Float>([3, 8, 8]) { target in
      for index in target.indices { target[index] = Float(index % 8) }
    }
    let blurred = fill(.blur, ramp)
    #expect(abs(blurred[0] - blurred[7 * 8]) < 1e-5)
    #expect(blurred[7] > blurred[0] + 1)
  }

  @Test func noiseIsAFunctionOfImageAndSeed() {
    let image: Tensor<Float> = randomTensor([3, 8, 8])
    #expect(fill(.noise(seed: 1), image) == fill(.noise(seed: 1), image))
    #expect(relativeError(fill(.noise(seed: 1), image), fill(.noise(seed: 2), image)) > 0.1)
    let shifted = fill(.noise(seed: 1), image.map { $0 * 3 + 100 })
    let expected = fill(.noise(seed: 1), image).map { $0 * 3 + 100 }
    #expect(relativeError(shifted, expected) < 1e-5)
  }
}
