import Datasets
import Figures
import Images
import Networks
import Training
import Visualization

/// The network that is looked at, and the pictures that it is looked at with.
struct Portrait {
  let network: TrainedNetwork
  let pictures: PictureCache
  let classNames: [String]
  /// The pictures that are searched for the strongest activations.
  let searched: Range<Int>

  /// - Parameter limit: the most pictures that are searched; 0 searches all.
  init(network: TrainedNetwork, pictures: PictureCache, classNames: [String], searching limit: Int) {
    self.network = network
    self.pictures = pictures
    self.classNames = classNames
    searched = 0..<(limit > 0 ? min(limit, pictures.count) : pictures.count)
  }

  var architecture: Architecture { network.architecture }

  /// How much of the picture's side a unit of a layer sees; more than 1 where its field is larger than the picture.
  func fieldShare(_ layer: String) -> Double {
    Double(architecture.receptiveField(ofLayer: layer).size) / Double(architecture.inputSide)
  }

  /// The fields of the upper layers in words.
  var fieldSentence: String {
    let parts = architecture.convolutionNames.dropFirst(2).map { layer in
      "\(layer) sees \(NumberText.fixed(fieldShare(layer) * 100, 0))\u{202F}%"
    }
    return "here " + parts.joined(separator: ", ") + " of the side"
  }

  /// The same network before its first training step, with the same pictures.
  var twin: Portrait {
    Portrait(
      network: network.untrainedTwin(seed: network.recipe.seed), pictures: pictures, classNames: classNames,
      searching: searched.count)
  }

  /// The centre crop of a picture, as the network sees it.
  func view(_ index: Int) -> Image { network.preprocessing.centerCrop(of: pictures.picture(index)).image }
}
