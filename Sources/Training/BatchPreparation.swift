import Datasets
import Networks
import Tensors

/// Cuts, turns and scales the images of a training batch.
///
/// Batch `step` is a function of the recipe's seed and the step alone: sample p shows image
/// `permutation(p / count)[p % count]`, cut by `Augmentation`.
package struct BatchPreparation {
  private let images: ImageCache
  private let preprocessing: Preprocessing
  private let recipe: Recipe
  private let positions: Range<Int>
  /// For how many batches images are read ahead from the disk.
  private static let ahead = 4
  private var epoch = -1
  private var order: [Int] = []

  /// The batches of a recipe's training on its images.
  ///
  /// - Parameter positions: the places in the batch of the images that are prepared; nil prepares all.
  package init(
    _ images: ImageCache, _ preprocessing: Preprocessing, _ recipe: Recipe, positions: Range<Int>? = nil
  ) {
    self.positions = positions ?? 0..<recipe.batch
    self.images = images
    self.preprocessing = preprocessing
    self.recipe = recipe
  }

  /// The numbers in what is prepared of a batch, `[positions, 3, side, side]`.
  package var pixelCount: Int { positions.count * 3 * preprocessing.inputSide * preprocessing.inputSide }

  /// Writes the images of a step and gives the labels of the whole batch.
  package mutating func prepare(_ step: Int, in pixels: UnsafeMutableBufferPointer<Float>) -> [Int] {
    let length = pixels.count / positions.count
    return (0..<recipe.batch).map { position in
      let sample = step * recipe.batch + position
      if sample / images.count != epoch {
        epoch = sample / images.count
        var stream = RandomStream(seed: recipe.seed, domain: "shuffle", epoch)
        order = stream.permutation(images.count)
      }
      let image = order[sample % images.count]
      guard positions.contains(position) else { return images.label(image) }
      // What comes some batches later is read while these are prepared and learned from.
      let later = sample % images.count + Self.ahead * recipe.batch
      if later < images.count { images.willNeed(order[later]) }
      let crop = recipe.augmentation.crop(
        seed: recipe.seed, epoch: epoch, image: image, margin: preprocessing.margin)
      let start = (position - positions.lowerBound) * length
      let target = UnsafeMutableBufferPointer(rebasing: pixels[start..<start + length])
      images.withPixels(image) { preprocessing.write($0, crop, to: target) }
      return images.label(image)
    }
  }
}
