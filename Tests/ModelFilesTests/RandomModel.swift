import Foundation
import Kernels
import ModelFiles
import Networks
import Tensors
import TestSupport

/// Models with random parameters of the usual size, for tests of files.
enum RandomModel {
  /// A model of a graph; values keep their size on the way through it.
  static func of(
    _ graph: Graph, classNames: [String] = [], mean: Preprocessing.Mean = .channels([120, 110, 100])
  )
    -> Model
  {
    var parameters = Parameters<Float>(zerosFor: graph)
    for (place, name) in parameters.nodeNames.enumerated() {
      let (weights, biases) = (parameters[name].weights, parameters[name].biases)
      let fanIn = graph[name].fanIn
      // Scales and slopes around 1 and 0.2.
      let scale = Float((2 / Double(fanIn ?? 50)).squareRoot())
      let middle: Float = fanIn != nil || weights.count != biases.count ? 0 : 1
      parameters[name] = .init(
        weights: randomTensor(weights.shape, seed: UInt64(place)).map { middle + scale * $0 },
        biases: randomTensor(biases.shape, seed: UInt64(place + 500)).map { 0.1 * $0 })
    }
    let side = graph.inputSide
    return Model(
      graph: graph, parameters: parameters,
      preprocessing: Preprocessing(
        storedSide: side + 4, inputSide: side, channelOrder: .bgr, mean: mean, scales: [0.02, 0.01, 0.015]),
      classNames: classNames, origin: .init(title: "made up", digest: "d"))
  }

  /// What a small image gives in every kind of node, with windows that are rounded in every way, and branches of maps and of vectors.
  static let everything: Graph = {
    var graph = GraphBuilder(inputShape: [3, 26, 26])
    let first = graph.add(
      "conv 1",
      .convolution(
        ConvolutionGeometry(
          inputs: 3, outputs: 6,
          window: WindowGeometry(
            rows: AxisWindow(kernel: 5, stride: 2, padBefore: 0, padAfter: 2, rounding: .up),
            columns: AxisWindow(kernel: 3, padBefore: 1, rounding: .down)))), Graph.inputName)
    let leaky = graph.add("leaky", .activation(.leaky(slope: 0.125)), first)
    let norm = graph.add(
      "norm",
      .responseNormalization(
        ResponseNormalization(size: 3, alpha: 0.25, beta: 0.5, k: 1.5, dividesAlpha: false)),
      leaky)
    let pool = graph.add(
      "pool",
      .maxPooling(
        WindowGeometry(
          rows: AxisWindow(kernel: 2, stride: 2, padBefore: 1, rounding: .down),
          columns: AxisWindow(kernel: 3, stride: 2, padAfter: 1, rounding: .upWithinInput))), norm)
    let grouped = graph.convolution("grouped", of: pool, channels: 8, kernel: 3, pad: 1, groups: 2)
    let slopes = graph.add("slopes", .activation(.parametric), grouped)
    let scales = graph.add("scales", .batchNormalization(channels: 8), slopes)
    let clipped = graph.add("clipped", .activation(.clipped(limit: 0.75)), scales)
    let overhanging = graph.add(
      "overhanging", .maxPooling(WindowGeometry(kernel: 2, stride: 2, rounding: .up)), clipped)
    // Padding counts along the rows, and what lies beyond the map's columns does not.
    let counted = graph.add(
      "counted",
      .averagePooling(
        WindowGeometry(
          rows: AxisWindow(kernel: 3, stride: 2, padBefore: 1, padAfter: 1, rounding: .down),
          columns: AxisWindow(kernel: 2, stride: 2, rounding: .up)), countsPadding: true), overhanging)
    let uncounted = graph.add(
      "uncounted",
      .averagePooling(
        WindowGeometry(kernel: 2, stride: 2, rounding: .upWithinInput), countsPadding: false), overhanging)
    let sum = graph.add("sum", .add, of: [counted, uncounted, counted])
    let joined = graph.add("joined", .concatenation, sum, counted)
    let relu = graph.add("relu", .relu, joined)
    let mean = graph.add("mean", .globalAveragePooling, relu)
    let dropped = graph.add("dropped", .dropout(probability: 0.25), graph.dense("fc1", of: relu, units: 16))
    let vector = graph.add("vector", .activation(.parametric), dropped)
    // A vector and maps of one position: one of them takes the other's extents.
    let mixed = graph.add("mixed", .add, vector, mean)
    let again = graph.convolution("again", of: mixed, channels: 9, kernel: 1)
    let flat = graph.add(
      "flat", .flatten, graph.add("both", .concatenation, again, graph.dense("fc2", of: mixed, units: 4)))
    graph.add("softmax", .softmax, graph.dense("fc3", of: flat, units: 5))
    return graph.graph
  }()
}
