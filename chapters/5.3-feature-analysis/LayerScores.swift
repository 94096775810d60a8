import Experiments
import Figures
import Replication
import Reporting
import SceneWorld

/// What classifiers on each layer make of one target set.
package struct LayerScores: Sendable {
  /// The layers that a support vector machine is put on; the paper leaves 6 out.
  package static let layers = [1, 2, 3, 4, 5, 6, 7]
  /// The layers that a softmax is put on.
  package static let softmaxLayers = [5, 7]

  /// Whose images stand in for which set.
  package var role: TransferRole
  /// How many images of each class are learned from; nil where the role has no images.
  package var perClass: Int?
  /// How many there are in the paper.
  package var paperPerClass: Int
  /// How many folds there are.
  package var folds: Int
  /// Why nothing was measured, where nothing was.
  package var reason: String
  /// What captions say where drawn images follow photographs.
  package var remark: String
  /// What the images are called.
  package var sourceName: String
  /// Whether its images are drawn.
  package var isDrawn: Bool
  /// How many classes there are.
  package var classes: Int
  /// The size of each layer's features.
  package var dimensions: [Int: Int]
  /// Support vector machines by layer: the outcomes of the folds; empty where nothing was measured.
  package var supportVectors: [Int: [TransferOutcome]]
  /// Softmax by layer.
  package var softmax: [Int: [TransferOutcome]]
  /// Support vector machines on all layers at the smallest layer's size.
  package var equalized: [Int: [TransferOutcome]]
  /// The same on networks of the same architecture with random weights.
  package var untrained: [Int: [TransferOutcome]]

  /// What was measured; see the properties of the same names.
  package init(
    role: TransferRole, perClass: Int?, paperPerClass: Int, folds: Int, reason: String, remark: String,
    sourceName: String, isDrawn: Bool, classes: Int, dimensions: [Int: Int],
    supportVectors: [Int: [TransferOutcome]], softmax: [Int: [TransferOutcome]],
    equalized: [Int: [TransferOutcome]], untrained: [Int: [TransferOutcome]] = [:]
  ) {
    (self.role, self.perClass, self.paperPerClass, self.folds) = (role, perClass, paperPerClass, folds)
    (self.reason, self.remark, self.sourceName) = (reason, remark, sourceName)
    (self.isDrawn, self.classes, self.dimensions) = (isDrawn, classes, dimensions)
    (self.supportVectors, self.softmax) = (supportVectors, softmax)
    (self.equalized, self.untrained) = (equalized, untrained)
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

extension LayerScores {
  /// Fits classifiers on the features of networks, each fold's on the next of them, or takes their outcomes from the store.
  ///
  /// - Parameter isAdditional: whether the networks are none of the run's own, and have a side of their own.
  init(
    _ role: TransferRole, _ group: StudiedGroup, isAdditional: Bool = false, _ session: Session
  ) throws {
    let reason = session.images.reasonWithoutImages(for: role.datasetRole)
    let paperPerClass = role.paperSizes.last!
    let folds = session.configuration.roles.analysisFolds
    guard let source = try session.images.source(for: role.datasetRole) else {
      self.init(
        role: role, perClass: nil, paperPerClass: paperPerClass, folds: folds, reason: reason, remark: "",
        sourceName: "", isDrawn: false, classes: 0, dimensions: [:], supportVectors: [:], softmax: [:],
        equalized: [:])
      return
    }
    // A network without dense layers below its classifier has no layer 6.
    let layers = Self.layers.filter(group.networks[0].layers.numbers.contains)
    let target = try TransferTarget(
      source, layers: layers, for: isAdditional ? group.networks[0].model : nil, session)
    // As many as the paper has, or as the smallest class leaves after one in three to judge by.
    let perClass = target.available([paperPerClass]).last ?? max(1, target.smallestClass * 2 / 3)
    let dimensions = target.dimensions(of: group.networks[0])
    let smallest = dimensions.values.min()!
    func probes(_ method: LinearMethod, _ layers: [Int], _ dimension: Int?) -> [TransferTarget.Probe] {
      layers.map { layer in
        let own = dimension.flatMap { $0 < dimensions[layer]! ? $0 : nil }
        return TransferTarget.Probe(layer: layer, method: method, perClass: perClass, dimension: own)
      }
    }
    let atOneSize = probes(.supportVectors, layers, smallest)
    let groups = [
      probes(.supportVectors, layers, nil), probes(.softmax, Self.softmaxLayers, nil), atOneSize,
    ]
    let outcomes = try target.outcomes(of: group.networks, groups.flatMap(\.self), folds: folds)
    let controls = group.networks.map(\.randomWeightControl)
    let untrained = try target.outcomes(of: controls, atOneSize, folds: folds)
    func byLayer(_ place: Int) -> [Int: [TransferOutcome]] {
      let first = groups[..<place].reduce(0) { $0 + $1.count }
      return Dictionary(
        uniqueKeysWithValues: groups[place].enumerated().map { ($1.layer, outcomes[first + $0]) })
    }
    self.init(
      role: role, perClass: perClass, paperPerClass: paperPerClass, folds: folds, reason: reason,
      remark: session.images.mixRemark(on: source), sourceName: source.name, isDrawn: source is SceneSource,
      classes: source.classNames.count, dimensions: dimensions, supportVectors: byLayer(0),
      softmax: byLayer(1), equalized: byLayer(2),
      untrained: Dictionary(uniqueKeysWithValues: zip(layers, untrained)))
  }
}
