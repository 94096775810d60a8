import Kernels
import Networks
import Tensors
import Testing
import Training

/// One step of a small AlexNet, whose second, fourth and fifth convolutions have two groups, against the formula written out.
@Suite struct OrthogonalStepTests {
  private static let rate = 0.01
  private static let orthogonal = Recipe.Optimizer.Orthogonal(learningRate: 0.02, weightDecay: 0.3)

  private func recipe() throws -> Recipe {
    var recipe = try TrainingBench().recipe(samples: 160)
    recipe.network = ModelSpec(.alexnet, .init(input: 61, width: 0.1, classes: 4, pixelScale: 1.0 / 32))
    recipe.filterClip = nil
    recipe.optimizer = .init(
      learningRate: Self.rate, momentum: 0.9, weightDecay: 5e-4, orthogonal: Self.orthogonal)
    return recipe
  }

  /// The parameters before and after a step, and its gradients.
  private func step(
    _ recipe: Recipe, share: Double = 1
  ) throws -> (before: Parameters<Float>, after: Parameters<Float>, gradients: [String: [Float]]) {
    let engine = try NetworkEngine(
      recipe.network.graph, batch: 16, for: .training, shardImages: recipe.shardImages)
    let before = recipe.startingParameters
    try engine.load(before)
    var noise = RandomStream(seed: 4, domain: "pixels")
    for index in engine.inputPixels.indices { engine.inputPixels[index] = Float(noise.uniform(-2, 2)) }
    let step = TrainingStep(engine, try GradientDescent(recipe))
    _ = try step(labels: (0..<16).map { $0 % 4 }, learningRate: Self.rate * share, dropout: nil)
    var after = before
    step.read(into: &after)
    let gradients = engine.trainables.map { ($0.node, Array($0.weightGradients)) }
    return (before, after, Dictionary(uniqueKeysWithValues: gradients))
  }

  @Test func aStepIsTheFormula() throws {
    let recipe = try recipe()
    let (before, after, gradients) = try step(recipe)
    let graph = recipe.network.graph
    for name in graph.convolutionNames {
      guard case .convolution(let geometry) = graph[name].operation else { continue }
      let (rows, columns) = (geometry.outputs / geometry.groups, try #require(graph[name].fanIn))
      let gradient = try #require(gradients[name])
      let (old, new) = (before[name].weights.scalars, after[name].weights.scalars)
      for group in 0..<geometry.groups {
        let range = group * rows * columns..<(group + 1) * rows * columns
        // The momentum was zero: the direction is g + μ·g.
        var direction = gradient[range].map { $0 * 1.9 }
        try direction.withUnsafeMutableBufferPointer {
          try OrthogonalFactor(rows: rows, columns: columns).replace($0.baseAddress!)
        }
        let scale = max(1, Float(rows) / Float(columns)).squareRoot()
        for (place, index) in range.enumerated() {
          let expected = old[index] - 0.02 * (scale * direction[place] + 0.3 * old[index])
          #expect(abs(new[index] - expected) < 1e-5)
        }
      }
    }
  }

  /// The dense layers and all biases move as they do without it.
  @Test func allOthersMoveAsTheyDid() throws {
    var plain = try recipe()
    plain.optimizer.orthogonal = nil
    let (own, other) = (try step(try recipe()).after, try step(plain).after)
    for name in ["fc6", "fc7", "fc8"] {
      #expect(own[name].weights.scalars == other[name].weights.scalars, "\(name)")
    }
    for name in ["conv1", "conv3"] {
      #expect(own[name].weights.scalars != other[name].weights.scalars, "\(name)")
    }
    for name in own.nodeNames { #expect(own[name].biases.scalars == other[name].biases.scalars, "\(name)") }
  }

  /// Where the rate rests, nothing moves.
  @Test func itsRateRisesAndFallsWithTheOthers() throws {
    let (before, still, _) = try step(try recipe(), share: 0)
    #expect(before["conv3"].weights.scalars == still["conv3"].weights.scalars)
    let half = try step(try recipe(), share: 0.5).after
    let whole = try step(try recipe()).after
    for index in stride(from: 0, to: before["conv3"].weights.count, by: 97) {
      let start = before["conv3"].weights.scalars[index]
      let moves = [half, whole].map { $0["conv3"].weights.scalars[index] - start }
      #expect(abs(moves[1] - 2 * moves[0]) < 1e-5)
    }
  }
}
