import Experiments
import Foundation
import Networks
import Tensors
import TestSupport
import Testing

@Suite struct GridArtifactTests {
  private static let side = 32

  /// An image of three equal colors.
  private func image(_ value: (_ x: Int, _ y: Int) -> Double) -> Tensor<Float> {
    let plane = (0..<Self.side * Self.side).map { Float(value($0 % Self.side, $0 / Self.side)) }
    return Tensor([3, Self.side, Self.side], plane + plane + plane)
  }

  private func index(_ image: Tensor<Float>, from start: Int = 4) -> Double? {
    GridArtifact.index(of: image, x: start..<start + 24, y: start..<start + 24)
  }

  @Test(arguments: [4, 5, 6]) func aGridOfFourPixelsIsAllGridWhereverTheWindowStands(_ start: Int) throws {
    let grid = image { x, y in x % 4 == 0 || y % 4 == 1 ? 1 : 0 }
    #expect(abs(try #require(index(grid, from: start)) - 1) < 0.05)
  }

  @Test func aGridOfTwoPixelsShowsToo() throws {
    #expect(abs(try #require(index(image { x, y in Double((x + y) % 2) })) - 1) < 0.05)
  }

  @Test func otherPeriodsAndSlowChangesDoNot() throws {
    #expect(try #require(index(image { x, _ in cos(2 * .pi * Double(x) / 3) })) < 0)
    #expect(abs(try #require(index(image { x, y in Double(x * x + 3 * y) }))) < 0.03)
    #expect(index(image { _, _ in 7 }) == nil)
  }

  @Test func aProjectionThatFillsAPartOfTheWindowIsNoGrid() throws {
    // The variance of few pixels is explained by any period; what is left of that must not look like a grid.
    let values = (0..<40).map { seed in
      let noise = randomTensor([3, Self.side, Self.side], seed: UInt64(seed), of: Float.self).scalars
      let patch = image { x, y in (10..<15).contains(x) && (11..<16).contains(y) ? 1 : 0 }.scalars
      return index(Tensor([3, Self.side, Self.side], zip(noise, patch).map { $0 * $1 })) ?? .nan
    }
    #expect(abs(values.reduce(0, +) / 40) < 0.03)
  }

  @Test func noiseGivesNothingAndAGridOverItMore() throws {
    let noise = randomTensor([3, Self.side, Self.side], seed: 5, of: Float.self)
    #expect(abs(try #require(index(noise))) < 0.02)
    let grid = image { x, _ in x % 4 == 0 ? 1 : 0 }.scalars
    let both = Tensor<Float>(noise.shape, zip(noise.scalars, grid).map { $0 + 2 * $1 })
    let found = try #require(index(both))
    #expect(found > 0.2 && found < 0.9)
  }

  @Test func theWindowFitsTheSmallerField() {
    let architectures = [Architecture.alexnet, .zfnet].map { $0.graph() }
    #expect(GridArtifact.window(for: architectures) == 24)
  }
}
