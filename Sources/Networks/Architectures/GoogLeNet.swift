import Kernels

/// GoogLeNet (Szegedy et al. 2015), the first inception network, without its auxiliary classifiers.
extension Architecture {
  /// GoogLeNet with response normalization, as published.
  public static let googlenet = Architecture(name: "googlenet", title: "GoogLeNet") { size in
    let pooling = Node.Operation.maxPooling(WindowGeometry(kernel: 3, stride: 2, rounding: .upWithinInput))
    let normalization = Node.Operation.responseNormalization(
      ResponseNormalization(alpha: Float(1e-4 / (size.pixelScale * size.pixelScale)), k: 1))
    var graph = GraphBuilder(inputShape: [3, size.input, size.input])
    var top = graph.rectifiedConvolution(
      "conv1", of: Graph.inputName, channels: size.scaled(64), kernel: 7, stride: 2, pad: 3)
    top = graph.add("pool1", pooling, top)
    top = graph.add("norm1", normalization, top)
    top = graph.rectifiedConvolution("conv2.reduce", of: top, channels: size.scaled(64), kernel: 1)
    top = graph.rectifiedConvolution("conv2", of: top, channels: size.scaled(192), kernel: 3, pad: 1)
    top = graph.add("norm2", normalization, top)
    top = graph.add("pool2", pooling, top)
    for (name, counts) in inceptionCounts {
      top = inception(&graph, name, of: top, counts.map(size.scaled))
      if name == "inception3b" || name == "inception4e" {
        top = graph.add("pool\(name == "inception3b" ? 3 : 4)", pooling, top)
      }
    }
    top = graph.add("avgpool", .globalAveragePooling, top)
    top = graph.add("drop", .dropout(probability: 0.4), top)
    graph.dense("fc", of: top, units: size.classes)
    return graph.graph
  }

  /// Channels of each module: 1×1; reduced and 3×3; reduced and 5×5; after the pooling (Table 1 of that paper).
  private static let inceptionCounts: [(String, [Int])] = [
    ("inception3a", [64, 96, 128, 16, 32, 32]), ("inception3b", [128, 128, 192, 32, 96, 64]),
    ("inception4a", [192, 96, 208, 16, 48, 64]), ("inception4b", [160, 112, 224, 24, 64, 64]),
    ("inception4c", [128, 128, 256, 24, 64, 64]), ("inception4d", [112, 144, 288, 32, 64, 64]),
    ("inception4e", [256, 160, 320, 32, 128, 128]), ("inception5a", [256, 160, 320, 32, 128, 128]),
    ("inception5b", [384, 192, 384, 48, 128, 128]),
  ]

  /// Four branches side by side.
  private static func inception(
    _ graph: inout GraphBuilder, _ name: String, of input: String, _ counts: [Int]
  ) -> String {
    let point = graph.rectifiedConvolution("\(name).1x1", of: input, channels: counts[0], kernel: 1)
    let reduced3 = graph.rectifiedConvolution("\(name).3x3.reduce", of: input, channels: counts[1], kernel: 1)
    let middle = graph.rectifiedConvolution(
      "\(name).3x3", of: reduced3, channels: counts[2], kernel: 3, pad: 1)
    let reduced5 = graph.rectifiedConvolution("\(name).5x5.reduce", of: input, channels: counts[3], kernel: 1)
    let large = graph.rectifiedConvolution(
      "\(name).5x5", of: reduced5, channels: counts[4], kernel: 5, pad: 2)
    let pooled = graph.add(
      "\(name).pool", .maxPooling(WindowGeometry(kernel: 3, stride: 1, pad: 1, rounding: .down)), input)
    let projected = graph.rectifiedConvolution("\(name).pool.1x1", of: pooled, channels: counts[5], kernel: 1)
    return graph.add("\(name).concat", .concatenation, of: [point, middle, large, projected])
  }
}
