import Experiments
import Foundation
import Tensors
import Testing

@Suite struct FilterSpectrumTests {
  /// One filter over three colors, all alike.
  private func filter(_ kernel: Int, _ value: (_ x: Int, _ y: Int) -> Double) -> Tensor<Float> {
    let plane = (0..<kernel * kernel).map { Float(value($0 % kernel, $0 / kernel)) }
    return Tensor([1, 3, kernel, kernel], plane + plane + plane)
  }

  @Test func aSinglePixelIsWhite() throws {
    let spectrum = FilterSpectrum(of: filter(7) { $0 == 3 && $1 == 3 ? 1 : 0 })
    // All frequencies alike: the share of a band is the share of the 32 × 32 frequencies that lie in it.
    let radii = (0..<1024).map { (index: Int) -> Double in
      let across = Double(min(index % 32, 32 - index % 32))
      let down = Double(min(index / 32, 32 - index / 32))
      return (across * across + down * down).squareRoot() / 32
    }
    let bands = try #require(spectrum.bands.first)
    let expected = Double(radii.filter { $0 >= 0.125 && $0 < 0.25 }.count) / 1024
    #expect(abs(bands.middle - expected) < 1e-9)
    #expect(abs(bands.low + bands.middle + bands.high - 1) < 1e-9)
    #expect(spectrum.rings.allSatisfy { abs($0 - 1) < 1e-9 })
  }

  @Test(arguments: [7, 11]) func wavesFallIntoTheirBands(_ kernel: Int) throws {
    func bands(_ frequency: Double, isDownward: Bool = false) throws -> FilterSpectrum.Bands {
      let spectrum = FilterSpectrum(
        of: filter(kernel) { cos(2 * .pi * frequency * Double(isDownward ? $1 : $0)) })
      return try #require(spectrum.bands.first)
    }
    #expect(try bands(0).low > 0.6)
    #expect(try bands(0.1875).middle > 0.5)
    #expect(try bands(0.4).high > 0.8)
    let (across, down) = (try bands(0.1875), try bands(0.1875, isDownward: true))
    #expect(abs(across.middle - down.middle) < 1e-9)
  }

  @Test func filtersCountAlikeWhateverTheirSizeAndZerosAreLeftOut() {
    let wave = filter(7) { x, _ in cos(Double(x)) }.scalars
    let filters = Tensor<Float>(
      [3, 3, 7, 7], wave + wave.map { $0 * 100 } + [Float](repeating: 0, count: wave.count))
    let spectrum = FilterSpectrum(of: filters)
    #expect(spectrum.bands.count == 2)
    #expect(abs(spectrum.bands[0].middle - spectrum.bands[1].middle) < 1e-6)
  }
}
