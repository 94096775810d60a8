import CaffeSchema

/// A layer of a `.prototxt` while it is read, in the newer of Caffe's two forms, and failures that name it.
struct CaffeStep {
  /// The types that are read; all others are refused by the name of their layer.
  static let supported = [
    "Input", "Convolution", "InnerProduct", "Pooling", "ReLU", "PReLU", "LRN", "Dropout", "Softmax", "Concat",
    "Eltwise", "BatchNorm", "Scale", "Bias", "Power", "Split", "Flatten", "Reshape",
  ]
  /// What reads images and labels from elsewhere.
  static let data: Set = [
    "Data", "ImageData", "WindowData", "MemoryData", "HDF5Data", "DummyData", "AnnotatedData",
  ]

  let layer: CaffeLayer
  /// What messages call it.
  let title: String

  /// - Parameter place: the layer's place in the file, from 1.
  init(_ layer: CaffeLayer, place: Int) {
    self.layer = layer
    let name = layer.name.isEmpty ? "\(place) without a name" : "“\(layer.name)”"
    title = "layer \(name) (\(layer.type.isEmpty ? "no type" : layer.type))"
  }

  /// The layers of a file.
  static func all(of net: CaffeNet) throws(ForeignFailure) -> [CaffeStep] {
    // Caffe, too, takes one form or the other.
    guard net.layer.isEmpty || net.layers.isEmpty else {
      throw .malformed("it has layers of two forms, layer and layers", hint: "write all of them as one")
    }
    let layers = net.layers.isEmpty ? net.layer : net.layers.map(Self.newer)
    guard layers.count <= ForeignGraphBuilder.mostNodes else {
      throw .unsupported(
        "it has \(layers.count) layers", hint: "networks of up to \(ForeignGraphBuilder.mostNodes) are read")
    }
    return layers.enumerated().map { CaffeStep($1, place: $0 + 1) }
  }

  func malformed(_ cause: String) -> ForeignFailure {
    .malformed(
      "\(title): \(cause)", hint: "take the network's files as they were published, or mend the .prototxt")
  }

  func unsupported(
    _ cause: String, hint: String = "take a network without it, or one that was exported as ONNX"
  ) -> ForeignFailure { .unsupported("\(title): \(cause)", hint: hint) }

  func failure(_ failure: ForeignGraphBuilder.Failure) -> ForeignFailure {
    failure.kind == .malformed ? malformed(failure.cause) : unsupported(failure.cause)
  }

  /// A name's letters, digits, points, dashes and lines, for a line that people copy.
  static func safe(_ name: String) -> String {
    name.filter { $0.isLetter || $0.isNumber || "._-".contains($0) }
  }

  // MARK: When it counts

  /// Whether the layer is a part of the network as it is used: of its test phase, at level 0, and of the stage `deploy` where stages
  /// are told apart.
  var isUsed: Bool {
    layer.include.isEmpty
      ? !layer.exclude.contains(where: Self.isMet) : layer.include.contains(where: Self.isMet)
  }

  /// Whether it measures an output and computes none: losses, accuracy, and what keeps Caffe silent.
  var isMeasure: Bool {
    layer.type.hasSuffix("Loss") || ["Accuracy", "ArgMax", "Silence", "HDF5Output"].contains(layer.type)
  }

  private static func isMet(_ rule: CaffeStateRule) -> Bool {
    (!rule.hasPhase || rule.phase == .test) && (!rule.hasMinLevel || rule.minLevel <= 0)
      && (!rule.hasMaxLevel || rule.maxLevel >= 0) && rule.stage.allSatisfy { $0 == "deploy" }
      && !rule.notStage.contains("deploy")
  }
}
