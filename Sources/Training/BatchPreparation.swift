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
  private var epoch = -1
  private var order: [Int] = []

  /// The batches of a recipe's training on its images.
  package init(_ images: ImageCache, _ preprocessing: Preprocessing, _ recipe: Recipe) {
    self.images = images
    self.preprocessing = preprocessing
    self.recipe = recipe
  }

  /// The numbers in a batch, `[batch, 3, side, side]`.
  package var pixelCount: Int { recipe.batch * 3 * preprocessing.inputSide * preprocessing.inputSide }

  /// Writes the images of a step and gives their labels.
  package mutating func prepare(_ step: Int, in pixels: UnsafeMutableBufferPointer<Float>) -> [Int] {
    let length = pixels.count / recipe.batch
    return (0..<recipe.batch).map { position in
      let sample = step * recipe.batch + position
      if sample / images.count != epoch {
        epoch = sample / images.count
        var stream = RandomStream(seed: recipe.seed, domain: "shuffle", epoch)
        order = stream.permutation(images.count)
      }
      let image = order[sample % images.count]
      let crop = recipe.augmentation.crop(
        seed: recipe.seed, epoch: epoch, image: image, margin: preprocessing.margin)
      let target = UnsafeMutableBufferPointer(
        rebasing: pixels[(position * length)..<((position + 1) * length)])
      images.withPixels(image) { preprocessing.write($0, crop, to: target) }
      return images.label(image)
    }
  }
}
