extension Collection<Double> {
  /// The arithmetic mean; not a number of none.
  public var mean: Double { reduce(0, +) / Double(count) }

  /// The standard deviation of what these are a sample of; not a number of fewer than two.
  public var deviation: Double {
    let center = mean
    return (reduce(0) { $0 + ($1 - center) * ($1 - center) } / Double(count - 1)).squareRoot()
  }
}
