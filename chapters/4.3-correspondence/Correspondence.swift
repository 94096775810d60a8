import Datasets
import Experiments
import Figures
import Replication
import Reporting

/// Section 4.3, Figure 8 and Table 1: whether the network relates the same parts of different faces.
package struct Correspondence: Chapter {
  package static let heading = ChapterHeading(
    slug: "correspondence", section: "4.3", title: "Whether parts of different faces correspond",
    reproduces: "Figure 8 and Table 1")
  package static let quickSeconds = 35.0
  package static let networkUse = NetworkUse.looksInto
  package static let additionalUse = AdditionalUse.measures

  package init() {}

  package func networks(_ session: Session) -> [NetworkRequest] {
    session.networks.visualizationGroup.requests
  }

  package func untested(_ session: Session) throws -> [String] {
    guard try session.images.source(for: .faces) == nil else { return [] }
    return ["Figure 8 and Table 1. \(session.images.reasonWithoutImages(for: .faces))"]
  }

  package func write(to page: inout PageBuilder, _ session: Session) throws {
    page.prose(
      """
      Nothing in the network relates one face's left eye to another's explicitly. The paper asks whether the network does so implicitly: hide the same part in several faces, record the direction in which each unit of a layer changes, and compare these signs between faces. If hiding an eye changes every face's features in the same way, and hiding a random region does not, the layer encodes correspondence.
      """)
    page.equation(SignFormula.measure, label: "sign-change")
    page.prose(
      """
      Here x is a face's feature vector at a layer, x̃ that of the same face with something hidden, ε their difference, and H the \
      Hamming distance: the share of the units whose signs differ. The sign is −1, 0 or 1; most zeros are units that a ReLU keeps \
      silent with and without the hidden part. Smaller is more consistent. The paper sums over the pairs; here, as its numbers suggest, it is their mean.
      """)
    guard let source = try session.images.source(for: .faces) else {
      let reason = session.images.reasonWithoutImages(for: .faces)
      page.note(reason, kind: .warning, title: "Not tested")
      CorrespondenceClaims([], sample: NetworkSample([]), reason: reason).write(to: &page)
      return
    }
    let group = try session.networks.visualized()
    let network = group.networks[0]
    let faces = try session.images.cache(of: source, .validation, for: network.model)
    let remark = session.images.mixRemark(on: source)
    let measured = try group.networks.compactMap {
      try CorrespondenceMeasurements.measure($0, faces, session)
    }
    guard measured.count == group.networks.count else {
      let reason = "Fewer than five faces show both eyes and the nose."
      page.note(reason, kind: .warning, title: "Not tested")
      CorrespondenceClaims([], sample: NetworkSample([]), reason: reason).write(to: &page)
      return
    }
    Figure8(
      network: network, faces: faces, five: measured[0].five, count: measured[0].count,
      seed: session.options.seed
    )
    .write(to: &page, remark: remark)
    SignChangeTable(measured, network, seed: session.options.seed).write(
      to: &page, remark: remark)
    try AdditionalSignChanges(beside: measured, network, source: source, session).write(
      to: &page, remark: remark)
    CorrespondenceClaims(measured, sample: group.sample, reason: nil, hasLayer7: !network.layers.endsInMaps)
      .write(to: &page)
  }
}
