import Foundation
import Kernels
import Networks
import Tensors

/// What one layer's pass takes of a training step.
public struct LayerShare: Codable, Hashable, Sendable {
  /// The layer, or what is done besides layers: `loss, update and waiting`.
  public let layer: String
  /// `forward`, `backward to data` or `backward to weights`; `step` for what is done besides layers.
  public let pass: String
  /// How many milliseconds it takes of a training step.
  public let milliseconds: Double
  /// Its share of the step, 0…1.
  public let share: Double
  /// Billions of multiplications and additions a second, two for each product; none where a layer has no weights.
  public let gigaflopsPerSecond: Double?
  /// Milliseconds of the floor: see `TrainingFloor`.
  public let floorMilliseconds: Double
  /// The name of the library's kernel that was chosen, or of the project's own loops; none besides layers.
  public let kernel: String?
}

extension LayerShare {
  /// Times the steps of a network's training, layer by layer and pass by pass.
  ///
  /// - Parameter steps: how many are averaged, after one that warms up.
  /// - Throws: `OneDNNError`.
  public static func measure(
    _ size: BenchmarkSize, _ precision: Precision, steps: Int = 5
  ) throws -> [LayerShare] {
    let work = try TrainingWork(size, precision)
    try work.run()
    let clock = EngineClock()
    work.engine.clock = clock
    let elapsed = try ContinuousClock().measure { for _ in 0..<steps { try work.run() } }
    let step = elapsed / .seconds(1) / Double(steps)

    let shards = (size.batch + NetworkEngine.shardImages - 1) / NetworkEngine.shardImages
    let threads = min(ParallelLoop.threads, ProcessInfo.processInfo.activeProcessorCount, shards)
    let floor = try TrainingFloor.measure(size)
    let graph = size.network.graph
    var shares: [LayerShare] = []
    var rest = step
    for (index, layer) in graph.nodes.enumerated() {
      for pass in LayerPass.allCases {
        guard let sum = clock.seconds[layer.name]?[pass] else { continue }
        // Of all threads that take part, which work side by side.
        let seconds = sum / Double(steps) / Double(threads)
        rest -= seconds
        let operations = layer.operations(graph.outputShapes[index]).map { Double($0 * size.batch) }
        shares.append(
          LayerShare(
            layer: layer.name, pass: pass.rawValue, milliseconds: seconds * 1e3, share: seconds / step,
            gigaflopsPerSecond: operations.map { $0 / seconds / 1e9 },
            floorMilliseconds: 1e3 * (floor.seconds[layer.name]?[pass] ?? 0),
            kernel: work.engine.kernelNames[layer.name]?[pass]))
      }
    }
    shares.append(
      LayerShare(
        layer: "loss, update and waiting", pass: "step", milliseconds: rest * 1e3, share: rest / step,
        gigaflopsPerSecond: nil, floorMilliseconds: floor.updateSeconds * 1e3, kernel: nil))
    shares.append(
      LayerShare(
        layer: "all", pass: "step", milliseconds: step * 1e3, share: 1, gigaflopsPerSecond: nil,
        floorMilliseconds: floor.total * 1e3, kernel: nil))
    return shares
  }

  /// The shares as people read them.
  public static func table(_ shares: [LayerShare]) -> String {
    BenchmarkTable.text(
      header: ["layer", "pass", "ms", "share", "GFLOP/s", "floor ms", "kernel"],
      rows: shares.map {
        [
          $0.layer, $0.pass, BenchmarkTable.number($0.milliseconds),
          BenchmarkTable.number($0.share * 100) + " %",
          $0.gigaflopsPerSecond.map(BenchmarkTable.number) ?? "", BenchmarkTable.number($0.floorMilliseconds),
          $0.kernel ?? "",
        ]
      })
  }
}

extension Node {
  /// Multiplications and additions of one pass over one image; none for layers without weights.
  func operations(_ output: Shape) -> Int? {
    weightShape.map { 2 * ($0.count / $0[0]) * output.count }
  }
}
