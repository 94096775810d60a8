import Datasets
import Networks
import Tensors

/// The images that excite each map of a layer most, or in which it counts most for a logit, at most one place an image (section 4,
/// Figure 2).
public struct TopActivations: Sendable, Equatable, Codable {
  /// One place in one image.
  public struct Hit: Sendable, Equatable, Codable {
    /// The image's place in its cache.
    public let image: Int
    /// The unit's row in the map.
    public let row: Int
    /// The unit's column in the map.
    public let column: Int
    /// The activation, after the ReLU.
    public let value: Float
    /// How much the map counts for a logit in the image (see `Ranking.relevance`); nil where images are ranked by activation.
    public let relevance: Float?

    /// What the place is ranked by: the relevance, or the activation.
    public var rank: Float { relevance ?? value }

    /// A place in an image with its activation.
    public init(image: Int, row: Int, column: Int, value: Float, relevance: Float? = nil) {
      self.image = image
      self.row = row
      self.column = column
      self.value = value
      self.relevance = relevance
    }
  }

  /// The name of the layer whose units these are.
  public let layer: String
  /// The hits of each map, strongest first; fewer where fewer images excite the map at all.
  public let hits: [[Hit]]

  /// The strongest hits of a layer's maps.
  public init(layer: String, hits: [[Hit]]) {
    self.layer = layer
    self.hits = hits
  }

  /// The maps that no image excites.
  public var deadMaps: [Int] { hits.indices.filter { hits[$0].isEmpty } }

  /// So many of the maps that an image excites, fewer where there are fewer, drawn by the seed and in order.
  ///
  /// - Parameter share: how strong a map's peak must be, as a share of the median peak of the layer's maps: a map that hardly
  ///   responds shows noise once it is scaled to full contrast.
  public func drawnMaps(_ count: Int, seed: UInt64, peaksAbove share: Float = 0) -> [Int] {
    var stream = RandomStream(seed: seed, domain: "maps of \(layer)")
    let peaks = hits.compactMap { $0.first?.rank }.sorted()
    let least = peaks.isEmpty ? 0 : share * peaks[peaks.count / 2]
    return stream.permutation(hits.count).filter { hits[$0].first.map { $0.rank >= least } ?? false }
      .prefix(count).sorted()
  }

  /// Finds the strongest places of every map of several layers in one pass, keeping `count` places a map.
  ///
  /// Units are ranked in f32, as they are projected, whatever the model computes in: in fewer bits many would tie.
  ///
  /// - Parameters:
  ///   - layers: names such as `conv2`; the values are those after the ReLU.
  ///   - ranking: by what places and images are put in order.
  ///   - directions: by layer, directions that take the place of its maps; with ranking by activation alone.
  ///   - indices: which images of the cache are looked at, by their center crops.
  ///   - count: how many hits are kept; the paper shows nine.
  ///   - observing: called with each layer's place, map, image of the cache, and the map's peak in it, 0 where nothing
  ///     excites it.
  ///   - progress: called with how many images are done.
  /// - Throws: `OneDNNError`, and what `progress` throws.
  public static func search(
    _ model: Model, layers: [String], by ranking: Ranking = .activation,
    along directions: [String: LayerDirections] = [:],
    images: ImageCache, indices: [Int], count: Int = 9, batch: Int = 32,
    observing: (_ layer: Int, _ map: Int, _ image: Int, _ peak: Float) -> Void = { _, _, _, _ in },
    progress: (_ done: Int) throws -> Void = { _ in }
  ) throws -> [TopActivations] {
    var lists = layers.map { layer in
      let maps = model.graph.shape(of: layer)[0]
      return [TopList](repeating: TopList(count), count: directions[layer]?.rows.shape[0] ?? maps)
    }
    var done = 0
    if case .relevance(let target) = ranking {
      precondition(directions.isEmpty, "the relevance of directions is not defined")
      try LayerRelevances.visit(model, layers: layers, images: images, indices: indices, of: target) {
        part, values, products in
        for index in layers.indices {
          add(values[index], products[index], images: part, to: &lists[index]) {
            observing(index, $0, $1, $2)
          }
        }
        done += part.count
        try progress(done)
      }
      return zip(layers, lists).map { TopActivations(layer: $0, hits: $1.map(\.hits)) }
    }
    try LayerActivations.visit(
      model, layers: layers, images: images, indices: indices, batch: batch, precision: .float32
    ) { part, values in
      for (index, layer) in layers.enumerated() {
        add(directions[layer]?.along(values[index]) ?? values[index], images: part, to: &lists[index]) {
          observing(index, $0, $1, $2)
        }
      }
      done += part.count
      try progress(done)
    }
    return zip(layers, lists).map { TopActivations(layer: $0, hits: $1.map(\.hits)) }
  }

  /// Takes the strongest place of each map in each image in.
  private static func add(
    _ values: Tensor<Float>, images: [Int], to lists: inout [TopList],
    observing: (_ map: Int, _ image: Int, _ peak: Float) -> Void
  ) {
    let (maps, height, width) = (values.shape[1], values.shape[2], values.shape[3])
    values.withUnsafeBuffer { buffer in
      for (row, image) in images.enumerated() {
        for map in 0..<maps {
          let start = (row * maps + map) * height * width
          guard let best = buffer[start..<(start + height * width)].indexOfMaximum, buffer[best] > 0 else {
            observing(map, image, 0)
            continue
          }
          observing(map, image, buffer[best])
          lists[map].insert(
            Hit(
              image: image, row: (best - start) / width, column: (best - start) % width,
              value: buffer[best]))
        }
      }
    }
  }
}

extension TopActivations {
  /// Takes each map's relevance in each image in, at the place that contributes most to it.
  private static func add(
    _ values: Tensor<Float>, _ products: Tensor<Float>, images: [Int], to lists: inout [TopList],
    observing: (_ map: Int, _ image: Int, _ peak: Float) -> Void
  ) {
    let (maps, height, width) = (values.shape[1], values.shape[2], values.shape[3])
    values.withUnsafeBuffer { values in
      products.withUnsafeBuffer { products in
        for (row, image) in images.enumerated() {
          for map in 0..<maps {
            let start = (row * maps + map) * height * width
            let places = start..<(start + height * width)
            observing(map, image, max(values[places].max() ?? 0, 0))
            let relevance = Float(products[places].reduce(0.0) { $0 + Double($1) })
            guard relevance > 0, let best = products[places].indexOfMaximum else { continue }
            lists[map].insert(
              Hit(
                image: image, row: (best - start) / width, column: (best - start) % width,
                value: values[best], relevance: relevance))
          }
        }
      }
    }
  }
}

/// The strongest hits, in order; of equal ones the earlier image stays in front.
private struct TopList {
  private(set) var hits: [TopActivations.Hit] = []
  private let count: Int

  init(_ count: Int) { self.count = count }

  mutating func insert(_ hit: TopActivations.Hit) {
    if hits.count == count, hits[count - 1].rank >= hit.rank { return }
    let place = hits.firstIndex { $0.rank < hit.rank } ?? hits.count
    hits.insert(hit, at: place)
    if hits.count > count { hits.removeLast() }
  }
}
