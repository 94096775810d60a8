import Kernels
import Networks
import Tensors
import Training
import Visualization

extension Benchmark {
  /// Images a second of the search for the strongest activations of the five convolutions.
  static func topActivations(_ size: BenchmarkSize) -> Benchmark {
    timed("\(size.name).top9", .rate("images")) {
      let subject = try UntrainedSubject(size, images: 2 * size.batch)
      let layers = size.network.graph.convolutionNames
      return Workload(count: subject.images.count) {
        _ = try TopActivations.search(
          subject.network.model, layers: layers, images: subject.images,
          indices: Array(0..<subject.images.count), batch: size.batch)
      }
    }
  }

  /// Projections a second of a layer: nine units each of 64 maps, every unit in an image of its own, the forward pass
  /// included.
  static func projections(_ size: BenchmarkSize, of layer: String) -> Benchmark {
    timed("\(size.name).project.\(layer)", .rate("projections")) {
      let units = units(of: layer, in: size.network.graph)
      let subject = try UntrainedSubject(size, images: units.count)
      let deconvnet = Deconvnet(subject.network.model)
      return Workload(count: units.count) {
        _ = try deconvnet.project(units, of: layer, images: subject.images)
      }
    }
  }

  /// Seconds an occlusion map of one image: a square of 32 pixels moved by 8, and at each place P(class), the label and
  /// the response of the strongest conv5 map.
  static func occlusion(_ size: BenchmarkSize, _ precision: Precision) -> Benchmark {
    timed("\(size.name).occlusion.\(precision.rawValue)", .seconds("map"), precision) {
      let engine = try OcclusionEngine(
        size.network.graph, size.parameters,
        occlusion: Occlusion(side: 32, stride: 8, coverage: .inside), watching: "conv5", precision: precision)
      let shape = size.network.graph.inputShape
      let image = Tensor<Float>(shape) { BenchmarkSize.fill($0, "pixels", 4) }
      let gray = Tensor<Float>(zeros: shape)
      return Workload(count: 1) { _ = try engine.maps(of: image, fill: gray) }
    }
  }

  private static func units(of layer: String, in graph: Graph) -> [Unit] {
    let shape = graph.shape(of: layer)
    let maps = min(64, shape[0])
    var stream = RandomStream(seed: 1, domain: "benchmark units \(layer)")
    return (0..<(maps * 9)).map { index in
      Unit(
        image: index, channel: index / 9, row: stream.integer(below: shape[1]),
        column: stream.integer(below: shape[2]))
    }
  }
}
