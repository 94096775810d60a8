/// Minimizes a smooth function by L-BFGS (Nocedal & Wright, Numerical Optimization, 2nd ed., algorithm 7.5) with
/// backtracking: for convex problems small enough that every example is looked at in every step, where it needs
/// neither a learning rate nor a seed.
enum LimitedMemoryBFGS {
  /// The place where the function is smallest, from a starting place.
  ///
  /// - Parameters:
  ///   - start: where the search begins.
  ///   - iterations: how many steps at most.
  ///   - tolerance: the search ends where the gradient's length has fallen to this share of its first.
  ///   - memory: how many past steps the curvature is known from.
  ///   - evaluate: the function's value at a place; writes the gradient.
  static func minimum(
    from start: [Float], iterations: Int, tolerance: Double, memory: Int = 10,
    evaluate: (_ place: [Float], _ gradient: inout [Float]) throws -> Double
  ) rethrows -> [Float] {
    var place = start
    var gradient = [Float](repeating: 0, count: start.count)
    var value = try evaluate(place, &gradient)
    let firstLength = dot(gradient, gradient).squareRoot()
    var pairs: [Pair] = []
    for _ in 0..<iterations {
      guard dot(gradient, gradient).squareRoot() > tolerance * firstLength else { break }
      var direction = descentDirection(gradient, pairs)
      var slope = dot(direction, gradient)
      if slope >= 0 {
        // Rounding has spoiled the curvature: begin again with the gradient alone.
        pairs = []
        direction = descentDirection(gradient, pairs)
        slope = dot(direction, gradient)
      }
      var step = pairs.isEmpty ? 1 / max(firstLength, 1e-30) : 1.0
      var nextPlace = place
      var nextGradient = gradient
      var nextValue = value
      var found = false
      for _ in 0..<30 {
        nextPlace = moved(place, direction, Float(step))
        nextValue = try evaluate(nextPlace, &nextGradient)
        if nextValue.isFinite, nextValue <= value + 1e-4 * step * slope {
          found = true
          break
        }
        step /= 2
      }
      guard found else { break }
      let pair = Pair(moved(nextPlace, place, -1), moved(nextGradient, gradient, -1))
      if pair.curvature > 0 { pairs.append(pair) }
      if pairs.count > memory { pairs.removeFirst() }
      (place, gradient, value) = (nextPlace, nextGradient, nextValue)
    }
    return place
  }

  /// A step, the change of the gradient over it, and their product.
  private struct Pair {
    let step: [Float]
    let change: [Float]
    let curvature: Double

    init(_ step: [Float], _ change: [Float]) {
      self.step = step
      self.change = change
      curvature = dot(step, change)
    }
  }

  /// Minus the approximate inverse Hessian times the gradient, by the two-loop recursion.
  private static func descentDirection(_ gradient: [Float], _ pairs: [Pair]) -> [Float] {
    var direction = gradient.map { -$0 }
    var shares: [Double] = []
    for pair in pairs.reversed() {
      let share = dot(pair.step, direction) / pair.curvature
      shares.append(share)
      direction = moved(direction, pair.change, Float(-share))
    }
    if let last = pairs.last {
      let scale = Float(last.curvature / dot(last.change, last.change))
      for index in direction.indices { direction[index] *= scale }
    }
    for (pair, share) in zip(pairs, shares.reversed()) {
      let correction = share - dot(pair.change, direction) / pair.curvature
      direction = moved(direction, pair.step, Float(correction))
    }
    return direction
  }

  private static func moved(_ place: [Float], _ direction: [Float], _ step: Float) -> [Float] {
    var result = place
    for index in result.indices { result[index] += step * direction[index] }
    return result
  }

  private static func dot(_ a: [Float], _ b: [Float]) -> Double {
    // In short pieces, so that single precision loses nothing that matters over millions of numbers.
    var sum = 0.0
    let piece = 4096
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        for start in stride(from: 0, to: a.count, by: piece) {
          sum += Double(
            DotProduct.of(
              a.baseAddress! + start, b.baseAddress! + start, count: min(piece, a.count - start)))
        }
      }
    }
    return sum
  }
}
