import Foundation
import Kernels
import Networks
import Tensors

/// How long a training step takes at least with the library's kernels: the sum of the bare convolutions and dense
/// layers, each pass in the better precision for it and in the layouts it likes best, spread over the threads as the engine
/// spreads them, and the time that memory takes to bring the others' numbers there and back once.
public struct TrainingFloor: Sendable {
  /// Seconds by layer and pass.
  let seconds: [String: [LayerPass: Double]]
  /// Seconds that the update of all parameters takes: five numbers a parameter are read or written.
  let updateSeconds: Double

  /// Seconds of a step.
  public var total: Double {
    updateSeconds + seconds.values.reduce(0) { $0 + $1.values.reduce(0, +) }
  }

  /// Measures the floor of a network's training step.
  ///
  /// - Throws: `OneDNNError`.
  public static func measure(_ size: BenchmarkSize) throws -> TrainingFloor {
    let graph = size.network.graph
    let bytesPerSecond = MemoryBandwidth.measure()
    let width = Precision.best == .bfloat16 ? 2.0 : 4.0
    var seconds: [String: [LayerPass: Double]] = [:]
    for (index, layer) in graph.nodes.enumerated() {
      let input = graph.inputShape(ofNodeAt: index)
      // The pixels' own gradient is not needed.
      let passes: [LayerPass] = index == 0 ? [.forward, .backwardWeights] : LayerPass.allCases
      let values = { (count: Int) in Double(count * size.batch) * width / bytesPerSecond }
      let output = graph.outputShapes[index]
      switch layer.operation {
      case .convolution(let geometry):
        let images = min(size.batch, NetworkEngine.shardImages)
        seconds[layer.name] = try best(passes, count: size.batch / images) {
          pass, precision throws(OneDNNError) in
          try BareOperation(geometry, dimensions: [images] + input.dimensions, pass, precision)
        }
      case .dense(let inputs, let outputs):
        // The data gradient is divided among the inputs, the other passes among the units.
        let threads = ParallelLoop.threads
        seconds[layer.name] = try best(passes, count: threads) {
          pass, precision throws(OneDNNError) in
          let isDivided = pass == .backwardData
          return try BareOperation(
            inputs: isDivided ? max(1, inputs / threads) : inputs,
            outputs: isDivided ? outputs : max(1, outputs / threads), batch: size.batch, pass, precision)
        }
      case .maxPooling:
        let time = values(input.count + output.count)
        seconds[layer.name] = [.forward: time, .backwardData: time]
      case .responseNormalization:
        seconds[layer.name] = [.forward: values(2 * input.count), .backwardData: values(3 * input.count)]
      default:
        break
      }
    }
    return TrainingFloor(
      seconds: seconds, updateSeconds: Double(graph.parameterCount) * 5 * 4 / bytesPerSecond)
  }

  /// The shortest time of each pass in any precision that the CPU has, of `count` operations on all threads.
  private static func best(
    _ passes: [LayerPass], count: Int,
    _ operation: (LayerPass, Precision) throws(OneDNNError) -> BareOperation
  ) throws -> [LayerPass: Double] {
    var seconds: [LayerPass: Double] = [:]
    let clock = ContinuousClock()
    for pass in passes {
      for precision in Precision.allCases where Precision.isSupported(precision) {
        nonisolated(unsafe) let bare = try (0..<min(count, ParallelLoop.threads)).map { _ in
          try operation(pass, precision)
        }
        func runAll() throws(OneDNNError) {
          try ParallelLoop.run(count, atMost: bare.count) { (worker, _) throws(OneDNNError) in
            try bare[worker].run()
          }
        }
        try runAll()
        for _ in 0..<3 {
          let elapsed = try clock.measure { try runAll() } / .seconds(1)
          seconds[pass] = min(seconds[pass] ?? .infinity, elapsed)
        }
      }
    }
    return seconds
  }
}

/// How fast memory is: large blocks copied by all cores.
enum MemoryBandwidth {
  /// Bytes a second, those read and those written together; the best of a few copies of 256 MB.
  static func measure() -> Double {
    let bytes = 256 << 20
    let (parts, page) = (64, 4096)
    let source = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: page)
    let target = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: page)
    defer {
      source.deallocate()
      target.deallocate()
    }
    memset(source, 1, bytes)
    memset(target, 0, bytes)
    nonisolated(unsafe) let (from, to) = (source, target)
    let times = (0..<5).map { _ in
      ContinuousClock().measure {
        DispatchQueue.concurrentPerform(iterations: parts) { part in
          memcpy(to + part * (bytes / parts), from + part * (bytes / parts), bytes / parts)
        }
      } / .seconds(1)
    }
    return Double(2 * bytes) / (times.min() ?? 1)
  }
}
