import Experiments
import Figures
import Networks
import Replication
import Reporting

/// Sections 2 and 3: what a convnet computes, how the deconvnet leads back to the pixels, and the networks'
/// sizes.
package struct Approach: Chapter {
  package static let heading = ChapterHeading(
    slug: "approach", section: "2", title: "A convnet, and the way back to the pixels",
    reproduces: "Figures 1 and 3")
  package static let quickSeconds = 2.0
  package static let networkUse = NetworkUse.trains(
    because: "This section explains the deconvnet, and the sizes of the networks that a report trains.")

  package init() {}

  package func write(to page: inout PageBuilder, _ session: Session) throws {
    let visualization = session.configuration.visualizationSettings
    let comparison = session.configuration.training
    page.prose(
      """
      A convolutional network turns an image into class probabilities, and its inner layers are lists of \
      numbers that mean nothing to the eye. The paper asks of each of these numbers: *which pattern of \
      pixels caused it?* Its answer is a second network, the **deconvnet**, that takes one activation and \
      walks back through the layers of the first, in the same image, until it stands among pixels again. This chapter explains it before it is used; the field's other words are in [](#tab-terms).
      """)
    page.note(
      """
      Nothing in this chapter is trained or claimed: it is arithmetic, which tests check. In this run (profile `\(session.configuration.profile)`) networks that are \
      compared with each other look at \(comparison.input) px with \
      \(NumberText.significant(comparison.width)) of the paper's width, and the visualization networks, from \
      which the images of features are taken, at \(visualization.input) px with \
      \(NumberText.significant(visualization.width)). Kernels and strides are the paper's everywhere.
      """, kind: .scale)
    tellOneLayer(to: &page)
    let image = try DrawnExample(session)
    try tellThreeRules(to: &page, session, image)
    tellSizes(to: &page, session)
    tellFieldOfView(to: &page, session, image)
    Terms.write(to: &page)
  }

  /// The side of the paper's images, in pixels.
  static let paperSide = 224
  /// The number of classes of the paper's data.
  static let paperClasses = 1000

  /// A network at the paper's side, width and number of classes.
  static func paperSized(_ kind: Architecture) -> Graph {
    kind.graph(input: paperSide, width: 1, classes: paperClasses)
  }
}
