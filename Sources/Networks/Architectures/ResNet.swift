import Kernels

/// Residual networks (He et al. 2016).
extension Architecture {
  /// ResNet-18 as it is at inference: batch normalization is folded into the convolutions.
  public static let resnet18 = Architecture(name: "resnet-18", title: "ResNet-18") { size in
    var graph = GraphBuilder(inputShape: [3, size.input, size.input])
    var top = graph.rectifiedConvolution(
      "conv1", of: Graph.inputName, channels: size.scaled(64), kernel: 7, stride: 2, pad: 3)
    top = graph.add(
      "pool1", .maxPooling(WindowGeometry(kernel: 3, stride: 2, pad: 1, rounding: .down)), top)
    for (stage, channels) in [64, 128, 256, 512].enumerated() {
      for block in 0..<2 {
        top = residualBlock(
          &graph, "layer\(stage + 1).\(block)", of: top, channels: size.scaled(channels),
          stride: stage > 0 && block == 0 ? 2 : 1)
      }
    }
    top = graph.add("avgpool", .globalAveragePooling, top)
    graph.dense("fc", of: top, units: size.classes)
    return graph.graph
  }

  /// Two convolutions beside a shortcut, which is a convolution of its own where the shape changes; the ReLU follows the sum.
  private static func residualBlock(
    _ graph: inout GraphBuilder, _ name: String, of input: String, channels: Int, stride: Int
  ) -> String {
    let first = graph.rectifiedConvolution(
      "\(name).conv1", of: input, channels: channels, kernel: 3, stride: stride, pad: 1)
    let second = graph.convolution("\(name).conv2", of: first, channels: channels, kernel: 3, pad: 1)
    let isChanged = stride != 1 || graph.shape(of: input)[0] != channels
    let shortcut =
      isChanged
      ? graph.convolution("\(name).downsample", of: input, channels: channels, kernel: 1, stride: stride)
      : input
    return graph.add("\(name).relu", .relu, graph.add("\(name).add", .add, second, shortcut))
  }
}
