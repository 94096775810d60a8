import Kernels
import Synchronization

/// Adds up how long each layer of an engine takes, by pass; set as `NetworkEngine.clock` for benchmarks.
///
/// Threads work side by side, so that these are seconds of threads: divided by the number of threads they are about what the
/// layer takes of the time that passes.
package final class EngineClock: Sendable {
  private let sums = Mutex<[String: [LayerPass: Double]]>([:])

  /// A clock that has measured nothing.
  package init() {}

  /// Threads' seconds by layer and pass since it was made.
  package var seconds: [String: [LayerPass: Double]] { sums.withLock { $0 } }

  /// Runs a piece of a layer's work and adds its time up.
  func measure(_ layer: String, _ pass: LayerPass, _ body: () throws(OneDNNError) -> Void) throws(OneDNNError)
  {
    let begun = ContinuousClock.now
    try body()
    let seconds = (ContinuousClock.now - begun) / .seconds(1)
    sums.withLock { $0[layer, default: [:]][pass, default: 0] += seconds }
  }
}
