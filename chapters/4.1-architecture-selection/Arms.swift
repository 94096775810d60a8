import Datasets
import Drawing
import Experiments
import Networks
import Replication
import Tensors
import Training

/// The groups of networks that Figure 6 compares, with what is measured of each.
struct Arms {
  /// Networks that differ in their seed alone, with their first two layers' measures.
  struct Arm {
    let trained: TrainedGroup
    let title: String
    let measures: [GridArtifact.Measures]
    /// The filters of layer 1 that each network started with.
    let starts: [Tensor<Float>]

    var first: TrainedNetwork { trained.networks[0] }
    /// The filters of layer 1, a network a tensor.
    var filters: [Tensor<Float>] { trained.networks.map(\.firstFilters) }
    var spectra: [FilterSpectrum] { filters.map { FilterSpectrum(of: $0) } }

    /// One row a network: 1 for each filter of layer 1 that is dead by its weights, else 0.
    var deadFilters: [[Double]] {
      zip(filters, starts).map {
        Indicators.of(DeadFilters.byWeights($0, startedFrom: $1), among: $0.shape[0])
      }
    }
    /// One row a network: 1 for each map of layer 1 that no image excites, else 0.
    var silentFilters: [[Double]] { measures.map { Indicators.of($0.silentFirst, among: $0.mapCounts[0]) } }
    /// The same of layer 2.
    var silentSecond: [[Double]] { measures.map { Indicators.of($0.silentSecond, among: $0.mapCounts[1]) } }
    /// One row a network: each filter's share of power in the middle band.
    var middleShares: [[Double]] { spectra.map { $0.bands.map(\.middle) } }
    /// One row a network: the grid index of each map's projection.
    var grids: [[Double]] { measures.map { $0.peaks.compactMap(\.projection) } }
    /// The same of the images at the same places.
    var imageGrids: [[Double]] { measures.map { $0.peaks.compactMap(\.image) } }
    /// One row a network: how much larger its largest filter is than its median one.
    var dominance: [[Double]] { filters.map { [DeadFilters.dominance($0)] } }
  }

  private struct Grid: StoredExperiment {
    typealias Value = GridArtifact.Measures
    static let name = "architecture-selection/grid"
    static let version = 2
    let network: String
    let images: String
    /// The side in pixels of the square that is searched.
    let window: Int
  }

  /// Under the run's own recipe.
  let zfnet: Arm
  let alexnet: Arm
  /// Under the paper's recipe, and without the clip; nil where the run trains none by it.
  let paper: (alexnet: Arm, zfnet: Arm, unclipped: Arm)?
  /// The first network of both kinds as its seed started it: what training has nothing to do with.
  let untrained: [Arm]
  let images: ImageCache
  /// The side in pixels of the square that is searched for a grid.
  let window: Int

  init(_ session: Session) throws {
    let plan = SelectionNetworks(session)
    let images = try session.images.cache(.validation, input: session.configuration.training.input)
    let window = GridArtifact.window(for: plan.groups.map { $0.members[0].recipe.network.graph })
    func measure(_ network: TrainedNetwork) throws -> GridArtifact.Measures {
      let experiment = Grid(network: network.digest, images: images.contentDigest, window: window)
      return try session.results.value(of: experiment) {
        try GridArtifact.measure(network.model, on: images, window: window) {
          try session.progress.show(
            "measuring \(network.recipe.network.title), seed \(network.recipe.seed)", $0,
            of: images.count)
        }
      }
    }
    func arm(_ group: TrainedGroup, _ title: String) throws -> Arm {
      Arm(
        trained: group, title: title, measures: try group.networks.map { try measure($0) },
        starts: group.networks.map { $0.randomWeightControl(seed: $0.recipe.seed).firstFilters })
    }
    let own = (
      zfnet: try session.networks.trained(plan.zfnet), alexnet: try session.networks.trained(plan.alexnet)
    )
    zfnet = try arm(own.zfnet, "ZFNet")
    alexnet = try arm(own.alexnet, "AlexNet")
    paper = try plan.paper.map { paper in
      (
        try arm(session.networks.trained(paper.alexnet), "AlexNet, paper's recipe"),
        try arm(session.networks.trained(paper.zfnet), "ZFNet, paper's recipe"),
        try arm(session.networks.trained(paper.unclipped), "the same, no clip")
      )
    }
    untrained = try [own.alexnet, own.zfnet].map { group in
      let network = group.networks[0]
      let control = network.randomWeightControl(seed: network.recipe.seed)
      return Arm(
        trained: TrainedGroup(control, of: group), title: "\(group.title), untrained",
        measures: [try measure(control)], starts: [])
    }
    self.images = images
    self.window = window
  }

  /// AlexNet and ZFNet under the run's own recipe and, where that is another, under the paper's, then ZFNet without the clip.
  var all: [Arm] {
    let own = [alexnet, zfnet]
    guard let paper else { return own }
    return own + (isPaperRecipe ? [] : [paper.alexnet, paper.zfnet]) + [paper.unclipped]
  }

  /// The color of an arm's lines: its architecture's, paler under another recipe than the run's own, sky blue without the clip.
  func color(of arm: Arm) -> Color {
    let kind = arm.trained.kind
    if arm.first.recipe.filterClip == nil { return Palette.sky }
    return arm.trained.recipe == zfnet.trained.recipe ? kind.color : kind.paleColor
  }

  /// Whether the run's own recipe is the paper's.
  var isPaperRecipe: Bool { zfnet.trained.recipe == .paper }

  var input: Int { zfnet.trained.graph.inputSide }
  var filterCount: Int { zfnet.filters[0].shape[0] }
  /// The networks whose clip is asked about: under the paper's recipe where the run has those.
  var clipped: Arm { paper?.zfnet ?? zfnet }
  /// How often the clip held filters of layer 1 back.
  var firings: Int { clipped.trained.clipFirings(in: ["conv1"]) }
  /// Whether it held no filter of any layer back, so that the network without it is the same.
  var clipIsIdle: Bool { clipped.trained.clipFirings(in: clipped.trained.graph.convolutionNames) == 0 }
}

extension TrainedNetwork {
  /// The weights of layer 1, `[maps, 3, kernel, kernel]`.
  var firstFilters: Tensor<Float> { parameters["conv1"].weights }
}
