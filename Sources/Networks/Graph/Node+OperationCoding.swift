import Kernels

/// An operation as JSON: its `kind` and its constants by name, such as `{"kind": "dropout", "probability": 0.5}`. Graphs are
/// stored in weight files and hashed in this form.
extension Node.Operation: Codable {
  private enum Kind: String, Codable {
    case convolution, dense, batchNormalization, relu, leakyRelu, clippedRelu, parametricRelu, maxPooling,
      averagePooling, globalAveragePooling, responseNormalization, add, concatenation, dropout, flatten,
      softmax
  }

  /// More channels and units than any layer has.
  private static let largest = 1 << 24

  private enum CodingKeys: String, CodingKey {
    case kind, inputs, outputs, groups, window, channels, slope, limit, countsPadding, constants, probability
  }

  /// Reads an operation by its kind.
  ///
  /// - Throws: `DecodingError` for an unknown kind and for constants that are missing or cannot be.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func number(_ key: CodingKeys) throws -> Int {
      let value = try container.decode(Int.self, forKey: key)
      guard (1...Self.largest).contains(value) else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: container,
          debugDescription: "\(key.stringValue) of \(value) is not from 1 to \(Self.largest)")
      }
      return value
    }
    func window() throws -> WindowGeometry { try container.decode(WindowGeometry.self, forKey: .window) }
    switch try container.decode(Kind.self, forKey: .kind) {
    case .convolution:
      let (inputs, outputs, groups) = (try number(.inputs), try number(.outputs), try number(.groups))
      guard inputs.isMultiple(of: groups), outputs.isMultiple(of: groups) else {
        throw DecodingError.dataCorruptedError(
          forKey: .groups, in: container,
          debugDescription: "\(inputs) and \(outputs) channels do not divide into \(groups) groups")
      }
      self = .convolution(
        ConvolutionGeometry(inputs: inputs, outputs: outputs, window: try window(), groups: groups))
    case .dense: self = .dense(inputs: try number(.inputs), outputs: try number(.outputs))
    case .batchNormalization: self = .batchNormalization(channels: try number(.channels))
    case .relu: self = .relu
    case .leakyRelu: self = .activation(.leaky(slope: try container.decode(Float.self, forKey: .slope)))
    case .clippedRelu: self = .activation(.clipped(limit: try container.decode(Float.self, forKey: .limit)))
    case .parametricRelu: self = .activation(.parametric)
    case .maxPooling: self = .maxPooling(try window())
    case .averagePooling:
      self = .averagePooling(
        try window(), countsPadding: try container.decode(Bool.self, forKey: .countsPadding))
    case .globalAveragePooling: self = .globalAveragePooling
    case .responseNormalization:
      self = .responseNormalization(try container.decode(ResponseNormalization.self, forKey: .constants))
    case .add: self = .add
    case .concatenation: self = .concatenation
    case .dropout: self = .dropout(probability: try container.decode(Float.self, forKey: .probability))
    case .flatten: self = .flatten
    case .softmax: self = .softmax
    }
  }

  /// Writes the kind and the constants that it has.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    func write(_ kind: Kind) throws { try container.encode(kind, forKey: .kind) }
    switch self {
    case .convolution(let geometry):
      try write(.convolution)
      try container.encode(geometry.inputs, forKey: .inputs)
      try container.encode(geometry.outputs, forKey: .outputs)
      try container.encode(geometry.groups, forKey: .groups)
      try container.encode(geometry.window, forKey: .window)
    case .dense(let inputs, let outputs):
      try write(.dense)
      try container.encode(inputs, forKey: .inputs)
      try container.encode(outputs, forKey: .outputs)
    case .batchNormalization(let channels):
      try write(.batchNormalization)
      try container.encode(channels, forKey: .channels)
    case .activation(.relu): try write(.relu)
    case .activation(.leaky(let slope)):
      try write(.leakyRelu)
      try container.encode(slope, forKey: .slope)
    case .activation(.clipped(let limit)):
      try write(.clippedRelu)
      try container.encode(limit, forKey: .limit)
    case .activation(.parametric): try write(.parametricRelu)
    case .maxPooling(let window):
      try write(.maxPooling)
      try container.encode(window, forKey: .window)
    case .averagePooling(let window, let countsPadding):
      try write(.averagePooling)
      try container.encode(window, forKey: .window)
      try container.encode(countsPadding, forKey: .countsPadding)
    case .globalAveragePooling: try write(.globalAveragePooling)
    case .responseNormalization(let constants):
      try write(.responseNormalization)
      try container.encode(constants, forKey: .constants)
    case .add: try write(.add)
    case .concatenation: try write(.concatenation)
    case .dropout(let probability):
      try write(.dropout)
      try container.encode(probability, forKey: .probability)
    case .flatten: try write(.flatten)
    case .softmax: try write(.softmax)
    }
  }
}
