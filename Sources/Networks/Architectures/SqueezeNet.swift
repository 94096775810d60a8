import Kernels

/// SqueezeNet 1.1 (Iandola et al. 2016), whose logits are the means of class maps.
extension Architecture {
  /// SqueezeNet 1.1 (Iandola et al. 2016), in torchvision's layout.
  public static let squeezenet = Architecture(name: "squeezenet", title: "SqueezeNet") { size in
    let pooling = Node.Operation.maxPooling(WindowGeometry(kernel: 3, stride: 2, rounding: .upWithinInput))
    var graph = GraphBuilder(inputShape: [3, size.input, size.input])
    var top = graph.rectifiedConvolution(
      "conv1", of: Graph.inputName, channels: size.scaled(64), kernel: 3, stride: 2)
    top = graph.add("pool1", pooling, top)
    for (number, squeezed, expanded) in [
      (2, 16, 64), (3, 16, 64), (4, 32, 128), (5, 32, 128), (6, 48, 192), (7, 48, 192), (8, 64, 256),
      (9, 64, 256),
    ] {
      top = fire(
        &graph, "fire\(number)", of: top, squeezed: size.scaled(squeezed), expanded: size.scaled(expanded))
      if number == 3 || number == 5 { top = graph.add("pool\(number)", pooling, top) }
    }
    top = graph.add("drop9", .dropout(probability: 0.5), top)
    top = graph.rectifiedConvolution("conv10", of: top, channels: size.classes, kernel: 1)
    graph.add("avgpool", .globalAveragePooling, top)
    return graph.graph
  }

  /// A fire module: few 1×1 channels, expanded by 1×1 and 3×3 filters side by side.
  private static func fire(
    _ graph: inout GraphBuilder, _ name: String, of input: String, squeezed: Int, expanded: Int
  ) -> String {
    let squeeze = graph.rectifiedConvolution("\(name).squeeze", of: input, channels: squeezed, kernel: 1)
    let small = graph.rectifiedConvolution("\(name).expand1x1", of: squeeze, channels: expanded, kernel: 1)
    let large = graph.rectifiedConvolution(
      "\(name).expand3x3", of: squeeze, channels: expanded, kernel: 3, pad: 1)
    return graph.add("\(name).concat", .concatenation, small, large)
  }
}
