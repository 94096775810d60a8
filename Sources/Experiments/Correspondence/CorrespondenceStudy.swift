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
    // For places that change as many units as the parts, the parts and what is chosen from.
    let hidden =
      place == .matched
      ? HiddenPlace.parts.map { ($0, 0) } + (0..<Self.candidates).map { (place, $0) }
      : (0..<draws).map { (place, $0) }
    let names = layers.map(assignment.output)
    // A batch is one face, whole and hidden: 32-bit numbers, so that what nothing touches stays as it was to the bit.
    let engine = try NetworkEngine(model.graph, batch: hidden.count + 1, for: .inference)
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
      for row in 0...hidden.count {
        let image =
          row == 0
          ? example.image
          : places.square(hidden[row - 1].0, face: index, draw: hidden[row - 1].1, seed: seed)
            .hidden(in: example.image)
        image.pixels.withUnsafeBytes { bytes in
          model.preprocessing.write(
            bytes, crop,
            to: UnsafeMutableBufferPointer(rebasing: engine.inputPixels[row * length..<(row + 1) * length]))
        }
      }
      try engine.forward()
      for (layer, name) in zip(layers, names) {
        let values = try engine.activation(of: name).scalars
        let units = values.count / (hidden.count + 1)
        var found = (1...hidden.count).map {
          SignChange(from: values[..<units], hidden: values[$0 * units..<($0 + 1) * units])
        }
        if place == .matched {
          let parts = found.prefix(HiddenPlace.parts.count)
          found = Self.matched(Array(found.dropFirst(parts.count)), to: Array(parts), draws: draws)
        }
        for draw in 0..<draws { changes[layer]?[draw].append(found[draw]) }
      }
      try progress(done + 1)
    }
    return changes
  }

  /// How many random places are looked at for those that change as many units as the parts.
  package static let candidates = 18

  /// One candidate a draw: that which changes most nearly as many units as a part, the parts in turn; each serves one draw.
  package static func matched(_ candidates: [SignChange], to parts: [SignChange], draws: Int) -> [SignChange]
  {
    precondition(candidates.count >= draws, "\(candidates.count) candidates for \(draws) draws")
    let counts = candidates.map(\.changedCount)
    var left = Array(candidates.indices)
    return (0..<draws).map { draw in
      let wanted = parts[draw % parts.count].changedCount
      let nearest = left.indices.min { abs(counts[left[$0]] - wanted) < abs(counts[left[$1]] - wanted) }!
      return candidates[left.remove(at: nearest)]
    }
  }
}
