import Experiments
import Figures
import Replication
import Reporting
import SceneWorld
import Training

/// What classifiers on each layer make of one target set.
struct LayerScores {
  /// The layers that a support vector machine is put on; the paper leaves 6 out.
  static let layers = [1, 2, 3, 4, 5, 6, 7]
  /// The layers that a softmax is put on.
  static let softmaxLayers = [5, 7]

  let role: TransferRole
  /// How many images of each class are learned from; nil where the role has no images.
  let perClass: Int?
  /// How many there are in the paper.
  let paperPerClass: Int
  let folds: Int
  let reason: String
  /// What captions say where drawn images follow photographs.
  let remark: String
  let sourceName: String
  /// Whether its images are drawn.
  let isDrawn: Bool
  let classes: Int
  /// The size of each layer's features.
  let dimensions: [Int: Int]
  let supportVectors: [Int: [TransferOutcome]]
  let softmax: [Int: [TransferOutcome]]
  /// Support vector machines on all layers at the smallest layer's size.
  let equalized: [Int: [TransferOutcome]]

  init(_ role: TransferRole, _ network: TrainedNetwork, _ session: Session) throws {
    self.role = role
    reason = session.images.reasonWithoutImages(for: role.datasetRole)
    paperPerClass = role.paperSizes.last!
    let folds = session.configuration.roles.analysisFolds
    self.folds = folds
    guard let source = try session.images.source(for: role.datasetRole) else {
      (perClass, remark, sourceName, isDrawn, classes) = (nil, "", "", false, 0)
      (dimensions, supportVectors, softmax, equalized) = ([:], [:], [:], [:])
      return
    }
    let target = try TransferTarget(source, layers: Self.layers, session)
    // As many as the paper has, or as the smallest class leaves after one in three to judge by.
    let perClass = target.available([paperPerClass]).last ?? max(1, target.smallestClass * 2 / 3)
    self.perClass = perClass
    remark = session.images.mixRemark(on: source)
    sourceName = source.name
    isDrawn = source is SceneSource
    classes = source.classNames.count
    let dimensions = target.dimensions(of: network)
    self.dimensions = dimensions
    let smallest = dimensions.values.min()!
    func fit(_ method: LinearMethod, _ layers: [Int], _ dimension: Int?) throws -> [Int: [TransferOutcome]] {
      Dictionary(
        uniqueKeysWithValues: try layers.map { layer in
          let own = dimension.flatMap { $0 < dimensions[layer]! ? $0 : nil }
          return (
            layer,
            try target.outcomes(
              of: network, .init(layer: layer, method: method, perClass: perClass, dimension: own),
              folds: folds)
          )
        })
    }
    supportVectors = try fit(.supportVectors, Self.layers, nil)
    softmax = try fit(.softmax, Self.softmaxLayers, nil)
    equalized = try fit(.supportVectors, Self.layers, smallest)
  }

  /// The size that all layers are brought to.
  var equalDimension: Int { dimensions.values.min() ?? 0 }

  /// The paper's Table 7, in per cent.
  static func paper(_ role: TransferRole, _ method: LinearMethod, layer: Int) -> String {
    let table: [Int: (String, String)] =
      switch method {
      case .supportVectors:
        [
          1: ("44.8 ± 0.7", "24.6 ± 0.4"), 2: ("66.2 ± 0.5", "39.6 ± 0.3"), 3: ("72.3 ± 0.4", "46.0 ± 0.3"),
          4: ("76.6 ± 0.4", "51.3 ± 0.1"), 5: ("86.2 ± 0.8", "65.6 ± 0.3"), 7: ("85.5 ± 0.4", "71.7 ± 0.2"),
        ]
      case .softmax: [5: ("82.9 ± 0.4", "65.7 ± 0.5"), 7: ("85.4 ± 0.4", "72.6 ± 0.1")]
      }
    guard let row = table[layer] else { return "–" }
    return role == .caltech101 ? row.0 : row.1
  }

  /// The number of a cell of the paper's table; not a number where it has none.
  static func paperValue(_ role: TransferRole, _ method: LinearMethod, layer: Int) -> Double {
    Double(paper(role, method, layer: layer).split(separator: " ")[0]) ?? .nan
  }
}
