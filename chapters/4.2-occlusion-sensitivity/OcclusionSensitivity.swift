import Experiments
import Figures
import Replication
import Reporting
import SceneWorld

/// Section 4.2 and Figure 7: whether the network sees the object, or only the scene around it.
package struct OcclusionSensitivity: Chapter {
  package static let heading = ChapterHeading(
    slug: "occlusion-sensitivity", section: "4.2", title: "Hiding parts of an image",
    reproduces: "Figure 7")
  package static let quickSeconds = 60.0
  package static let networkUse = NetworkUse.looksInto

  package init() {}

  package func networks(_ session: Session) -> [NetworkRequest] {
    session.networks.visualizationGroup.requests
  }

  package func untested(_ session: Session) -> [String] {
    session.images.areDrawn ? [] : ["What needs masks in Figure 7."]
  }

  package func write(to page: inout PageBuilder, _ session: Session) throws {
    let group = try session.networks.visualized()
    let network = group.networks[0]
    page.prose(
      """
      A network that recognizes a dog may have seen the dog, or only the lawn that dogs stand on. The paper's test: slide a gray \
      square over the image and watch the probability of the true class. Where it falls, the square hides what the network \
      needs. The same square tests the [projections](#layer-visualizations): if a map's projection shows what excites it, \
      covering that place must silence the map.

      The network is \(group.first). The paper states neither the square's size nor its step; here the square is \(OcclusionNumbers.share(OcclusionSetting().square)) of the image's side \
      (\(NumberText.fixed(224 * OcclusionSetting().square, 0)) of the paper's 224 pixels), and the step is named with each result.
      """)
    let figure = Figure7(network: network, isPapers: group.trained != nil, session: session)
    let hasFigure7 = try figure.write(
      to: &page,
      try FigureImages(
        NamedScene.figure7, or: [.dog, .teapot, .house, .bird], for: network.model, session))
    let measured = try group.networks.map { try OcclusionMeasurements.measure($0, session) }
    let numbers = OcclusionNumbers(measured, session: session)
    let claims = OcclusionClaims(
      measured, sample: group.sample, hasFigure7: hasFigure7, seed: session.options.seed)
    let hasNumbers = numbers.write(to: &page)
    page.claim(claims.ofObjects)
    if hasNumbers { numbers.writeFills(to: &page) }
    page.claim(claims.ofProjections)
    page.note(
      """
      A square is itself a stimulus: its edges are unlike anything in training, and the network has never seen an image with a hole. The probability therefore does not fall only because of what the square hides. Other fills show how far the finding depends on one of them ([](#tab-occlusion-fills)); none is free of this effect.
      """, kind: .warning, title: "What occlusion is not")
  }
}
