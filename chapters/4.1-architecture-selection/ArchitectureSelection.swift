import Experiments
import Figures
import Networks
import Replication
import Reporting

/// Section 4.1 and Figure 6: AlexNet's first two layers beside ZFNet's.
package struct ArchitectureSelection: Chapter {
  package static let heading = ChapterHeading(
    slug: "architecture-selection", section: "4.1", title: "Choosing the architecture by looking",
    reproduces: "Figure 6")
  package static let quickSeconds = 10.0
  package static let networkUse = NetworkUse.trains(
    because:
      "This section sets the first layers of AlexNets beside those of ZFNets that were trained on the same images."
  )

  package init() {}

  package func networks(_ session: Session) -> [NetworkRequest] {
    SelectionNetworks(session).groups.flatMap(\.requests)
  }

  package func untested(_ session: Session) -> [String] {
    [
      session.networks.paperGroup(.zfnet) == nil
        ? "Figure 6's clip: no network is trained without it." : "Figure 6's clip, if it never fires."
    ]
  }

  package func write(to page: inout PageBuilder, _ session: Session) throws {
    let arms = try Arms(session)
    introduce(arms, on: &page)
    try Panels(arms, seed: session.options.seed).write(to: &page)
    FilterSizes(arms).write(to: &page)
    SelectionNumbers(arms, seed: session.options.seed).write(to: &page)
    SelectionFindings(arms, seed: session.options.seed).write(to: &page)
  }

  private func introduce(_ arms: Arms, on page: inout PageBuilder) {
    let recipes =
      arms.isPaperRecipe
      ? "; the run's own recipe is the paper's."
      : arms.paper == nil
        ? "."
        : """
        , with the paper's recipe beside them in the table. Where the two recipes differ, remember how they start: the run's own begins with larger \
        weights, whose noise short training leaves in the filters, and with it in every number that is read from them.
        """
    page.prose(
      """
      The paper did not only look at its network, it changed the network accordingly. In the first layer of AlexNet it found \
      filters of very high and very low frequencies with few between, and dead ones; in the second layer's projections, a \
      pattern of aliasing, which it attributed to the stride of 4. Smaller filters (7×7 instead of 11×11) and a stride of 2 were \
      the remedy, and ZFNet the outcome. A third image shows why the filters' norms are clipped: without it, one filter dominates.

      This chapter draws the same panels, and then measures, since the eye finds what it has been told to look for. The numbers and the claims are those of all AlexNets (\(arms.alexnet.trained.networks.count)) and \
      ZFNets (\(arms.zfnet.trained.networks.count)) under the run's own recipe, at \(arms.input) pixels\(recipes)
      """)
    page.note(
      """
      At \(arms.input) pixels a first layer sees coarser detail of an object than at the paper's 224, and its \(arms.filterCount) filters are \
      fewer than the paper's 96. Frequencies are given in cycles a pixel of the input, which mean the same for both networks.
      """, kind: .scale)
  }
}
