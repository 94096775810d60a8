import Tensors

/// An architecture's layers with their sizes, in numbers: what `zfnet describe` prints.
public struct ArchitectureDescription: Sendable, Encodable {
  /// One layer.
  public struct Row: Sendable, Encodable {
    /// The layer's name, such as `conv1`.
    public let name: String
    /// convolution, relu, pooling, normalization, dense or dropout.
    public let kind: String
    /// The window's side; null for layers without a window, like `stride` and `pad`.
    public let kernel: Int?
    /// The window's step.
    public let stride: Int?
    /// The window's padding.
    public let pad: Int?
    /// `[C, H, W]` for one image.
    public let outputShape: Shape
    /// Weights and biases.
    public let parameters: Int
    /// The side in pixels of what one unit sees, the image's edges left aside.
    public let receptiveField: Int
    /// The distance in pixels between what neighboring units see.
    public let jump: Int

    private enum CodingKeys: String, CodingKey {
      case name, kind, kernel, stride, pad, outputShape, parameters, receptiveField, jump
    }

    /// Every layer has every key; what does not apply is null.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(name, forKey: .name)
      try container.encode(kind, forKey: .kind)
      try container.encode(kernel, forKey: .kernel)
      try container.encode(stride, forKey: .stride)
      try container.encode(pad, forKey: .pad)
      try container.encode(outputShape, forKey: .outputShape)
      try container.encode(parameters, forKey: .parameters)
      try container.encode(receptiveField, forKey: .receptiveField)
      try container.encode(jump, forKey: .jump)
    }
  }

  /// The architecture's name.
  public let architecture: String
  /// One image's shape.
  public let inputShape: Shape
  /// The number of logits.
  public let classes: Int
  /// The layers from the pixels upward.
  public let layers: [Row]
  /// All weights and biases.
  public let parameters: Int
  /// Multiplications, each with its addition, of one image's way to its logits.
  public let multiplyAdds: Int

  /// The description of an architecture.
  public init(_ architecture: Architecture) {
    self.architecture = architecture.name
    inputShape = architecture.inputShape
    classes = architecture.classes
    parameters = architecture.parameterCount
    multiplyAdds = architecture.multiplyAdds
    layers = zip(architecture.layers, architecture.outputShapes).map { layer, shape in
      let field = architecture.receptiveField(ofLayer: layer.name)
      return Row(
        name: layer.name, kind: layer.kindName, kernel: layer.window?.kernel, stride: layer.window?.stride,
        pad: layer.window?.pad, outputShape: shape, parameters: layer.parameterCount,
        receptiveField: field.size, jump: field.jump)
    }
  }

  /// The description as a table for reading, one line a layer.
  public var table: String {
    var rows = [["layer", "kind", "window", "output", "parameters", "sees", "jump"]]
    for layer in layers {
      var window = ""
      if let kernel = layer.kernel, let stride = layer.stride, let pad = layer.pad {
        window = "\(kernel)×\(kernel) stride \(stride)" + (pad > 0 ? " pad \(pad)" : "")
      }
      rows.append([
        layer.name, layer.kind, window, layer.outputShape.description,
        layer.parameters > 0 ? grouped(layer.parameters) : "", "\(layer.receptiveField)", "\(layer.jump)",
      ])
    }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      row.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - row[column].count)
        // Numbers stand to the right, words to the left.
        return column < 3 ? row[column] + padding : padding + row[column]
      }.joined(separator: "  ")
    }
    let heading = "\(architecture), \(inputShape) to \(classes) classes"
    let totals = "\(grouped(parameters)) parameters, \(grouped(multiplyAdds)) multiply-adds an image"
    return ([heading, ""] + lines + ["", totals]).joined(separator: "\n")
  }

  /// 62,357,608 rather than 62357608.
  private func grouped(_ number: Int) -> String {
    var digits = String(number)
    var position = digits.count - 3
    while position > 0 {
      digits.insert(",", at: digits.index(digits.startIndex, offsetBy: position))
      position -= 3
    }
    return digits
  }
}
