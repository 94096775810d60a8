import Datasets
import Drawing
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
    let middle = spectrum.middleFrequencies
    page.prose(
      """
      The power of photographs falls about with the square of spatial frequency ([Field (1987)](#ref-field-1987)), because objects of all sizes occlude one another, and this shapes the filters that are learned. In this run's images, power falls as *f* to the power of \(NumberText.fixed(-spectrum.exponent, 2)) over \
      \(middle.lowerBound) to \(middle.upperBound) cycles an image ([](#fig-spectrum)).
      """)
    page.appendix { page in draw(spectrum, of: brightness.count, on: &page) }
  }

  private func draw(_ spectrum: PowerSpectrum, of count: Int, on page: inout PageBuilder) {
    let frequencies = spectrum.power.indices.map { Double($0 + 1) }
    let law = spectrum.lawOfPhotographs
    page.figure(
      id: "spectrum", title: "The mean power spectrum",
      caption: """
        Mean over all directions and \(count) images at 96 px. The closer to the dashed line, the power law of photographs, the more alike the two kinds of images are to filters.
        """,
      alt: "Power against frequency on logarithmic axes, beside a straight line of slope −2.",
      data: DataTable(
        columns: ["cycles an image", "power", "law of photographs"],
        numbers: zip(frequencies, zip(spectrum.power, law)).map { [$0, $1.0, $1.1] }),
      LineChart(
        x: Axis("Frequency", unit: "cycles an image", scale: .logarithmic),
        y: Axis("Power", scale: .logarithmic),
        series: [
          .init(session.images.source.name, x: frequencies, y: spectrum.power),
          .init("f\(NumberText.superscript(-2))", x: frequencies, y: law, isDashed: true),
        ], size: Size(FigureMeasure.halfWidth, 150)))
  }
}
