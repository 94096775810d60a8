import Datasets
import Networks
import Tensors

/// Section 4.3's experiment: the sign changes of features when places of many faces are hidden, one after another.
public struct CorrespondenceStudy {
  private let model: Model
  private let assignment: LayerAssignment
  private let faces: ImageCache
  /// The faces with both eyes and nose in sight, in the cache's order.
  public let usable: [Int]

  /// A network, which of its nodes stand for the paper's layers, and faces with parts at its stored side.
  public init(_ model: Model, _ assignment: LayerAssignment, _ faces: ImageCache) {
    self.model = model
    self.assignment = assignment
    self.faces = faces
    usable = (0..<faces.count).filter { Self.places(model.preprocessing, faces.example($0)) != nil }
  }

  /// The part of a stored image that the network sees, along each axis.
  public static func window(_ preprocessing: Preprocessing) -> Range<Int> {
    let start = preprocessing.margin / 2
    return start..<(start + preprocessing.inputSide)
  }

  /// The places of a stored face; nil where an eye or the nose is not in sight.
  public static func places(_ preprocessing: Preprocessing, _ example: LabeledImage) -> HiddenPlaces? {
    HiddenPlaces(example, window: window(preprocessing))
  }

  /// The sign changes of layers' features when a place is hidden.
  ///
  /// - Parameters:
  ///   - indices: faces of `usable`.
  ///   - layers: the layers' numbers; their features are what leaves them, pooled where they pool.
  ///   - draws: how many random places are drawn; a part has one.
  ///   - progress: called with how many faces are done.
  /// - Returns: by layer, by draw, by face.
  /// - Throws: `OneDNNError`, and what `progress` throws.
  public func signChanges(
    _ indices: [Int], hiding place: HiddenPlace, layers: [Int], draws: Int, seed: UInt64,
    progress: (_ done: Int) throws -> Void = { _ in }
  ) throws -> [Int: [[SignChange]]] {
    let draws = HiddenPlace.parts.contains(place) ? 1 : draws
    let names = layers.map(assignment.output)
    // A batch is one face, whole and hidden: 32-bit numbers, so that what nothing touches stays as it was to the bit.
    let engine = try NetworkEngine(model.graph, batch: draws + 1, for: .inference)
    try engine.load(model.parameters)
    let length = model.graph.inputShape.count
    let crop = Crop.center(margin: model.preprocessing.margin)
    var changes = [Int: [[SignChange]]](
      uniqueKeysWithValues: layers.map { ($0, [[SignChange]](repeating: [], count: draws)) })
    for (done, index) in indices.enumerated() {
      let example = faces.example(index)
      guard let places = Self.places(model.preprocessing, example) else {
        preconditionFailure("face \(index) lacks an eye or the nose")
      }
      for row in 0...draws {
        let image =
          row == 0
          ? example.image
          : places.square(place, face: index, draw: row - 1, seed: seed).hidden(in: example.image)
        image.pixels.withUnsafeBytes { bytes in
          model.preprocessing.write(
            bytes, crop,
            to: UnsafeMutableBufferPointer(rebasing: engine.inputPixels[row * length..<(row + 1) * length]))
        }
      }
      try engine.forward()
      for (layer, name) in zip(layers, names) {
        let values = try engine.activation(of: name).scalars
        let units = values.count / (draws + 1)
        for draw in 0..<draws {
          changes[layer]?[draw].append(
            SignChange(
              from: values[..<units], hidden: values[(draw + 1) * units..<(draw + 2) * units]))
        }
      }
      try progress(done + 1)
    }
    return changes
  }
}
