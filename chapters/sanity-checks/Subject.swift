import Kernels
import Datasets
import Experiments
import Figures
import Images
import Networks
import Replication
import Reporting
import Tensors
import Visualization

/// The network and the images that all checks look at.
struct Subject {
  let session: Session
  let network: StudiedNetwork
  /// The same network with random weights: those that it started from, where the run trained it.
  let control: StudiedNetwork
  let images: ImageCache
  let classNames: [String]
  /// The images that are averaged over, chosen by the seed.
  let indices: [Int]
  /// Whether it is of the paper's kind, whose layers go by their names.
  let isPapers: Bool
  /// Whether the images' classes are its own.
  let knowsClasses: Bool

  init(
    _ network: StudiedNetwork, _ session: Session, images count: Int, isPapers: Bool,
    knowsClasses: Bool = true
  ) throws {
    self.session = session
    self.network = network
    (self.isPapers, self.knowsClasses) = (isPapers, knowsClasses)
    control = network.randomWeightControl
    images = try session.images.cache(.validation, for: network.model)
    classNames = session.images.source.classNames
    var stream = RandomStream(seed: session.options.seed, domain: "pictures of the checks")
    indices = Array(stream.permutation(images.count).prefix(count))
  }

  var graph: Graph { network.graph }
  var seed: UInt64 { session.options.seed }
  /// The layers whose units are looked at: those with a ReLU between them and the pixels.
  var layers: [String] { Array(network.layers.maps.dropFirst()) }
  /// The uppermost of them.
  var top: String { layers[layers.count - 1] }

  /// The classes that a network takes the images for that has other classes than they; nil where it knows theirs.
  var predictions: [Int]? {
    get throws {
      guard !knowsClasses else { return nil }
      return try Classification.evaluate(network.model, on: images, indices: indices).predictions
    }
  }

  /// What figures call a layer: the paper's network by the node's name, others by the layer's number.
  func title(_ layer: String) -> String {
    guard !isPapers, let place = network.layers.maps.firstIndex(of: layer) else { return layer }
    return "layer \(place + 1)"
  }

  /// The strongest unit of each image in a layer.
  func strongestUnits(of layer: String, in images: [Int]) throws -> [Unit] {
    var units: [Unit] = []
    try LayerActivations.visit(
      network.model, layers: [layer], images: self.images, indices: images, precision: .float32
    ) { part, values in
      for (row, image) in part.enumerated() {
        let place = StrongestUnit.place(in: values[0], image: row)
        units.append(Unit(image: image, channel: place.channel, row: place.row, column: place.column))
      }
    }
    return units
  }

  /// For each unit the one at the same place of the untrained network that answers most there: what is looked at in its
  /// stead, since a trained map has no counterpart among random ones, and one that is silent has no gradient.
  func untrainedUnits(at units: [Unit], of layer: String) throws -> [Unit] {
    var remaining = units[...]
    var result: [Unit] = []
    try LayerActivations.visit(
      control.model, layers: [layer], images: images, indices: units.map(\.image), precision: .float32
    ) { part, values in
      for (place, unit) in zip(part.indices, remaining.prefix(part.count)) {
        let map = StrongestUnit.channel(in: values[0], image: place, row: unit.row, column: unit.column)
        result.append(Unit(image: unit.image, channel: map, row: unit.row, column: unit.column))
      }
      remaining = remaining.dropFirst(part.count)
    }
    return result
  }

  /// What decides every measurement of the chapter.
  struct Key: Codable {
    let network: String
    let images: String
    let indices: [Int]
    let seed: UInt64
  }

  /// The network, images and seed as a result in the store is named by.
  var key: Key {
    Key(network: network.digest, images: images.contentDigest, indices: indices, seed: seed)
  }

  /// The center crop of an image.
  func view(_ image: Int) -> Image {
    let margin = network.preprocessing.margin / 2
    let side = graph.inputSide
    return images.image(image).cropped(x: margin, y: margin, width: side, height: side)
  }

  /// How projections are shown: zero is gray, and the strongest pixels are clipped.
  func shown(_ projection: Tensor<Float>) -> Image {
    ProjectionDisplay.clippedSymmetric(0.98).image(network.preprocessing.inRGB(projection))
  }

  /// A projection or an image cut to the field of a unit.
  func cut(_ image: Image, to unit: Unit, of layer: String) -> Image {
    PatchWindow(graph, layer: layer, row: unit.row, column: unit.column).cut(image)
  }

  /// The mean of a list with its interval.
  func mean(_ values: [Double]) -> Bootstrap.Estimate { Bootstrap.mean(values, seed: seed) }

  /// A mean as a measurement; nil of no values.
  func measurement(_ values: [Double], decimals: Int = 2) -> Measurement? {
    guard !values.isEmpty else { return nil }
    let estimate = mean(values)
    return Measurement(estimate, count: values.count, decimals: decimals)
  }

  /// A mean with its interval for a table.
  func text(_ values: [Double], _ decimals: Int = 2) -> String {
    measurement(values, decimals: decimals)?.intervalText ?? "–"
  }

  /// A bar for each of several lists.
  func bars(_ name: String, _ lists: [[Double]], scale: Double = 1) -> BarChart.Series {
    let estimates = lists.map { $0.isEmpty ? nil : mean($0) }
    return BarChart.Series(name, estimates, times: scale)
  }
}

extension BackwardRule {
  /// What the figures call it.
  var word: String {
    switch self {
    case .gradient: "gradient"
    case .deconvnet: "deconvnet"
    case .guided: "guided"
    }
  }
}
