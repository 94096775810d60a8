import CaffeSchema
import Foundation
import ModelFiles
import SwiftProtobuf

/// A network of Caffe's that a test writes layer by layer, and reads back from the bytes of its two files.
///
/// ```swift
/// var file = CaffeFile()
/// file.add(#"name: "relu" type: "ReLU" bottom: "data" top: "relu""#)
/// let network = try file.network()
/// ```
struct CaffeFile {
  /// The text of the `.prototxt`.
  var text: String
  /// The `.caffemodel`.
  var weights = CaffeNet()

  /// A file that takes images called `data` of 3 × 8 × 8 pixels, or of what a test says.
  init(input: String = #"input: "data" input_shape { dim: 1 dim: 3 dim: 8 dim: 8 }"#) {
    text = input + "\n"
    // There must be some weights.
    numbers("unused", [1], [1])
  }

  /// Adds a layer by its settings.
  mutating func add(_ settings: String) { text += "layer { \(settings) }\n" }

  /// Adds one of a layer's blobs; by default of the numbers 1, 2, 3, … tenths.
  mutating func numbers(_ layer: String, _ extents: [Int], _ numbers: [Float]? = nil) {
    var blob = CaffeBlob()
    blob.shape.dim = extents.map { Int64($0) }
    blob.data = numbers ?? (0..<extents.reduce(1, *)).map { Float($0 + 1) / 10 }
    change(layer) { $0.append(blob) }
  }

  /// Changes a layer's blobs.
  mutating func change(_ layer: String, _ change: (inout [CaffeBlob]) -> Void) {
    let place = weights.layer.firstIndex { $0.name == layer }
    if let place {
      change(&weights.layer[place].blobs)
    } else {
      var added = CaffeLayer()
      added.name = layer
      change(&added.blobs)
      weights.layer.append(added)
    }
  }

  /// The network that is read from the bytes.
  func network(side: Int? = nil, output: String? = nil) throws -> CaffeNetwork {
    try CaffeNetwork(
      text: Data(text.utf8), weights: weights.serializedData(),
      url: URL(fileURLWithPath: "/nowhere/net.prototxt"),
      weightsURL: URL(fileURLWithPath: "/nowhere/net.caffemodel"), options: .init(side: side, output: output))
  }
}
