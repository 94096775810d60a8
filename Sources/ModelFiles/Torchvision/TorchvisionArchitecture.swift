/// A network of torchvision's whose state dictionary is read and written: told apart by the names of its tensors.
///
/// ```swift
/// let layers = try TorchvisionArchitecture.alexnet.layers(side: 224, shapes: shapes)
/// ```
struct TorchvisionArchitecture: Sendable {
  /// torchvision's name of it.
  let name: String
  /// Writes the network down, module by module.
  let write: @Sendable (inout TorchvisionLayers) throws -> Void

  /// The layers of a network of this architecture.
  ///
  /// - Parameters:
  ///   - side: the image's side in pixels.
  ///   - shapes: the shapes of the state dictionary's tensors; nil for the structure alone, with a few channels everywhere.
  /// - Throws: `TorchvisionLayers.Failure`, a sentence that says what does not fit.
  func layers(
    side: Int, shapes: [String: [Int]]?
  ) throws -> TorchvisionLayers {
    var layers = TorchvisionLayers(side: side, shapes: shapes)
    try write(&layers)
    return layers
  }

  /// The names of the tensors of its state dictionary, without the counters of batch normalization, which no network needs.
  var tensorNames: Set<String> {
    // Every network fits the side that it was published for.
    guard let layers = try? layers(side: 224, shapes: nil) else { preconditionFailure("no \(name)") }
    return Set(layers.tensorNames)
  }

  /// All that are known.
  static let all: [TorchvisionArchitecture] = [
    alexnet, vgg(11, isNormalized: false), vgg(13, isNormalized: false), vgg(16, isNormalized: false),
    vgg(19, isNormalized: false), vgg(11, isNormalized: true), vgg(13, isNormalized: true),
    vgg(16, isNormalized: true), vgg(19, isNormalized: true),
    resnet(18, blocks: [2, 2, 2, 2], isDeep: false), resnet(34, blocks: [3, 4, 6, 3], isDeep: false),
    resnet(50, blocks: [3, 4, 6, 3], isDeep: true), squeezenet10, squeezenet11,
  ]
}

// MARK: AlexNet and VGG

extension TorchvisionArchitecture {
  static let alexnet = TorchvisionArchitecture(name: "alexnet") { layers in
    try layers.convolution("features.0", kernel: 11, stride: 4, pad: 2)
    try layers.relu("features.1")
    try layers.maxPooling("features.2", kernel: 3, stride: 2)
    try layers.convolution("features.3", kernel: 5, pad: 2)
    try layers.relu("features.4")
    try layers.maxPooling("features.5", kernel: 3, stride: 2)
    for place in [6, 8, 10] {
      try layers.convolution("features.\(place)", kernel: 3, pad: 1)
      try layers.relu("features.\(place + 1)")
    }
    try layers.maxPooling("features.12", kernel: 3, stride: 2)
    try layers.meansOfParts("avgpool", before: "classifier.1", usually: 6)
    try layers.dropout("classifier.0")
    try layers.dense("classifier.1")
    try layers.relu("classifier.2")
    try layers.dropout("classifier.3")
    try layers.dense("classifier.4")
    try layers.relu("classifier.5")
    try layers.dense("classifier.6")
  }

  /// How many convolutions VGG has before each pooling.
  private static let vggBlocks = [
    11: [1, 1, 2, 2, 2], 13: [2, 2, 2, 2, 2], 16: [2, 2, 3, 3, 3], 19: [2, 2, 4, 4, 4],
  ]

  private static func vgg(_ depth: Int, isNormalized: Bool) -> TorchvisionArchitecture {
    TorchvisionArchitecture(name: "vgg\(depth)" + (isNormalized ? "_bn" : "")) { layers in
      var place = 0
      for count in vggBlocks[depth] ?? [] {
        for _ in 0..<count {
          try layers.convolution("features.\(place)", kernel: 3, pad: 1)
          if isNormalized {
            place += 1
            try layers.normalization("features.\(place)")
          }
          try layers.relu("features.\(place + 1)")
          place += 2
        }
        try layers.maxPooling("features.\(place)", kernel: 2, stride: 2)
        place += 1
      }
      try layers.meansOfParts("avgpool", before: "classifier.0", usually: 7)
      try layers.dense("classifier.0")
      try layers.relu("classifier.1")
      try layers.dropout("classifier.2")
      try layers.dense("classifier.3")
      try layers.relu("classifier.4")
      try layers.dropout("classifier.5")
      try layers.dense("classifier.6")
    }
  }
}

// MARK: ResNet

extension TorchvisionArchitecture {
  /// - Parameter isDeep: whether blocks are of three convolutions, with the stride in the second, or of two.
  private static func resnet(_ depth: Int, blocks: [Int], isDeep: Bool) -> TorchvisionArchitecture {
    TorchvisionArchitecture(name: "resnet\(depth)") { layers in
      try layers.convolution("conv1", kernel: 7, stride: 2, pad: 3, hasBias: false)
      try layers.normalization("bn1")
      try layers.relu("relu")
      try layers.maxPooling("maxpool", kernel: 3, stride: 2, pad: 1)
      for (stage, count) in blocks.enumerated() {
        for block in 0..<count {
          try residualBlock(
            &layers, "layer\(stage + 1).\(block)", stride: stage > 0 && block == 0 ? 2 : 1, isDeep: isDeep,
            isWidened: block == 0 && (isDeep || stage > 0))
        }
      }
      try layers.mean("avgpool")
      try layers.dense("fc")
    }
  }

  private static func residualBlock(
    _ layers: inout TorchvisionLayers, _ name: String, stride: Int, isDeep: Bool, isWidened: Bool
  ) throws(TorchvisionLayers.Failure) {
    let input = layers.top
    let sizes = isDeep ? [(1, 1), (3, stride), (1, 1)] : [(3, stride), (3, 1)]
    for (index, (kernel, stride)) in sizes.enumerated() {
      try layers.convolution(
        "\(name).conv\(index + 1)", kernel: kernel, stride: stride, pad: kernel / 2, hasBias: false)
      try layers.normalization("\(name).bn\(index + 1)")
      if index < sizes.count - 1 { try layers.relu("\(name).relu\(index + 1)") }
    }
    let branch = layers.top
    layers.top = input
    if isWidened {
      try layers.convolution("\(name).downsample.0", kernel: 1, stride: stride, hasBias: false)
      try layers.normalization("\(name).downsample.1")
    }
    try layers.sum("\(name).add", of: [branch, layers.top])
    try layers.relu("\(name).relu")
  }
}

// MARK: SqueezeNet

extension TorchvisionArchitecture {
  static let squeezenet10 = squeezenet("1_0", kernel: 7, fires: [3, 4, 5, 7, 8, 9, 10, 12], pools: [6, 11])
  static let squeezenet11 = squeezenet("1_1", kernel: 3, fires: [3, 4, 6, 7, 9, 10, 11, 12], pools: [5, 8])

  private static func squeezenet(
    _ version: String, kernel: Int, fires: Set<Int>, pools: Set<Int>
  ) -> TorchvisionArchitecture {
    TorchvisionArchitecture(name: "squeezenet\(version)") { layers in
      try layers.convolution("features.0", kernel: kernel, stride: 2)
      try layers.relu("features.1")
      for place in 2...12 {
        if fires.contains(place) {
          try fire(&layers, "features.\(place)")
        } else if place == 2 || pools.contains(place) {
          try layers.maxPooling("features.\(place)", kernel: 3, stride: 2, isRoundedUp: true)
        }
      }
      try layers.dropout("classifier.0")
      try layers.convolution("classifier.1", kernel: 1)
      try layers.relu("classifier.2")
      try layers.mean("classifier.3")
    }
  }

  /// Few 1×1 channels, expanded by 1×1 and 3×3 filters side by side.
  private static func fire(
    _ layers: inout TorchvisionLayers, _ name: String
  ) throws(TorchvisionLayers.Failure) {
    try layers.convolution("\(name).squeeze", kernel: 1)
    try layers.relu("\(name).squeeze_activation")
    let squeezed = layers.top
    var branches: [String] = []
    for kernel in [1, 3] {
      layers.top = squeezed
      try layers.convolution("\(name).expand\(kernel)x\(kernel)", kernel: kernel, pad: kernel / 2)
      try layers.relu("\(name).expand\(kernel)x\(kernel)_activation")
      branches.append(layers.top)
    }
    try layers.concatenation("\(name).concat", of: branches)
  }
}
