/// A way from numbers in 0…1 to colors, given by stops at equal distances.
public struct ColorMap: Sendable, Hashable, Codable {
  /// The colors from 0 to 1, at equal distances; at least two.
  public let stops: [Color]

  /// A map through the given colors.
  public init(stops: [Color]) {
    precondition(stops.count >= 2, "a color map of \(stops.count) stops; it needs 2")
    self.stops = stops
  }

  /// The color of a number; below 0 and above 1 the ends hold, and no number (NaN) is gray.
  public func color(_ value: Double) -> Color {
    guard !value.isNaN else { return Color(0.6, 0.6, 0.6) }
    let position = min(max(value, 0), 1) * Double(stops.count - 1)
    let index = min(Int(position), stops.count - 2)
    return stops[index].mixed(with: stops[index + 1], position - Double(index))
  }

  private init(hex: [UInt32]) { self.init(stops: hex.map { Color(hex: $0) }) }

  /// Dark violet to yellow, equal steps of lightness (viridis, by van der Walt and Smith, CC0).
  public static let sequential = ColorMap(hex: [
    0x440154, 0x482878, 0x3E4989, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6DCD59, 0xB4DE2C, 0xFDE725,
  ])
  /// Blue through white to red, white at 0.5 (ColorBrewer's RdBu, by Brewer).
  public static let diverging = ColorMap(hex: [
    0x2166AC, 0x4393C3, 0x92C5DE, 0xD1E5F0, 0xF7F7F7, 0xFDDBC7, 0xF4A582, 0xD6604D, 0xB2182B,
  ])
  /// From black to white, for images of one channel.
  public static let gray = ColorMap(hex: [0x000000, 0xFFFFFF])
  /// White to dark blue, for counts and shares in tables of numbers.
  public static let pale = ColorMap(hex: [0xFFFFFF, 0xDDEAF4, 0xA9CDE3, 0x5FA2CB, 0x20689F])
}
