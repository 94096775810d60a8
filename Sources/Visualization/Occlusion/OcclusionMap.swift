import Foundation
import Tensors

/// What a network makes of an image for each place of an occluding square: the maps of Figure 7 (b), (d) and (e).
///
/// Rows and columns of the maps are the places of the square; `rows[i]` and `columns[j]` are the pixels that it covers.
public struct OcclusionMap: Sendable, Equatable {
  /// The values of one place, or of the whole image.
  public struct Values: Sendable, Equatable {
    /// The summed activation of the watched map.
    public let response: Float
    /// The probability of the class in question; none where the logits were not asked for.
    public let probability: Float?
    /// The most probable class; none where the logits were not asked for.
    public let label: Int?
  }

  /// The pixel rows that the square covers, one range a row of the maps.
  public let rows: [Range<Int>]
  /// The pixel columns that the square covers, one range a column of the maps.
  public let columns: [Range<Int>]
  /// The name of the layer whose response is watched.
  public let layer: String
  /// The watched map of that layer.
  public let channel: Int
  /// The class whose probability is given; none where the logits were not asked for.
  public let classIndex: Int?
  /// The summed activation of the watched map, `[rows, columns]`.
  public let response: Tensor<Float>
  /// The probability of the class, `[rows, columns]`.
  public let probability: Tensor<Float>?
  /// The most probable class, row by row.
  public let labels: [[Int]]?
  /// The same of the image without a square.
  public let unoccluded: Values
}

/// Gathers the values of the places and of the whole image, and makes the maps of them.
struct OcclusionRecord {
  let rows: [Range<Int>]
  let columns: [Range<Int>]
  let layer: String
  let channel: Int
  /// Places row by row, then the whole image.
  var responses: [Double]
  /// The same order, each with the logits of all classes; empty where none were computed.
  var logits: [Float] = []

  /// The maps, with the probability of a class; nil is the most probable one of the whole image.
  func map(of classIndex: Int?) -> OcclusionMap {
    let count = rows.count * columns.count
    let shape: Shape = [rows.count, columns.count]
    let response = Tensor(shape, responses[..<count].map { Float($0) })
    guard !logits.isEmpty else {
      return OcclusionMap(
        rows: rows, columns: columns, layer: layer, channel: channel, classIndex: nil, response: response,
        probability: nil, labels: nil,
        unoccluded: .init(response: Float(responses[count]), probability: nil, label: nil))
    }
    let classes = logits.count / (count + 1)
    let labels = (0...count).map { place in label(logits[(place * classes)..<((place + 1) * classes)]) }
    let classIndex = classIndex ?? labels[count]
    precondition(0..<classes ~= classIndex, "no class \(classIndex) among \(classes)")
    let probabilities = (0...count).map { place in
      probability(of: classIndex, logits[(place * classes)..<((place + 1) * classes)])
    }
    return OcclusionMap(
      rows: rows, columns: columns, layer: layer, channel: channel, classIndex: classIndex,
      response: response,
      probability: Tensor(shape, probabilities[..<count]),
      labels: rows.indices.map { row in
        Array(labels[(row * columns.count)..<((row + 1) * columns.count)])
      },
      unoccluded: .init(
        response: Float(responses[count]), probability: probabilities[count], label: labels[count]))
  }

  /// The class of the largest score; of equal ones the first.
  private func label(_ logits: ArraySlice<Float>) -> Int {
    (logits.indexOfMaximum ?? logits.startIndex) - logits.startIndex
  }

  private func probability(of index: Int, _ logits: ArraySlice<Float>) -> Float {
    let largest = Double(logits.max() ?? 0)
    let total = logits.reduce(0.0) { $0 + exp(Double($1) - largest) }
    return Float(exp(Double(logits[logits.startIndex + index]) - largest) / total)
  }
}
