import Kernels

/// Adds up how long each layer of an engine takes, by pass; set as `NetworkEngine.clock` for benchmarks.
package final class EngineClock {
  /// Seconds by layer and pass since it was made.
  package private(set) var seconds: [String: [LayerPass: Double]] = [:]
  private let clock = ContinuousClock()

  /// A clock that has measured nothing.
  package init() {}

  /// Runs a piece of a layer's work and adds its time up.
  func measure(_ layer: String, _ pass: LayerPass, _ body: () throws(OneDNNError) -> Void) throws(OneDNNError)
  {
    let begun = clock.now
    try body()
    seconds[layer, default: [:]][pass, default: 0] += (clock.now - begun) / .seconds(1)
  }
}
