import Tensors

/// Student's t-distribution: how far the mean of a few networks may lie from the mean of all that could be trained.
///
/// Drawing three networks with replacement would not do: their means scatter over ten values, and intervals made so hold the
/// truth in four cases of five.
enum StudentT {
  /// A draw with so many degrees of freedom: a standard normal over the root of a mean of squares.
  static func draw(degrees: Int, _ stream: inout RandomStream) -> Double {
    let top = stream.normal()
    let squares = (0..<degrees).reduce(0.0) { sum, _ in
      let value = stream.normal()
      return sum + value * value
    }
    return top / (squares / Double(degrees)).squareRoot()
  }

  /// The value that one draw in forty exceeds.
  static func upperFortieth(degrees: Int) -> Double {
    let table = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228]
    if degrees <= table.count { return table[degrees - 1] }
    // The first terms of the expansion in 1/degrees (Abramowitz and Stegun, 26.7.5) for 1.96.
    let share = 1 / Double(degrees)
    return 1.95996 + 2.3722 * share + 2.8225 * share * share
  }
}
