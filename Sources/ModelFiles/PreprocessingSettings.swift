import Files
import Foundation
import Networks

/// How images become the input of a network from elsewhere, which its file does not say: one of the two ways that most
/// published networks share, or a JSON file.
///
/// ```json
/// {"storedSide": 256, "channelOrder": "bgr", "mean": [123.68, 116.78, 103.94], "scales": [0.017, 0.017, 0.017]}
/// ```
public struct PreprocessingSettings: Sendable, Equatable, Codable {
  /// What an image's short side is resized to before the center is cut out; nil for 256 / 224 of the network's input.
  public var storedSide: Int?
  /// The order of the network's planes.
  public var channelOrder: Preprocessing.ChannelOrder
  /// What is subtracted from the bytes 0 to 255: red, green, blue.
  public var mean: [Float]
  /// What is multiplied after that: red, green, blue.
  public var scales: [Float]

  /// Settings of three means and three scales.
  public init(
    storedSide: Int? = nil, channelOrder: Preprocessing.ChannelOrder = .rgb, mean: [Float], scales: [Float]
  ) {
    precondition(mean.count == 3 && scales.count == 3, "\(mean) and \(scales) for three channels")
    self.storedSide = storedSide
    self.channelOrder = channelOrder
    self.mean = mean
    self.scales = scales
  }

  /// The way of torchvision's networks: red, green and blue, less ImageNet's means, by its standard deviations.
  public static let imagenetTorch = PreprocessingSettings(
    mean: [0.485, 0.456, 0.406].map { $0 * 255 }, scales: [0.229, 0.224, 0.225].map { 1 / (255 * $0) })

  /// The way of Caffe's networks: blue, green and red from 0 to 255, less ImageNet's means.
  public static let imagenetCaffe = PreprocessingSettings(
    channelOrder: .bgr, mean: [122.679, 116.669, 104.006], scales: [1, 1, 1])

  /// The names of the ways that are known, and what they name.
  public static let named: [(name: String, settings: PreprocessingSettings)] = [
    ("imagenet-torch", imagenetTorch), ("imagenet-caffe", imagenetCaffe),
  ]

  /// The preprocessing for a network's input; nil where the stored side is smaller, or larger than images are stored.
  public func preprocessing(inputSide: Int) -> Preprocessing? {
    let stored = storedSide ?? (inputSide * 256 + 112) / 224
    guard stored >= inputSide, stored <= Self.largestSide else { return nil }
    return Preprocessing(
      storedSide: stored, inputSide: inputSide, channelOrder: channelOrder, mean: .channels(mean),
      scales: scales)
  }

  /// The largest stored side of a model file.
  private static let largestSide = 1 << 14
}

extension PreprocessingSettings {
  /// Reads a JSON file with the keys `mean`, `scales`, and, if wanted, `channelOrder` (`rgb` by default) and `storedSide`.
  ///
  /// - Throws: `PreprocessingError`, which names the path.
  public init(contentsOf url: URL) throws(PreprocessingError) {
    let data: Data
    do throws(NamedFile.Refusal) {
      data = try NamedFile.data(url.path, endings: [".json"])
    } catch {
      throw .unreadable(
        path: url.path, cause: error.cause,
        hint: "\(error.hint), or say \(Self.named.map(\.name).joined(separator: " or "))")
    }
    do {
      self = try JSONDecoder().decode(PreprocessingSettings.self, from: data)
    } catch {
      let cause: String
      switch error {
      case DecodingError.dataCorrupted(let context): cause = context.debugDescription
      case DecodingError.keyNotFound(let key, _): cause = "it has no \(key.stringValue)"
      case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
        cause = "\(context.codingPath.map(\.stringValue).joined(separator: ".")) is of another kind"
      default: cause = "\(error)"
      }
      throw .malformed(
        path: url.path, cause: "no preprocessing: \(cause)",
        hint: #"write as {"channelOrder": "rgb", "mean": [R, G, B], "scales": [R, G, B], "storedSide": 256}"#)
    }
  }

  private enum CodingKeys: String, CodingKey, CaseIterable { case storedSide, channelOrder, mean, scales }

  private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Reads settings, and refuses keys that are none of theirs.
  ///
  /// - Throws: `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let known = Set(CodingKeys.allCases.map(\.rawValue))
    if let key = try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue).sorted()
      .first(where: { !known.contains($0) })
    {
      throw DecodingError.dataCorrupted(
        .init(codingPath: [], debugDescription: "there is no setting “\(key)”"))
    }
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func three(_ key: CodingKeys) throws -> [Float] {
      let values = try container.decode([Float].self, forKey: key)
      guard values.count == 3, values.allSatisfy(\.isFinite) else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: container, debugDescription: "\(key.stringValue) is not three numbers")
      }
      return values
    }
    let scales = try three(.scales)
    guard !scales.contains(0) else {
      throw DecodingError.dataCorruptedError(
        forKey: .scales, in: container,
        debugDescription: "a scale of 0 would hide one of the colors from the network")
    }
    let order = try container.decodeIfPresent(String.self, forKey: .channelOrder) ?? "rgb"
    guard let order = Preprocessing.ChannelOrder(rawValue: order) else {
      throw DecodingError.dataCorruptedError(
        forKey: .channelOrder, in: container, debugDescription: "channelOrder is “\(order)”, not rgb or bgr")
    }
    self.init(
      storedSide: try container.decodeIfPresent(Int.self, forKey: .storedSide), channelOrder: order,
      mean: try three(.mean), scales: scales)
  }
}
