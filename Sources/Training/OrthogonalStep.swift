import Kernels
import Networks

/// Descent by orthogonalized momentum (Jordan et al. 2024, “Muon”): every direction that a layer's weights can move in is taken
/// alike, those that the gradient seldom shows too.
///
/// `v ← μ·v + g; w ← w − ε·(√max(1, rows / columns)·O + λ·w)`, O the orthogonal factor of `g + μ·v`, where a convolution's
/// weights are a matrix of a row a filter.
final class OrthogonalStep {
  /// The step of the weights of one group of a convolution.
  struct Turn {
    fileprivate let values, gradients, momenta: UnsafeMutablePointer<Float>
    fileprivate let part: Part

    /// Moves the weights; no other turn shares its buffers.
    func run(momentum: Float, rate: Float, decay: Float) throws(OneDNNError) {
      let (w, g, v, direction) = (values, gradients, momenta, part.direction)
      for at in 0..<part.count {
        v[at] = momentum * v[at] + g[at]
        direction[at] = g[at] + momentum * v[at]
      }
      try part.factor.replace(direction)
      let scale = max(1, Float(part.rows) / Float(part.columns)).squareRoot()
      for at in 0..<part.count { w[at] -= rate * (scale * direction[at] + decay * w[at]) }
    }
  }

  /// What the weights of one group are moved with.
  fileprivate final class Part {
    let rows, columns: Int
    let factor: OrthogonalFactor
    let direction: UnsafeMutablePointer<Float>
    var count: Int { rows * columns }

    init(rows: Int, columns: Int) throws(OneDNNError) {
      (self.rows, self.columns) = (rows, columns)
      factor = try OrthogonalFactor(rows: rows, columns: columns)
      direction = .allocate(capacity: rows * columns)
    }

    deinit { direction.deallocate() }
  }

  private let parts: [Part]

  private init(filters: Int, length: Int, groups: Int) throws(OneDNNError) {
    var parts: [Part] = []
    for _ in 0..<groups { parts.append(try Part(rows: filters / groups, columns: length)) }
    self.parts = parts
  }

  /// The steps of a graph's convolutions, by node.
  static func all(of graph: Graph) throws(OneDNNError) -> [String: OrthogonalStep] {
    var steps: [String: OrthogonalStep] = [:]
    for name in graph.convolutionNames {
      guard case .convolution(let geometry) = graph[name].operation, let length = graph[name].fanIn else {
        continue
      }
      steps[name] = try OrthogonalStep(
        filters: geometry.outputs, length: length, groups: geometry.groups)
    }
    return steps
  }

  /// The step's parts, to be run side by side.
  func turns(
    _ values: UnsafeMutableBufferPointer<Float>, _ gradients: UnsafeMutableBufferPointer<Float>,
    _ momenta: UnsafeMutableBufferPointer<Float>
  ) -> [Turn] {
    guard let values = values.baseAddress, let gradients = gradients.baseAddress,
      let start = momenta.baseAddress
    else { return [] }
    return parts.enumerated().map { index, part in
      let first = index * part.count
      return Turn(values: values + first, gradients: gradients + first, momenta: start + first, part: part)
    }
  }
}
