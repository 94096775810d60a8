import Foundation
import Networks
import Testing
import Training

@Suite struct RecipeTests {
  private static func network(
    _ architecture: Architecture = .zfnet, input: Int = 96, width: Double = 0.25, classes: Int = 10
  ) -> ModelSpec {
    ModelSpec(architecture, .init(input: input, width: width, classes: classes))
  }

  private let recipe = Recipe(
    network: network(),
    data: .init(source: "scenes", digest: "d", storedSide: 110), samples: 1000, batch: 64,
    optimizer: .init(learningRate: 0.01, momentum: 0.9, weightDecay: 5e-4),
    schedule: .plateau(factor: 0.1, patience: 3),
    initialization: .paper(for: network().graph, fullSize: Architecture.zfnet.graph(classes: 10)),
    filterClip: 10,
    augmentation: .tenCrops, evaluations: 4, seed: 1)

  @Test func whateverMattersChangesTheName() throws {
    var variants = [recipe]
    func vary(_ change: (inout Recipe) -> Void) {
      var copy = recipe
      change(&copy)
      variants.append(copy)
    }
    vary { $0.seed = 2 }
    vary { $0.samples = 1001 }
    vary { $0.network = Self.network(width: 0.5) }
    vary { $0.network = Self.network(.alexnet) }
    vary { $0.network.pixelScale = 2 }
    vary { $0.data.digest = "e" }
    vary { $0.optimizer.learningRate = 0.02 }
    vary { $0.schedule = .warmupCosine(warmup: 0.1) }
    vary { $0.initialization = .he }
    vary { $0.filterClip = nil }
    vary { $0.augmentation = .randomCrops }
    vary { $0.snapshots = [0.5] }
    vary { $0.engineVersion += 1 }
    vary { $0.dropoutStart = 0.5 }
    vary { $0.optimizer.orthogonal = .init(learningRate: 0.02, weightDecay: 0.2) }
    vary { $0.optimizer.orthogonal = .init(learningRate: 0.02, weightDecay: 0.1) }
    vary { $0.shardImages += 1 }
    #expect(Set(variants.map(\.digest)).count == variants.count)
    #expect(recipe.digest.count == 64)
    let decoded = try JSONDecoder().decode(Recipe.self, from: recipe.canonicalJSON)
    #expect(decoded == recipe && decoded.digest == recipe.digest)
  }

  @Test func dropoutBeginsWhereTheRecipeSays() {
    var late = recipe
    #expect(late.drops(at: 0))
    late.dropoutStart = 0.5
    #expect(!late.drops(at: 7) && late.drops(at: 8) && late.steps == 16)
    late.dropoutStart = 1
    #expect(!late.drops(at: late.steps - 1))
  }

  @Test func whatANetworkIsCalledDecidesNothing() throws {
    var other = recipe
    other.network = ModelSpec(recipe.network.graph, name: "mine", pixelScale: recipe.network.pixelScale)
    #expect(other.network.title != recipe.network.title)
    #expect(other.digest == recipe.digest)
    let decoded = try JSONDecoder().decode(Recipe.self, from: other.canonicalJSON)
    #expect(decoded.network.title == "mine")
  }

  @Test func thePapersRecipeAtFullSizeIsThePapers() {
    var full = recipe
    full.network = Self.network(input: 224, width: 1, classes: 1000)
    full.initialization = .paper(for: full.network.graph, fullSize: Architecture.zfnet.graph())
    let deviations = full.initialization.deviations(for: full.network.graph)
    #expect(deviations.values.allSatisfy { abs($0 - 0.01) < 1e-12 })
    #expect(full.filterRadii.values.allSatisfy { abs($0 - 0.1) < 1e-12 })
    #expect(full.steps == 16)
  }
}
