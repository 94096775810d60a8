import Experiments
import Foundation
import Images
import Tensors
import Testing

@Suite struct ImageStatisticsTests {
  private static let side = 64

  private func image(_ value: (_ x: Int, _ y: Int) -> Double) -> Luminance {
    Luminance(
      width: Self.side, height: Self.side,
      values: (0..<Self.side * Self.side).map { value($0 % Self.side, $0 / Self.side) })
  }

  /// What rounding leaves of a mean is no spectrum.
  @Test(arguments: [0, 0.1, 0.3, 128.0 / 255, 1]) func anImageWithoutContrastHasNoExponent(_ level: Double) {
    let spectrum = PowerSpectrum(of: [image { _, _ in level }])
    #expect(spectrum.power.allSatisfy { $0 == 0 } && spectrum.exponent.isNaN)
  }

  private func whiteNoise(_ seed: UInt64) -> Luminance {
    var stream = RandomStream(seed: seed, domain: "white noise")
    return image { _, _ in 0.5 + 0.1 * stream.normal() }
  }

  /// Waves of every direction and phase with a power of f^−α: as many waves at each frequency as there are places
  /// on its ring, so that the power at each place falls by the exponent.
  private func coloredNoise(alpha: Double, seed: UInt64) -> Luminance {
    var stream = RandomStream(seed: seed, domain: "coloured noise")
    var values = [Double](repeating: 0.5, count: Self.side * Self.side)
    for u in 0...Self.side / 2 {
      for v in -Self.side / 2..<Self.side / 2 where u > 0 || v > 0 {
        let frequency = Double(u * u + v * v).squareRoot()
        let amplitude = 0.02 * pow(frequency, -alpha / 2) * stream.normal()
        let phase = stream.uniform(0, 2 * .pi)
        for y in 0..<Self.side {
          for x in 0..<Self.side {
            let angle = 2 * Double.pi * Double(u * x + v * y) / Double(Self.side)
            values[y * Self.side + x] += amplitude * cos(angle + phase)
          }
        }
      }
    }
    return Luminance(width: Self.side, height: Self.side, values: values)
  }

  @Test func whiteNoiseHasAFlatSpectrum() {
    let spectrum = PowerSpectrum(of: (1...24).map { whiteNoise($0) })
    #expect(abs(spectrum.exponent) < 0.15)
  }

  @Test(arguments: [1.0, 2.0]) func theExponentOfDrawnNoiseIsFound(_ alpha: Double) {
    let spectrum = PowerSpectrum(of: (1...3).map { coloredNoise(alpha: alpha, seed: $0) })
    #expect(abs(spectrum.exponent - alpha) < 0.25)
  }

  @Test func aGratingHasOneFrequencyAndOneOrientation() {
    let upright = image { x, _ in 0.5 + 0.4 * sin(2 * .pi * Double(x) * 10 / 64) }
    let spectrum = PowerSpectrum(of: [upright])
    #expect(spectrum.power.indices.max { spectrum.power[$0] < spectrum.power[$1] } == 9)
    #expect(EdgeOrientations(of: [upright]).shares[0] > 0.999)
    let level = image { _, y in 0.5 + 0.4 * sin(2 * .pi * Double(y) * 10 / 64) }
    #expect(EdgeOrientations(of: [level]).shares[6] > 0.999)
    let slanted = image { x, y in 0.5 + 0.4 * sin(2 * .pi * Double(x + y) * 5 / 64) }
    let shares = EdgeOrientations(of: [slanted]).shares
    #expect(shares[3] > 0.99 && EdgeOrientations(of: [slanted]).cardinalShare < 0.01)
  }

  @Test func noiseHasEdgesOfAllOrientations() {
    let orientations = EdgeOrientations(of: [whiteNoise(1)])
    #expect(orientations.evenness > 0.99)
    #expect(abs(orientations.cardinalShare - 1.0 / 6) < 0.03)
    let one = EdgeOrientations(of: [image { x, _ in Double(x) / 64 }])
    #expect(one.evenness == 0 && one.cardinalShare == 1)
  }

  @Test func contrastIsTheDeviationOfBrightness() {
    let halves = image { x, _ in x < 32 ? 0.2 : 0.6 }
    #expect(abs(Contrast(of: halves).rootMeanSquare - 0.2) < 1e-12)
    // Gradients of one edge among 62 columns: far from Gaussian. Those of noise are Gaussian.
    #expect(Contrast(of: halves).gradientKurtosis > 30)
    #expect(abs(Contrast(of: whiteNoise(2)).gradientKurtosis - 3) < 0.4)
  }

  @Test func brightnessWeighsTheColors() {
    var image = Image(width: 2, height: 1, gray: 0)
    image[0, 0, 1] = 255
    for channel in 0..<3 { image[1, 0, channel] = 255 }
    let brightness = Luminance(image)
    #expect(abs(brightness.values[0] - 0.587) < 1e-9 && abs(brightness.values[1] - 1) < 1e-9)
  }

  @Test func theLawOfPhotographsGoesThroughTheMiddle() {
    // Fitted over 4 to 8 cycles, whose middle on a logarithmic scale is √32, about 6.
    let spectrum = PowerSpectrum(side: 32, power: (1...16).map { $0 == 6 ? 100 : 7 })
    let law = spectrum.lawOfPhotographs
    #expect(law.count == 16 && abs(law[5] - 100) < 1e-9)
    #expect(abs(law[2] - 400) < 1e-9 && abs(law[11] - 25) < 1e-9)
  }
}
