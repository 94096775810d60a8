import Networks
import ONNXSchema
import Tensors

/// Changes of extents that leave every value where it is.
extension ONNXTranslation {
  /// Flatten, Reshape, Squeeze or Unsqueeze of the network's values.
  mutating func reshaping(_ step: ONNXStep, _ kind: ONNXOperator) throws(ForeignFailure) -> Operand {
    let input = try values(step)
    let extents = [batch] + input.dimensions
    let target = try target(of: step, kind, from: extents)
    guard target.count > 1, target[0] == batch else {
      throw step.unsupported("it makes \(target) of \(extents): images of a batch must stay apart")
    }
    let dimensions = Array(target.dropFirst())
    let shape = shape(of: input.source)
    if dimensions == input.dimensions || dimensions == shape.dimensions {
      return .values(Values(source: input.source, dimensions: dimensions))
    }
    if dimensions.count == 1 || dimensions.dropFirst().allSatisfy({ $0 == 1 }) && dimensions[0] == shape.count
    {
      if shape.count == shape[0] { return .values(Values(source: input.source, dimensions: dimensions)) }
      let flat = try add(.flatten, of: [input.source], step)
      guard case .values(let values) = flat else { return flat }
      return .values(Values(source: values.source, dimensions: dimensions))
    }
    throw step.unsupported(
      "it makes \(target) of \(extents); vectors of maps, and extents of 1, are supported")
  }

  /// The extents that one of the four operators asks for; their product is that of `extents`.
  mutating func target(
    of step: ONNXStep, _ kind: ONNXOperator, from extents: [Int]
  ) throws(ForeignFailure) -> [Int] {
    switch kind {
    case .flatten: return try flattened(extents, step)
    case .squeeze: return try squeezed(extents, step)
    case .unsqueeze: return try unsqueezed(extents, step)
    default: return try reshaped(extents, step)
    }
  }

  private func flattened(_ extents: [Int], _ step: ONNXStep) throws(ForeignFailure) -> [Int] {
    var axis = try step.integer("axis") ?? 1
    if axis < 0 { axis += extents.count }
    guard (0...extents.count).contains(axis) else { throw step.malformed("its axis does not exist") }
    return [extents[..<axis].reduce(1, *), extents[axis...].reduce(1, *)]
  }

  private mutating func squeezed(_ extents: [Int], _ step: ONNXStep) throws(ForeignFailure) -> [Int] {
    guard let axes = try axes(step) else {
      // Without axes all extents of 1 go; a batch of one image would go with them.
      return [extents[0]] + extents.dropFirst().filter { $0 != 1 }
    }
    var isGone = [Bool](repeating: false, count: extents.count)
    for axis in axes {
      let place = try self.axis(axis, rank: extents.count, step)
      guard extents[place] == 1 else { throw step.malformed("it takes away an extent of \(extents[place])") }
      isGone[place] = true
    }
    return extents.indices.filter { !isGone[$0] }.map { extents[$0] }
  }

  private mutating func unsqueezed(_ extents: [Int], _ step: ONNXStep) throws(ForeignFailure) -> [Int] {
    let axes = try axes(step) ?? []
    let rank = extents.count + axes.count
    var isNew = [Bool](repeating: false, count: rank)
    for axis in axes {
      let place = try self.axis(axis, rank: rank, step)
      guard !isNew[place] else { throw step.malformed("it adds an axis twice") }
      isNew[place] = true
    }
    var rest = extents[...]
    return isNew.map { $0 ? 1 : rest.removeFirst() }
  }

  /// Axes: an attribute before version 13, an input from then on.
  private mutating func axes(_ step: ONNXStep) throws(ForeignFailure) -> [Int]? {
    try opset < 13 ? step.integers("axes") : integers(step, input: 1)
  }

  private mutating func reshaped(_ extents: [Int], _ step: ONNXStep) throws(ForeignFailure) -> [Int] {
    guard var target = try integers(step, input: 1) else { throw step.malformed("its shape is missing") }
    let keepsZeros = try step.integer("allowzero") ?? 0 != 0
    if !keepsZeros {
      for place in target.indices where target[place] == 0 && place < extents.count {
        target[place] = extents[place]
      }
    }
    let count = extents.reduce(1, *)
    let known = try ONNXConstant.count(of: target.filter { $0 != -1 }, step.title)
    let open = target.indices.filter { target[$0] == -1 }
    if open.count == 1, known > 0, count.isMultiple(of: known) {
      target[open[0]] = count / known
    } else if !open.isEmpty || known != count {
      throw step.malformed("it makes \(target) of \(extents), which have \(count) values")
    }
    return target
  }
}
