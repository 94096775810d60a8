import Drawing
import Networks

extension Architecture {
  /// The color of the network's lines and bars, the same in every figure.
  public var color: Color {
    switch self {
    case .zfnet: Palette.blue
    case .zfnetWide: Palette.green
    case .zfnetWithoutNormalization: Palette.purple
    case .alexnet: Palette.vermilion
    case .alexnetWithout3467: Palette.black
    default: Palette.orange
    }
  }

  /// The same network in another state, under another recipe than the run's own or without the clip: the color, paler.
  public var paleColor: Color { color.mixed(with: .white, 0.5) }
}
