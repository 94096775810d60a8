import Kernels
import MessagePassing
import Networks
import Tensors
import TestSupport
import Testing

/// Engines that each compute some shards of a batch, with threads in the place of processes: as one engine, to the bit.
@Suite(.serialized) struct SharedBatchTests {
  static let precisions = Precision.allCases.filter(Precision.isSupported)
  private static let batch = 11
  private static let shardImages = 2

  /// A graph, and the name that a failure tells it by.
  struct Subject: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let graph: Graph
  }

  static let subjects = [
    Subject(testDescription: "ZFNet", graph: TinyNetworks.zfnet),
    Subject(testDescription: "groups", graph: TinyNetworks.alexnet),
    Subject(testDescription: "dense layers that several nodes read", graph: branching),
    Subject(
      testDescription: "dense layer of the pixels",
      graph: Graph(inputShape: [3, 6, 6], chain: [("fc", .dense(inputs: 108, outputs: 5))])),
    Subject(
      testDescription: "no dense layer",
      graph: Architecture.squeezenet.graph(input: 40, width: 0.1, classes: 5, pixelScale: 1.0 / 64)),
  ]

  /// A dense layer's output is read by another dense layer, by a sum and by a normalization; a dense layer reads what they join.
  private static var branching: Graph {
    var graph = GraphBuilder(inputShape: [3, 6, 6])
    let conv = graph.rectifiedConvolution("conv1", of: Graph.inputName, channels: 4, kernel: 3)
    let pooled = graph.add("mean", .globalAveragePooling, conv)
    let dense = graph.dense("fc1", of: conv, units: 4)
    let relu = graph.add("relu1", .relu, dense)
    let sum = graph.add("sum", .add, relu, pooled)
    let norm = graph.add("norm", .responseNormalization(ResponseNormalization(size: 3, alpha: 2)), dense)
    let joined = graph.add("joined", .concatenation, sum, norm, pooled)
    let second = graph.dense("fc2", of: joined, units: 300)
    let third = graph.dense("fc3", of: second, units: 7)
    let activation = graph.add("relu3", .relu, third)
    let dropped = graph.add("drop", .dropout(probability: 0.5), activation)
    graph.dense("fc4", of: dropped, units: 5)
    return graph.graph
  }

  /// Logits, loss and the gradients of all parameters after a pass with dropout.
  private struct Outcome: Equatable, Sendable {
    let logits: Tensor<Float>
    let loss: Double
    let gradients: [Tensor<Float>]
  }

  private static func outcome(_ graph: Graph, _ precision: Precision, _ group: ProcessGroup?) throws
    -> Outcome
  {
    let engine = try NetworkEngine(
      graph, batch: batch, for: .training, precision: precision, shardImages: shardImages, group: group)
    try engine.load(TinyNetworks.single(TinyNetworks.parameters(graph, seed: 3), graph))
    let pixels: Tensor<Float> = randomTensor(Shape([batch] + graph.inputShape.dimensions), seed: 7)
    let length = graph.inputShape.count
    let own = engine.ownImages
    pixels.withUnsafeBuffer { pixels in
      _ = engine.ownPixels.update(
        fromContentsOf: UnsafeBufferPointer(
          rebasing: pixels[own.lowerBound * length..<own.upperBound * length]))
    }
    let logits = try engine.forward(dropout: DropoutPosition(seed: 1, step: 3))
    let values = Tensor([logits.count], logits)
    let labels = (0..<batch).map { $0 % graph.classes }
    let result = SoftmaxCrossEntropy.gradient(logits, labels: labels, classes: graph.classes)
    try engine.backward(logitsGradient: logits)
    try engine.checkExchange()
    let gradients = engine.trainables.flatMap {
      [
        Tensor([$0.weightGradients.count], $0.weightGradients),
        Tensor([$0.biasGradients.count], $0.biasGradients),
      ]
    }
    return Outcome(logits: values, loss: result.lossSum, gradients: gradients)
  }

  /// Eleven images are six shards of two: five processes do not come out even, and the last shard is filled up.
  @Test(arguments: precisions, subjects)
  func processesTogetherComputeWhatOneDoes(_ precision: Precision, _ subject: Subject) throws {
    let whole = try Self.outcome(subject.graph, precision, nil)
    #expect(whole.gradients.contains { $0.withUnsafeBuffer { $0.contains { $0 != 0 } } })
    for size in [1, 2, 5, 6] {
      let results = LocalProcesses.run(size) { group, _ in
        try Self.outcome(subject.graph, precision, group)
      }
      for (rank, result) in results.enumerated() {
        #expect(try result.get() == whole, "process \(rank) of \(size)")
      }
    }
  }

  @Test func everyImageBelongsToOneProcess() throws {
    let images = LocalProcesses.run(5) { group, _ in
      try NetworkEngine(
        TinyNetworks.zfnet, batch: Self.batch, for: .training, shardImages: Self.shardImages, group: group
      ).ownImages
    }
    #expect(try images.flatMap { Array(try $0.get()) } == Array(0..<Self.batch))
    #expect(NetworkEngine.shardCount(batch: Self.batch, shardImages: Self.shardImages) == 6)
  }

  /// The pass is cut short, and says why.
  @Test func aLostProcessIsTold() {
    let results = LocalProcesses.run(2) { group, die in
      if group.rank == 1 { die(3) }
      return try Self.outcome(TinyNetworks.zfnet, .float32, group).loss
    }
    for result in results { #expect(throws: MessagePassingError.self) { try result.get() } }
  }
}
