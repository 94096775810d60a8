import Datasets
import Experiments
import Kernels
import Networks
import Training

/// How much memory to ask for where a chapter measures and draws: as much as the training of the largest of its networks, and the
/// features of the larger transfer set, which only two chapters keep but none is known by name here.
struct ChapterMemory {
  /// What any page and the report take: fonts, figures, the images of a page.
  static let least = 1_073_741_824.0
  /// The batch that a network from a file is evaluated with.
  private static let importedBatch = 64

  private let targetImages: Int
  private let imported: Graph?
  private let additional: [Graph]

  /// The need of the chapters of a run.
  ///
  /// - Throws: what opening the images of the transfer sets throws.
  init(_ session: Session) throws {
    imported = session.imported?.model.graph
    additional = session.additional.map(\.network.graph)
    targetImages =
      try [DatasetRole.transfer, .secondTransfer]
      .map { try session.images.source(for: $0)?.count(.train) ?? 0 }.max() ?? 0
  }

  /// The bytes that a chapter should have that takes the networks of these recipes.
  func bytes(needing recipes: [Recipe]) -> Double {
    let trained = Set(recipes.map(\.network)).map { spec in
      Self.features(of: spec.graph) * Double(targetImages)
    }
    // A chapter that takes no networks looks into none of those from files either.
    guard imported != nil || !recipes.isEmpty else { return Self.least }
    let networks = recipes.map { MemoryNeed($0).ample }
    // Networks from files are looked into one after another, and after those that a run trains.
    let own = imported == nil ? (networks.max() ?? 0) + (trained.max() ?? 0) : 0
    return Self.least + max(own, (imported.map { [$0] } ?? additional).map { fileBytes(of: $0) }.max() ?? 0)
  }

  /// What a network from a file takes, with its features of the larger transfer set.
  private func fileBytes(of graph: Graph) -> Double {
    MemoryNeed(graph, batch: Self.importedBatch, .float32).ample + Self.features(of: graph)
      * Double(targetImages)
  }

  /// The bytes of an image's features in all layers, and once more of the largest layer, as the solver takes them.
  private static func features(of graph: Graph) -> Double {
    let sizes = graph.nodes.filter { $0.fanIn != nil }.map {
      Double(NetworkFeatures.dimension(of: $0.name, in: graph))
    }
    return sizes.reduce(0, +) * 4 + (sizes.max() ?? 0) * 24
  }
}
