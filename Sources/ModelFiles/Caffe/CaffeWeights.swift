import CaffeSchema
import Tensors

/// The numbers of a `.caffemodel`, by the names of their layers.
struct CaffeWeights {
  /// The file's name, for messages.
  private let title: String
  private var blobs: [String: [CaffeBlob]] = [:]

  /// - Throws: `ForeignFailure` for a file without weights, or with two layers of a name that have some.
  init(_ net: CaffeNet, title: String) throws(ForeignFailure) {
    self.title = title
    let layers = net.layer.map { ($0.name, $0.blobs) } + net.layers.map { ($0.name, $0.blobs) }
    for (name, numbers) in layers where !numbers.isEmpty {
      guard blobs.updateValue(numbers, forKey: name) == nil else {
        throw .malformed(
          "two of its layers with weights are called “\(name)”", hint: "rename one, in both files")
      }
    }
    guard !blobs.isEmpty else {
      throw .malformed(
        "there are no weights in it",
        hint:
          "name a .caffemodel that Caffe has trained; those of before 2014 are made new by Caffe's upgrade_net_proto_binary"
      )
    }
  }

  /// A layer's numbers, which must be of the shape that the layer asks for.
  ///
  /// - Parameters:
  ///   - place: which of the layer's blobs.
  ///   - what: what they are, in the plural, for messages.
  ///   - shape: the extents, outermost first.
  /// - Throws: `ForeignFailure`, which names the layer.
  func tensor(
    _ step: CaffeStep, _ place: Int, _ what: String, _ shape: [Int]
  ) throws(ForeignFailure) -> Tensor<Float> {
    guard let list = blobs[step.layer.name] else {
      throw misfit(step, "\(title) has no weights of a layer of this name")
    }
    guard list.indices.contains(place) else {
      throw misfit(
        step, "its \(what) are missing in \(title), which has \(list.count) of the layer's lists of numbers")
    }
    let blob = list[place]
    let extents = Self.extents(of: blob)
    // Old files write extents of 1 in front, and a scalar has none.
    guard extents.drop(while: { $0 == 1 }).elementsEqual(shape.drop { $0 == 1 }) else {
      throw misfit(
        step, "its \(what) are \(Self.text(extents)) in \(title), and \(Self.text(shape)) are wanted")
    }
    // The extents are those of a layer, each within bounds; their product is that of the numbers that are there, or wrong.
    var count = 1
    for extent in shape {
      let (product, isTooLarge) = count.multipliedReportingOverflow(by: extent)
      guard !isTooLarge else {
        throw misfit(step, "its \(what) of \(Self.text(shape)) are more than any file has")
      }
      count = product
    }
    let stored = blob.data.isEmpty ? blob.doubleData.count : blob.data.count
    guard stored == count else {
      throw misfit(
        step,
        stored == 0
          ? "its \(what) are not stored as 32-bit or 64-bit numbers in \(title)"
          : "\(title) has \(stored) numbers for its \(what) of \(Self.text(shape))")
    }
    let tensor =
      blob.data.isEmpty
      ? Tensor<Float>(Shape(shape), blob.doubleData.map { Float($0) })
      : Tensor<Float>(Shape(shape), blob.data)
    guard tensor.withUnsafeBuffer({ $0.allSatisfy(\.isFinite) }) else {
      throw misfit(step, "its \(what) in \(title) are not all numbers: infinity or NaN is among them")
    }
    return tensor
  }

  private func misfit(_ step: CaffeStep, _ cause: String) -> ForeignFailure {
    .malformed(
      "\(step.title): \(cause)", hint: "name the .caffemodel that belongs to this .prototxt by --weights")
  }

  private static func extents(of blob: CaffeBlob) -> [Int] {
    if blob.hasShape { return blob.shape.dim.map { Int($0) } }
    return [blob.num, blob.channels, blob.height, blob.width].map { Int($0) }
  }

  private static func text(_ extents: [Int]) -> String {
    extents.isEmpty ? "one number" : extents.prefix(8).map(String.init).joined(separator: "×")
  }
}
