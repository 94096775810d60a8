import Datasets
import Networks
import Tensors
import Inference

/// How far maps are from what they become: 1 minus their correlation with their final selves. It does not mind that weights
/// grow, nor that a learning rate shrinks; a map that is silent has nothing in common with any other.
public enum LayerDistance {
  /// The distance of each map's activations over a fixed set of images and all its places.
  ///
  /// - Parameters:
  ///   - network: the network on its way.
  ///   - final: the same network at its end.
  ///   - layers: names such as `conv2`; the values are those after the ReLU.
  ///   - indices: which images of the cache, by their center crops.
  /// - Returns: by layer and map; nil for maps that are silent at the end.
  /// - Throws: `OneDNNError`.
  public static func activations(
    of model: Model, to final: Model, layers: [String], images: ImageCache,
    indices: [Int], batch: Int = 32
  ) throws -> [[Double?]] {
    let engines = try [model, final].map { each in
      let engine = try NetworkEngine(each.graph, batch: batch, for: .inference)
      try engine.load(each.parameters)
      return engine
    }
    var sums = layers.map { layer in
      let maps = final.graph.shape(of: layer)[0]
      return [PairSums](repeating: PairSums(), count: maps)
    }
    for start in stride(from: 0, to: indices.count, by: batch) {
      let part = Array(indices[start..<min(start + batch, indices.count)])
      for engine in engines {
        final.preprocessing.writeCenters(of: part, in: images, to: engine.inputPixels)
        try engine.forward()
      }
      for (place, layer) in layers.enumerated() {
        let (now, end) = (try engines[0].activation(of: layer), try engines[1].activation(of: layer))
        add(now, end, count: part.count, to: &sums[place])
      }
    }
    return sums.map { $0.map(\.distance) }
  }

  /// The distance of each map's filter: of the weights alone, whatever the layers below make of the image.
  ///
  /// - Parameter weights: OIHW weights, or `[outputs, inputs]`, on the way and at the end.
  public static func filters(_ weights: Tensor<Float>, to final: Tensor<Float>) -> [Double?] {
    (0..<final.shape[0]).map { map in
      Correlation.pearson(weights.slice(map..<map + 1), final.slice(map..<map + 1)).map { 1 - $0 }
    }
  }

  private static func add(
    _ now: Tensor<Float>, _ end: Tensor<Float>, count: Int, to sums: inout [PairSums]
  ) {
    let area = now.shape[2] * now.shape[3]
    let maps = now.shape[1]
    now.withUnsafeBuffer { a in
      end.withUnsafeBuffer { b in
        for image in 0..<count {
          for map in 0..<maps {
            let start = (image * maps + map) * area
            for index in start..<start + area { sums[map].add(Double(a[index]), Double(b[index])) }
          }
        }
      }
    }
  }
}

/// The sums that a correlation is made of.
private struct PairSums {
  private var count = 0.0
  private var a = 0.0
  private var b = 0.0
  private var aa = 0.0
  private var bb = 0.0
  private var ab = 0.0

  mutating func add(_ x: Double, _ y: Double) {
    count += 1
    a += x
    b += y
    aa += x * x
    bb += y * y
    ab += x * y
  }

  /// Sums of squares of silent maps are exactly zero; rounding leaves no less than this share of what is not.
  private static let rounding = 1e-12

  var distance: Double? {
    let varianceA = aa - a * a / count
    let varianceB = bb - b * b / count
    guard varianceB > Self.rounding * bb, bb > 0 else { return nil }
    guard varianceA > Self.rounding * aa, aa > 0 else { return 1 }
    return 1 - (ab - a * b / count) / (varianceA.squareRoot() * varianceB.squareRoot())
  }
}
