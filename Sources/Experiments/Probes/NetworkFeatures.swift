import Datasets
import Networks
import Tensors
import Inference

/// What each layer of a trained network says of images, as feature vectors (sections 5.2 and 5.3).
///
/// Layer n is what leaves it: after its ReLU, its pooling and its normalization where it has them. Maps are averaged
/// down to at most 6 × 6 places and at most 2,304 numbers, since the lower layers have far more than a linear
/// classifier can be fitted to; how the paper reduced them is not said. Dense layers stay whole.
public enum NetworkFeatures {
  /// The longest side of the averaged maps.
  public static let largestSide = 6
  /// The most numbers that maps are averaged down to.
  public static let largestDimension = 2304

  /// How images are looked at: what a few examples show of a class does not hang on which way they face.
  public static let crops = Evaluator.Crops.mirrored

  /// The features of images, by layer: means over their center crops and the mirror images of these.
  ///
  /// - Parameters:
  ///   - layers: the layers' numbers, from 1; each must be assigned.
  ///   - assignment: which nodes of the model stand for the layers.
  ///   - progress: called with how many images are done.
  /// - Throws: `OneDNNError`, and what `progress` throws.
  public static func tables(
    of model: Model, layers: [Int], _ assignment: LayerAssignment, images: ImageCache, indices: [Int],
    batch: Int = 64,
    progress: (_ done: Int) throws -> Void = { _ in }
  ) throws -> [Int: LabeledFeatures] {
    let graph = model.graph
    let names = layers.map(assignment.output)
    let cuts = crops.crops(margin: model.preprocessing.margin)
    let engine = try NetworkEngine(
      graph, batch: batch, for: .inference, precision: model.precision)
    try engine.load(model.parameters)
    var values = layers.map { layer in
      Tensor<Float>(zeros: [indices.count, dimension(of: assignment.output(ofLayer: layer), in: graph)])
    }
    for start in stride(from: 0, to: indices.count, by: batch) {
      let part = Array(indices[start..<min(start + batch, indices.count)])
      for crop in cuts {
        model.preprocessing.write(part.map { ($0, crop) }, of: images, to: engine.inputPixels)
        try engine.forward()
        for (place, name) in names.enumerated() {
          let features = pooled(try engine.activation(of: name))
          let length = part.count * features.shape[1]
          values[place].withUnsafeMutableBuffer { target in
            features.withUnsafeBuffer { source in
              for index in 0..<length {
                target[start * features.shape[1] + index] += source[index] / Float(cuts.count)
              }
            }
          }
        }
      }
      try progress(start + part.count)
    }
    let labels = indices.map { images.label($0) }
    return Dictionary(
      uniqueKeysWithValues: zip(layers, values).map { layer, values in
        (layer, LabeledFeatures(values: values, labels: labels, classes: images.classNames.count))
      })
  }

  /// How many features a node gives.
  public static func dimension(of name: String, in graph: Graph) -> Int {
    let shape = graph.shape(of: name)
    return shape[0] * pooledSide(shape) * pooledSide(shape)
  }

  /// The last of a layer's operations in a network whose nodes are numbered: `norm1`, `relu3`, `pool5`, `drop7`.
  public static func outputName(ofLayer number: Int, in graph: Graph) -> String {
    let name = graph.nodes.last { layer in
      layer.name.drop { !$0.isNumber } == "\(number)"
    }?.name
    guard let name else { preconditionFailure("no node belongs to layer \(number)") }
    return name
  }

  /// Maps `[n, C, H, W]` as feature vectors `[n, C · side · side]`: each is averaged over windows that cover it evenly, and
  /// overlap where its side is no multiple of their number.
  public static func pooled(_ maps: Tensor<Float>) -> Tensor<Float> {
    let (count, channels, height, width) = (maps.shape[0], maps.shape[1], maps.shape[2], maps.shape[3])
    let side = pooledSide([channels, height, width])
    func window(_ index: Int, of length: Int) -> Range<Int> {
      index * length / side..<((index + 1) * length + side - 1) / side
    }
    return Tensor([count, channels * side * side]) { target in
      maps.withUnsafeBuffer { source in
        var place = 0
        for map in 0..<count * channels {
          for row in 0..<side {
            for column in 0..<side {
              let (rows, columns) = (window(row, of: height), window(column, of: width))
              var sum: Float = 0
              for y in rows { for x in columns { sum += source[(map * height + y) * width + x] } }
              target[place] = sum / Float(rows.count * columns.count)
              place += 1
            }
          }
        }
      }
    }
  }

  /// The side that maps `[C, H, W]` are averaged down to.
  private static func pooledSide(_ shape: Shape) -> Int {
    stride(from: min(largestSide, shape[1], shape[2]), to: 1, by: -1).first {
      shape[0] * $0 * $0 <= largestDimension
    } ?? 1
  }
}
