import Datasets
import Figures
import Images
import Networks
import Training
import Visualization

/// The network that is looked at, and the images that it is looked at with.
struct VisualizationSubject {
  let network: TrainedNetwork
  let images: ImageCache
  let classNames: [String]
  /// The images that are searched for the strongest activations.
  let searched: Range<Int>

  /// - Parameter limit: the most images that are searched; 0 searches all.
  init(network: TrainedNetwork, images: ImageCache, classNames: [String], searching limit: Int) {
    self.network = network
    self.images = images
    self.classNames = classNames
    searched = 0..<(limit > 0 ? min(limit, images.count) : images.count)
  }

  var graph: Graph { network.graph }

  /// How much of the image's side a unit of a layer sees; more than 1 where its field is larger than the image.
  func fieldShare(_ layer: String) -> Double {
    Double(graph.receptiveField(of: layer).size) / Double(graph.inputSide)
  }

  /// The fields of the upper layers in words.
  var fieldSentence: String {
    let parts = graph.convolutionNames.dropFirst(2).map { layer in
      "\(layer) sees \(NumberText.fixed(fieldShare(layer) * 100, 0))\u{202F}%"
    }
    return "here " + parts.joined(separator: ", ") + " of the side"
  }

  /// The same network before its first training step, with the same images.
  var control: VisualizationSubject {
    VisualizationSubject(
      network: network.randomWeightControl(seed: network.recipe.seed), images: images, classNames: classNames,
      searching: searched.count)
  }

  /// The center crop of an image, as the network sees it.
  func view(_ index: Int) -> Image { network.preprocessing.centerCrop(of: images.example(index)).image }
}
