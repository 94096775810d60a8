import Networks
import ONNXSchema
import Tensors

/// What is worked out while a file is read: constants of constants, and shapes.
extension ONNXTranslation {
  /// The result of a node whose inputs are constants, or of one that asks for a shape.
  mutating func constant(_ step: ONNXStep, _ kind: ONNXOperator) throws(ForeignFailure) -> ONNXConstant {
    switch kind {
    case .constant: return try stated(step)
    case .constantOfShape: return try filled(step)
    case .shape: return try shapeConstant(step)
    case .identity: return try neededConstant(step, input: 0)
    case .cast: return try castConstant(step)
    case .flatten, .reshape, .squeeze, .unsqueeze:
      let input = try neededConstant(step, input: 0)
      return input.reshaped(try target(of: step, kind, from: input.dimensions))
    case .transpose: return try transposed(step)
    case .gather: return try gathered(step)
    case .slice: return try sliced(step)
    case .concat: return try joined(step)
    case .add, .sub, .mul, .div: return try calculated(step, kind)
    default: throw step.unsupported("all of its inputs are constants")
    }
  }

  /// What a `Constant` states as a tensor, a number or a list.
  private mutating func stated(_ step: ONNXStep) throws(ForeignFailure) -> ONNXConstant {
    let constant: ONNXConstant
    if let tensor = try step.tensor("value") {
      constant = try read(tensor, step)
    } else if let value = try step.integer("value_int") {
      constant = ONNXConstant([], .integers([value]))
    } else if let values = try step.integers("value_ints") {
      constant = ONNXConstant(values)
    } else if let value = try step.float("value_float") {
      constant = ONNXConstant([], .floats([value]))
    } else if let values = try step.floats("value_floats") {
      constant = ONNXConstant([values.count], .floats(values))
    } else {
      throw step.unsupported("its value is no tensor of numbers")
    }
    try spend(constant.count, step)
    return constant
  }

  private mutating func filled(_ step: ONNXStep) throws(ForeignFailure) -> ONNXConstant {
    guard let extents = try integers(step, input: 0) else { throw step.malformed("its shape is missing") }
    let count = try computed(extents, step)
    guard let tensor = try step.tensor("value") else {
      return ONNXConstant(extents, .floats(Array(repeating: 0, count: count)))
    }
    let value = try read(tensor, step)
    guard value.count == 1 else { throw step.malformed("its value is not one number") }
    return value.picked(extents) { _ in 0 }
  }

  /// The shape of what a node reads, or a part of it.
  private mutating func shapeConstant(_ step: ONNXStep) throws(ForeignFailure) -> ONNXConstant {
    let extents: [Int]
    switch try operand(step, input: 0) {
    case .constant(let constant): extents = constant.dimensions
    case .values: extents = [batch] + (try values(step)).dimensions
    }
    let start = place(try step.integer("start") ?? 0, among: extents.count)
    let end = place(try step.integer("end") ?? extents.count, among: extents.count)
    return ONNXConstant(Array(extents[start..<max(start, end)]))
  }

  private mutating func castConstant(_ step: ONNXStep) throws(ForeignFailure) -> ONNXConstant {
    let input = try neededConstant(step, input: 0)
    guard let type = try castType(step) else { throw step.unsupported("it casts to no type that is read") }
    switch input.numbers {
    case .integers where type.isFloating:
      try spend(input.count, step)
      return ONNXConstant(input.dimensions, .floats(input.floats))
    case .floats(let values) where !type.isFloating:
      guard values.allSatisfy({ abs($0) < 0x1p62 }) else {
        throw step.malformed("it makes integers of no integers")
      }
      return ONNXConstant(input.dimensions, .integers(values.map { Int($0) }))
    default: return input
    }
  }

  /// The type that a cast is to; nil for one that is not read.
  func castType(_ step: ONNXStep) throws(ForeignFailure) -> ONNXNumberType? {
    try step.integer("to").flatMap { Int32(exactly: $0) }.flatMap(ONNXNumberType.init(rawValue:))
  }

  // MARK: Places

  private mutating func transposed(_ step: ONNXStep) throws(ForeignFailure) -> ONNXConstant {
    let input = try neededConstant(step, input: 0)
    let rank = input.dimensions.count
    let order = try step.integers("perm") ?? Array((0..<rank).reversed())
    guard order.sorted() == Array(0..<rank) else {
      throw step.malformed("its perm \(order) is no order of \(rank) axes")
    }
    try spend(input.count, step)
    var strides = [Int](repeating: 1, count: rank)
    for axis in stride(from: rank - 2, through: 0, by: -1) {
      strides[axis] = strides[axis + 1] * input.dimensions[axis + 1]
    }
    let extents = order.map { input.dimensions[$0] }
    let steps = order.map { strides[$0] }
    return input.picked(extents) { offset in
      var (rest, place) = (offset, 0)
      for axis in stride(from: rank - 1, through: 0, by: -1) {
        place += rest % extents[axis] * steps[axis]
        rest /= extents[axis]
      }
      return place
    }
  }

  private mutating func gathered(_ step: ONNXStep) throws(ForeignFailure) -> ONNXConstant {
    let input = try neededConstant(step, input: 0)
    let indices = try neededConstant(step, input: 1)
    let axis = try self.axis(step.integer("axis") ?? 0, rank: input.dimensions.count, step)
    guard let wanted = indices.integers else { throw step.malformed("its indices are no integers") }
    let picked = try along(axis, wanted, of: input, step)
    return picked.reshaped(
      Array(input.dimensions[..<axis]) + indices.dimensions + input.dimensions[(axis + 1)...])
  }

  private mutating func sliced(_ step: ONNXStep) throws(ForeignFailure) -> ONNXConstant {
    var result = try neededConstant(step, input: 0)
    let isOld = opset < 10
    guard let starts = try isOld ? step.integers("starts") : integers(step, input: 1),
      let ends = try isOld ? step.integers("ends") : integers(step, input: 2)
    else { throw step.malformed("its starts or ends are missing") }
    let axes = try (isOld ? step.integers("axes") : integers(step, input: 3)) ?? Array(starts.indices)
    let steps = try (isOld ? nil : integers(step, input: 4)) ?? starts.map { _ in 1 }
    guard starts.count == ends.count, starts.count == axes.count, starts.count == steps.count else {
      throw step.malformed("its starts, ends, axes and steps differ in number")
    }
    for (place, axis) in axes.enumerated() {
      let axis = try self.axis(axis, rank: result.dimensions.count, step)
      guard steps[place] > 0 else { throw step.unsupported("it steps by \(steps[place])") }
      let length = result.dimensions[axis]
      let (start, end) = (self.place(starts[place], among: length), self.place(ends[place], among: length))
      let wanted = Array(stride(from: start, to: max(start, end), by: min(steps[place], length + 1)))
      result = try along(axis, wanted, of: result, step)
    }
    return result
  }

  /// Rows of one axis, by their indices.
  private mutating func along(
    _ axis: Int, _ indices: [Int], of input: ONNXConstant, _ step: ONNXStep
  ) throws(ForeignFailure) -> ONNXConstant {
    let length = input.dimensions[axis]
    guard indices.allSatisfy({ (-length..<length).contains($0) }) else {
      throw step.malformed("it picks \(indices.prefix(8)) of \(length)")
    }
    var extents = input.dimensions
    extents[axis] = indices.count
    _ = try computed(extents, step)
    let inner = input.dimensions[(axis + 1)...].reduce(1, *)
    return input.picked(extents) { offset in
      let (outer, rest) = offset.quotientAndRemainder(dividingBy: inner * indices.count)
      let index = indices[rest / inner]
      return (outer * length + (index < 0 ? index + length : index)) * inner + rest % inner
    }
  }

  private mutating func joined(_ step: ONNXStep) throws(ForeignFailure) -> ONNXConstant {
    var parts: [ONNXConstant] = []
    for place in step.node.inputs.indices { parts.append(try neededConstant(step, input: place)) }
    guard let first = parts.first, first.dimensions.count == 1,
      parts.allSatisfy({ $0.dimensions.count == 1 })
    else { throw step.unsupported("it joins constants that are no lists") }
    let count = parts.reduce(0) { $0 + $1.count }
    _ = try computed([count], step)
    let integers = parts.compactMap(\.integers)
    if integers.count == parts.count { return ONNXConstant(integers.flatMap { $0 }) }
    return ONNXConstant([count], .floats(parts.flatMap(\.floats)))
  }

  // MARK: Arithmetic

  private mutating func calculated(_ step: ONNXStep, _ kind: ONNXOperator) throws(ForeignFailure)
    -> ONNXConstant
  {
    let left = try neededConstant(step, input: 0)
    let right = try neededConstant(step, input: 1)
    // Equal extents, or one number with no more extents than the other constant has.
    let takesLeft = right.count == 1 && right.dimensions.count <= left.dimensions.count
    let takesRight = left.count == 1 && left.dimensions.count <= right.dimensions.count
    guard left.dimensions == right.dimensions || takesLeft || takesRight else {
      throw step.unsupported("it combines constants of \(left.dimensions) and \(right.dimensions)")
    }
    let extents = takesRight ? right.dimensions : left.dimensions
    let count = try computed(extents, step)
    if let a = left.integers, let b = right.integers {
      var results: [Int] = []
      for place in 0..<count {
        let (x, y) = (a[a.count == 1 ? 0 : place], b[b.count == 1 ? 0 : place])
        let (value, isLost): (Int, Bool)
        switch kind {
        case .add: (value, isLost) = x.addingReportingOverflow(y)
        case .sub: (value, isLost) = x.subtractingReportingOverflow(y)
        case .mul: (value, isLost) = x.multipliedReportingOverflow(by: y)
        default: (value, isLost) = x.dividedReportingOverflow(by: y)
        }
        guard !isLost else { throw step.malformed("its result is no number") }
        results.append(value)
      }
      return ONNXConstant(extents, .integers(results))
    }
    let (a, b) = (left.floats, right.floats)
    return ONNXConstant(
      extents,
      .floats(
        (0..<count).map { place in
          let (x, y) = (a[a.count == 1 ? 0 : place], b[b.count == 1 ? 0 : place])
          switch kind {
          case .add: return x + y
          case .sub: return x - y
          case .mul: return x * y
          default: return x / y
          }
        }))
  }

  // MARK: Limits

  /// A place from the first, where files count from the last too, and beyond the ends.
  private func place(_ index: Int, among count: Int) -> Int {
    min(max(index < 0 ? max(index, -count) + count : index, 0), count)
  }

  private mutating func read(_ tensor: ONNXTensor, _ step: ONNXStep) throws(ForeignFailure) -> ONNXConstant {
    try readTensor(tensor, title: "the value of \(step.title)")
  }

  /// The number of values in a constant that is worked out, which no more than shapes and biases need.
  private mutating func computed(_ extents: [Int], _ step: ONNXStep) throws(ForeignFailure) -> Int {
    let count = try ONNXConstant.count(of: extents, step.title)
    guard count <= Self.largestComputed else {
      throw step.unsupported("it makes a constant of \(count) numbers; \(Self.largestComputed) are the limit")
    }
    try spend(count, step)
    return count
  }
}
