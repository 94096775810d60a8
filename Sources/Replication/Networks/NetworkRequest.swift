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

  /// The same network after twice as many samples.
  var doubled: NetworkRequest { seeing(steps: 2 * recipe.steps) }

  /// The same network after a fraction of the samples, trained by itself to the end of its schedule. It is looked at once, at
  /// its end, unless its learning rate answers to what is seen: then as often as the whole run, at the same shares.
  public func shortened(by divisor: Int) -> NetworkRequest { seeing(steps: max(1, recipe.steps / divisor)) }

  /// The same network after so many whole steps, so that what it sees is what it is called by.
  private func seeing(steps: Int) -> NetworkRequest {
    var other = recipe
    other.samples = steps * recipe.batch
    if other.schedule.isKnownBeforehand { other.evaluations = 1 }
    other.snapshots = []
    return NetworkRequest(other, learningFrom: source)
  }
}
