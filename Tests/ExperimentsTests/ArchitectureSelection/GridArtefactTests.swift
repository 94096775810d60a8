import Experiments
import Foundation
import Networks
import Tensors
import TestSupport
import Testing

@Suite struct GridArtefactTests {
  private static let side = 32

  /// A picture of three equal colours.
  private func picture(_ value: (_ x: Int, _ y: Int) -> Double) -> Tensor<Float> {
    let plane = (0..<Self.side * Self.side).map { Float(value($0 % Self.side, $0 / Self.side)) }
    return Tensor([3, Self.side, Self.side], plane + plane + plane)
  }

  private func share(_ picture: Tensor<Float>, from start: Int = 4) -> Double? {
    GridArtefact.share(of: picture, x: start..<start + 24, y: start..<start + 24)
  }

  @Test(arguments: [4, 5, 6]) func aGridOfFourPixelsIsAllGridWhereverTheWindowStands(_ start: Int) throws {
    let grid = picture { x, y in x % 4 == 0 || y % 4 == 1 ? 1 : 0 }
    #expect(abs(try #require(share(grid, from: start)) - 1) < 1e-9)
  }

  @Test func aGridOfTwoPixelsShowsToo() throws {
    #expect(abs(try #require(share(picture { x, y in Double((x + y) % 2) })) - 1) < 1e-9)
  }

  @Test func otherPeriodsAndSlowChangesDoNot() throws {
    #expect(try #require(share(picture { x, _ in cos(2 * .pi * Double(x) / 3) })) < 1e-9)
    #expect(try #require(share(picture { x, y in Double(x * x + 3 * y) })) < 0.05)
    #expect(share(picture { _, _ in 7 }) == nil)
  }

  @Test func noiseGivesTheShareOfChanceAndAGridOverItMore() throws {
    let noise = randomTensor([3, Self.side, Self.side], seed: 5, of: Float.self)
    // 16 positions of 576 pixels: 15 of 575 degrees of freedom, in three colours.
    #expect(abs(try #require(share(noise)) - 15.0 / 575) < 0.015)
    let grid = picture { x, _ in x % 4 == 0 ? 1 : 0 }.scalars
    let both = Tensor<Float>(noise.shape, zip(noise.scalars, grid).map { $0 + 2 * $1 })
    let index = try #require(share(both))
    #expect(index > 0.2 && index < 0.9)
  }

  @Test func theWindowFitsTheSmallerField() {
    let architectures = [ArchitectureKind.alexnet, .zfnet].map { $0.architecture() }
    #expect(GridArtefact.window(for: architectures) == 24)
  }
}
