/// The paper's own network and its variants.
extension Architecture {
  /// The paper's Figure 3.
  public static let zfnet = zfnetVariant("zfnet", "ZFNet")
  /// Table 2's wider network: layers 3, 4 and 5 with 512, 1024 and 512 channels.
  public static let zfnetWide = zfnetVariant("zfnet-b", "ZFNet, wide (b)", isWide: true)
  /// Table 3: layers 6 and 7 with 2048 units.
  public static let zfnetDense2048 = zfnetVariant(
    "zfnet-6-7-at-2048", "ZFNet, layers 6, 7 at 2048", denseUnits: 2048)
  /// Table 3: layers 6 and 7 with 8192 units.
  public static let zfnetDense8192 = zfnetVariant(
    "zfnet-6-7-at-8192", "ZFNet, layers 6, 7 at 8192", denseUnits: 8192)
  /// Table 3: layers 3, 4 and 5 as in the wider network, and layers 6 and 7 with 8192 units.
  public static let zfnetWideDense8192 = zfnetVariant(
    "zfnet-b-6-7-at-8192", "ZFNet, wide, layers 6, 7 at 8192", isWide: true, denseUnits: 8192)
  /// Figure 3 without its response normalization: an arm that the paper does not have.
  public static let zfnetWithoutNormalization = zfnetVariant(
    "zfnet-without-normalization", "ZFNet without normalization", isNormalized: false)

  private static func zfnetVariant(
    _ name: String, _ title: String, isWide: Bool = false, denseUnits: Int = 4096, isNormalized: Bool = true
  ) -> Architecture {
    Architecture(name: name, title: title, variantOf: "zfnet") { size in
      var layers = PaperLayers(size)
      layers.convolution(1, channels: 96, kernel: 7, stride: 2)
      layers.pool()
      if isNormalized { layers.normalize() }
      layers.convolution(2, channels: 256, kernel: 5, stride: 2)
      layers.pool()
      if isNormalized { layers.normalize() }
      layers.convolution(3, channels: isWide ? 512 : 384, kernel: 3, pad: 1)
      layers.convolution(4, channels: isWide ? 1024 : 384, kernel: 3, pad: 1)
      layers.convolution(5, channels: isWide ? 512 : 256, kernel: 3, pad: 1)
      layers.pool()
      layers.hiddenDense(6, units: denseUnits)
      layers.hiddenDense(7, units: denseUnits)
      return layers.graph()
    }
  }
}
