extension Collection<Double> {
  /// The arithmetic mean; not a number of none.
  public var mean: Double { reduce(0, +) / Double(count) }
}
