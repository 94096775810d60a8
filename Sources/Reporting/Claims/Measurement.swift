import Figures

/// A number that was measured, with its interval and what it rests on.
public struct Measurement: Sendable, Hashable, Codable {
  /// The number itself, in its unit.
  public var value: Double
  /// The lower end of its interval; the number itself where there is none.
  public var low: Double
  /// The upper end of its interval; the number itself where there is none.
  public var high: Double
  /// How many items it was measured on.
  public var count: Int?
  /// The trained networks that it rests on; nil where it rests on none.
  public var networks: NetworkSample?
  /// The unit, written after the number.
  public var unit: String
  /// How many decimals are shown.
  public var decimals: Int

  private static let shownDecimals = 0...12

  /// A number with its interval, where it has one.
  ///
  /// - Parameters:
  ///   - interval: lower and upper end.
  ///   - count: how many items (images, maps, pairs) it was measured on.
  ///   - networks: the trained networks that it rests on.
  public init(
    _ value: Double, interval: (low: Double, high: Double)? = nil, count: Int? = nil,
    networks: NetworkSample? = nil,
    unit: String = "", decimals: Int = 3
  ) {
    self.value = value
    self.low = interval?.low ?? value
    self.high = interval?.high ?? value
    self.count = count
    self.networks = networks
    self.unit = unit
    self.decimals = min(max(decimals, Self.shownDecimals.lowerBound), Self.shownDecimals.upperBound)
  }

  /// Reads what `encode` wrote, and refuses an interval whose ends are exchanged, and decimals that are not shown.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    value = try values.decode(Double.self, forKey: .value)
    low = try values.decode(Double.self, forKey: .low)
    high = try values.decode(Double.self, forKey: .high)
    count = try values.decodeIfPresent(Int.self, forKey: .count)
    networks = try values.decodeIfPresent(NetworkSample.self, forKey: .networks)
    unit = try values.decode(String.self, forKey: .unit)
    decimals = try values.decode(Int.self, forKey: .decimals)
    // Nothing is known of the order of what is no number.
    guard !(low > high) else {
      throw DecodingError.dataCorruptedError(
        forKey: .low, in: values,
        debugDescription: "the interval from \(low) to \(high) ends before it begins")
    }
    guard Self.shownDecimals.contains(decimals) else {
      throw DecodingError.dataCorruptedError(
        forKey: .decimals, in: values,
        debugDescription: "\(decimals) decimals are not shown; \(Self.shownDecimals.upperBound) are at most")
    }
  }

  /// The number with its unit, as “0.34” or “12.5 %”.
  public var text: String { NumberText.fixed(value, decimals) + unitText }

  /// The number with its interval, as “0.34 [0.31, 0.37]”.
  public var intervalText: String {
    guard low != value || high != value else { return text }
    return "\(NumberText.fixed(value, decimals)) [\(NumberText.fixed(low, decimals)),\u{A0}"
      + "\(NumberText.fixed(high, decimals))]" + unitText
  }

  /// How far the number could have been from a threshold and still not be told from it: half of its interval, as “2.3 points”;
  /// nil where it has none.
  public var smallestEffectText: String? {
    guard low < high else { return nil }
    return NumberText.fixed((high - low) / 2, decimals) + unitText
  }

  /// A sign stands close to its number, a word apart from it; neither begins a line.
  private var unitText: String {
    unit.isEmpty ? "" : (unit.first?.isLetter == true ? "\u{A0}" : "\u{202F}") + unit
  }
}
