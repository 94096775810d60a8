extension ArchitectureKind {
  /// Whether images of a side are large enough for every window of the network.
  public func fits(input side: Int) -> Bool {
    var side = side
    for layer in architecture().layers {
      guard let window = layer.window else { continue }
      guard side + 2 * window.pad >= window.kernel else { return false }
      side = window.outputSide(side)
    }
    return true
  }

  /// The smallest side of an image that the network can take.
  public var smallestInput: Int { (1...).first(where: fits) ?? 1 }
}
