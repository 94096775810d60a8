import Experiments
import Figures
import Networks
import Replication
import Reporting

/// Section 5.1 and Table 3: networks without some of their layers, or with larger ones.
package struct Ablations: Chapter {
  package static let heading = ChapterHeading(
    slug: "ablations", section: "5.1", title: "Networks without some of their layers",
    reproduces: "Table 3")
  package static let quickSeconds = 10.0
  package static let networkUse = NetworkUse.trains(
    because: "This section trains networks anew without some of their layers, or with larger ones.")

  package init() {}

  package func networks(_ session: Session) -> [NetworkRequest] {
    Rows.groups(session).flatMap(\.requests) + SampleCurves.requests(session)
  }

  package func untested(_ session: Session) -> [String] {
    let absent = LayerRemoval.table3.map(\.kind).filter { session.networks.group($0) == nil }.map(\.title)
    return absent.isEmpty
      ? [] : ["Rows of Table 3 that this profile does not train: \(absent.joined(separator: ", "))."]
  }

  package func write(to page: inout PageBuilder, _ session: Session) throws {
    let rows = try Rows(session)
    introduce(rows, on: &page, session)
    page.convergence(of: rows.groups, id: "table-3-convergence", explained: "tab-classification-convergence")
    RemovalTable(rows, seed: session.options.seed).write(to: &page)
    try SampleCurves(rows, session).write(to: &page)
    Conclusions(rows, seed: session.options.seed).write(to: &page)
  }

  private func introduce(_ rows: Rows, on page: inout PageBuilder, _ session: Session) {
    let settings = session.configuration.training
    page.prose(
      """
      Which layers are responsible for a network's performance? The paper takes layers out of AlexNet, resizes layers of \
      both networks, and trains each anew: twelve networks, of which Table 3 gives the errors on the images they learned from and on new \
      ones. Its reading: either pair of layers (3, 4 in the middle, 6, 7 at the top) can go at little cost, the four \
      together cannot, and so depth itself counts; the size of the dense layers hardly matters; wider middle layers help, \
      until the network memorizes.

      Here they are at \(settings.input) pixels and \(NumberText.percent(settings.width)) of the paper's width, \
      each shown \(NumberText.whole(rows.samples)) images under one recipe, whatever its size: equal numbers of samples, not \
      equal time. Layers that are removed are taken out; what stood above reads what stood below.
      """)
    page.note(
      """
      Training error is measured on \(rows.trainingCount == rows.allTrainingCount ? "all \(NumberText.whole(rows.trainingCount)) training images" : "\(NumberText.whole(rows.trainingCount)) of \(NumberText.whole(rows.allTrainingCount)) training images, evenly spaced"), \
      by center crops and without dropout, as validation error is; the paper does not say how it measured its own. \
      \(rows.seedRemark)
      """, kind: .scale)
  }
}
