import Datasets
import Tensors

/// Cuts, turns and scales the pictures of a training batch.
///
/// Batch `step` is a function of the recipe's seed and the step alone: presentation p shows picture
/// `permutation(p / count)[p % count]`, cut by `Augmentation`.
package struct BatchPreparation {
  private let pictures: PictureCache
  private let preprocessing: Preprocessing
  private let recipe: Recipe
  private var epoch = -1
  private var order: [Int] = []

  /// The batches of a recipe's training on its pictures.
  package init(_ pictures: PictureCache, _ preprocessing: Preprocessing, _ recipe: Recipe) {
    self.pictures = pictures
    self.preprocessing = preprocessing
    self.recipe = recipe
  }

  /// The numbers in a batch, `[batch, 3, side, side]`.
  package var pixelCount: Int { recipe.batch * 3 * preprocessing.inputSide * preprocessing.inputSide }

  /// Writes the pictures of a step and gives their labels.
  package mutating func prepare(_ step: Int, in pixels: UnsafeMutableBufferPointer<Float>) -> [Int] {
    let length = pixels.count / recipe.batch
    return (0..<recipe.batch).map { position in
      let presentation = step * recipe.batch + position
      if presentation / pictures.count != epoch {
        epoch = presentation / pictures.count
        var stream = RandomStream(seed: recipe.seed, domain: "shuffle", epoch)
        order = stream.permutation(pictures.count)
      }
      let picture = order[presentation % pictures.count]
      let crop = recipe.augmentation.crop(
        seed: recipe.seed, epoch: epoch, picture: picture, margin: preprocessing.margin)
      let target = UnsafeMutableBufferPointer(
        rebasing: pixels[(position * length)..<((position + 1) * length)])
      pictures.withPixels(picture) { preprocessing.write($0, crop, to: target) }
      return pictures.label(picture)
    }
  }
}
