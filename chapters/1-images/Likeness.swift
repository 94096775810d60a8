import Datasets
import Experiments
import Figures
import Replication
import Reporting

/// How the images' mean power spectrum falls, beside the law of photographs.
struct Likeness {
  private let session: Session

  init(_ session: Session) { self.session = session }

  /// How many images the spectrum is taken over.
  private var count: Int { session.pageSetting.isTrial ? 32 : 256 }

  func write(to page: inout PageBuilder) throws {
    let source = session.images.source
    let count = min(self.count, source.count(.validation))
    let brightness = try (0..<count).compactMap { index -> Luminance? in
      try session.progress.show("measuring spectra", index, of: count)
      // A photograph that does not decode is skipped, as in training.
      guard let example = try? source.example(.validation, index, side: 96) else { return nil }
      return Luminance(example.image.resizedAndCropped(side: 96))
    }
    guard !brightness.isEmpty else { return }
    let spectrum = PowerSpectrum(of: brightness)
    let frequencies = spectrum.power.indices.map { Double($0 + 1) }
    let middle = spectrum.middleFrequencies
    let law = spectrum.lawOfPhotographs
    page.heading("The power spectrum")
    page.prose(
      """
      The power of photographs falls about with the square of spatial frequency (Field 1987), because objects of all sizes occlude one another; this is what shapes the filters that are learned from images. Over \
      \(middle.lowerBound) to \(middle.upperBound) cycles an image power falls as *f* to the \(NumberText.fixed(-spectrum.exponent, 2)) ([](#fig-spectrum)).
      """)
    page.figure(
      id: "spectrum", title: "The mean power spectrum",
      caption: """
        Mean over all directions and \(brightness.count) images at 96 px. Dashed: the power law of photographs, through the middle of the range in which the exponent is fitted.
        """,
      alt: "Power against frequency on logarithmic axes, beside a straight line of slope −2.",
      data: DataTable(
        columns: ["cycles an image", "power", "law of photographs"],
        numbers: zip(frequencies, zip(spectrum.power, law)).map { [$0, $1.0, $1.1] }),
      LineChart(
        x: Axis("Frequency", unit: "cycles an image", scale: .logarithmic),
        y: Axis("Power", scale: .logarithmic),
        series: [
          .init(source.name, x: frequencies, y: spectrum.power),
          .init("f\(NumberText.superscript(-2))", x: frequencies, y: law, isDashed: true),
        ]))
  }
}
