import Datasets
import Experiments
import Figures
import Images
import Networks
import Replication
import Tensors
import Visualization

/// The network that is looked at, and the images that it is looked at with.
struct VisualizationSubject {
  let network: StudiedNetwork
  let images: ImageCache
  let classNames: [String]
  /// The images that are searched for the strongest activations.
  let searched: Range<Int>
  /// Whether it is of the paper's kind, whose layers go by their names.
  let isPapers: Bool

  /// - Parameter limit: the most images that are searched; 0 searches all.
  init(
    network: StudiedNetwork, images: ImageCache, classNames: [String], searching limit: Int, isPapers: Bool
  ) {
    self.network = network
    self.images = images
    self.classNames = classNames
    self.isPapers = isPapers
    searched = 0..<(limit > 0 ? min(limit, images.count) : images.count)
  }

  var graph: Graph { network.graph }
  /// The nodes that stand for the paper's layers, from the pixels upward.
  var layers: [String] { network.layers.maps }
  /// What the images are called: they need not be validation images of what a network from a file learned from.
  var imageWord: String { isPapers ? "validation images" : "images" }

  /// What figures call a layer: the paper's network by the node's name, others by the layer's number.
  func title(_ layer: String) -> String {
    guard !isPapers, let place = layers.firstIndex(of: layer) else { return layer }
    return "layer \(place + 1)"
  }

  /// How much of the image's side a unit of a layer sees; more than 1 where its field is larger than the image.
  func fieldShare(_ layer: String) -> Double {
    Double(graph.receptiveField(of: layer).size) / Double(graph.inputSide)
  }

  /// The fields of the upper layers in words.
  var fieldSentence: String {
    let parts = layers.dropFirst(2).map { layer in
      "\(title(layer)) sees \(NumberText.fixed(fieldShare(layer) * 100, 0))\u{202F}%"
    }
    return "here " + parts.joined(separator: ", ") + " of the side"
  }

  /// The class purity of nine images drawn at random: of classes of equal size where the run made or divided the images, and
  /// otherwise of the images that are searched, as they are.
  func chancePurity(seed: UInt64) -> Double {
    isPapers
      ? LabelCounts.chancePurity(classes: classNames.count, seed: seed)
      : LabelCounts.chancePurity(of: searched.map { images.label($0) }, seed: seed)
  }

  /// The filters that the first layer applies to red, green and blue; nil where it is no convolution of the image.
  var firstFilters: Tensor<Float>? {
    let node = graph[layers[0]]
    guard case .convolution(let geometry) = node.operation, geometry.groups == 1,
      node.inputs == [Graph.inputName]
    else { return nil }
    return network.preprocessing.inRGB(network.parameters[node.name].weights)
  }

  /// The same network with random weights, with the same images.
  var control: VisualizationSubject {
    VisualizationSubject(
      network: network.randomWeightControl, images: images, classNames: classNames,
      searching: searched.count, isPapers: isPapers)
  }

  /// The center crop of an image, as the network sees it.
  func view(_ index: Int) -> Image { network.preprocessing.centerCrop(of: images.example(index)).image }

  /// Projections of one map as they are shown, in red, green and blue and on one scale: the strongest five of a hundred pixels are clipped,
  /// since without that they leave the others gray.
  func shown(_ projections: [Tensor<Float>]) -> [Image] {
    ProjectionDisplay.clippedSymmetric(0.95).images(
      onOneScale: projections.map { network.preprocessing.inRGB($0) })
  }
}
