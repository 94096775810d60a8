/// Krizhevsky et al.'s network, the paper's baseline, and its variants in Table 3.
extension Architecture {
  /// Krizhevsky et al. 2012.
  public static let alexnet = alexnetVariant("alexnet", "AlexNet")
  /// Table 3: without layers 3 and 4.
  public static let alexnetWithout34 = alexnetVariant(
    "alexnet-without-3-4", "AlexNet without layers 3, 4", removed: [3, 4])
  /// Table 3: without layer 7.
  public static let alexnetWithout7 = alexnetVariant(
    "alexnet-without-7", "AlexNet without layer 7", removed: [7])
  /// Table 3: without layers 6 and 7.
  public static let alexnetWithout67 = alexnetVariant(
    "alexnet-without-6-7", "AlexNet without layers 6, 7", removed: [6, 7])
  /// Table 3: without layers 3, 4, 6 and 7.
  public static let alexnetWithout3467 = alexnetVariant(
    "alexnet-without-3-4-6-7", "AlexNet without layers 3, 4, 6, 7", removed: [3, 4, 6, 7])
  /// Table 3: layers 6 and 7 with 2048 units.
  public static let alexnetDense2048 = alexnetVariant(
    "alexnet-6-7-at-2048", "AlexNet, layers 6, 7 at 2048", denseUnits: 2048)
  /// Table 3: layers 6 and 7 with 8192 units.
  public static let alexnetDense8192 = alexnetVariant(
    "alexnet-6-7-at-8192", "AlexNet, layers 6, 7 at 8192", denseUnits: 8192)
  /// Softmax regression on pixels: no layer of the paper's, but the floor that a network must rise above.
  public static let linear = Architecture(name: "linear", title: "Linear on pixels") { size in
    var layers = PaperLayers(size)
    return layers.graph()
  }

  private static func alexnetVariant(
    _ name: String, _ title: String, removed: Set<Int> = [], denseUnits: Int = 4096
  ) -> Architecture {
    Architecture(name: name, title: title, variantOf: "alexnet") { size in
      var layers = PaperLayers(size, removed: removed)
      layers.convolution(1, channels: 96, kernel: 11, stride: 4)
      layers.normalize()
      layers.pool()
      layers.convolution(2, channels: 256, kernel: 5, pad: 2, groups: 2)
      layers.normalize()
      layers.pool()
      layers.convolution(3, channels: 384, kernel: 3, pad: 1)
      layers.convolution(4, channels: 384, kernel: 3, pad: 1, groups: 2)
      layers.convolution(5, channels: 256, kernel: 3, pad: 1, groups: 2)
      layers.pool()
      layers.hiddenDense(6, units: denseUnits)
      layers.hiddenDense(7, units: denseUnits)
      return layers.graph()
    }
  }
}
