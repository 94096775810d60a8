import Datasets
import Training

/// A network that a chapter asks for: the recipe that trains it, and the images that it learns from.
///
/// From a configuration to numbers a network goes five steps, each a type:
///
/// 1. `RunConfiguration.NetworkSettings`: what a user sets, such as `training.samples`.
/// 2. `Recipe`: all that decides a network, for one architecture, set of images and seed. Its digest is the network's name in the
///    store. `RecipeKind.recipe` makes it; `NetworkLibrary.recipe` adds what is the run's.
/// 3. `NetworkRequest`: the recipe with the images to learn from. `zfnet plan` lists these.
/// 4. `NetworkGroup`: requests that differ in their seed alone, with a title for figures.
/// 5. `TrainedGroup`: the group's networks and, once a `Judge` has judged them, what each makes of images.
public struct NetworkRequest: Sendable {
  /// What decides the network.
  public let recipe: Recipe
  /// Whose images the recipe names.
  public let source: any ImageSource

  /// The network of a recipe for the images of a source.
  public init(_ recipe: Recipe, learningFrom source: any ImageSource) {
    precondition(recipe.data.digest == source.digest, "a recipe for other images than \(source.name)")
    self.recipe = recipe
    self.source = source
  }

  /// The same network after a fraction of the samples, trained by itself, so that its learning rate ends where the whole run's
  /// does. It is looked at once, at its end.
  public func shortened(by divisor: Int) -> NetworkRequest {
    var shorter = recipe
    shorter.samples = max(1, shorter.samples / divisor)
    shorter.evaluations = 1
    shorter.snapshots = []
    return NetworkRequest(shorter, learningFrom: source)
  }
}
