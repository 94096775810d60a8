import CaffeSchema
import Networks
import Tensors

/// Dense layers, and what changes extents alone.
extension CaffeTranslation {
  mutating func dense(_ step: CaffeStep, _ input: Values) throws(ForeignFailure) -> Values {
    let settings = step.layer.innerProductParam
    guard try axis(settings.axis, of: input, step) == 1 else {
      throw step.unsupported("it does not take all values of an image")
    }
    let outputs = try channels(settings.numOutput, step)
    let inputs = shape(of: input).count
    var matrix: Tensor<Float>
    if settings.transpose {
      let columns = try weights.tensor(step, 0, "weights", [inputs, outputs])
      matrix = Tensor([outputs, inputs]) { target in
        for output in 0..<outputs {
          for input in 0..<inputs { target[output * inputs + input] = columns[input * outputs + output] }
        }
      }
    } else {
      matrix = try weights.tensor(step, 0, "weights", [outputs, inputs])
    }
    let biases =
      settings.biasTerm ? try weights.tensor(step, 1, "biases", [outputs]) : Tensor(zeros: [outputs])
    let result = try add(
      .dense(inputs: inputs, outputs: outputs), of: [input],
      parameters: .init(weights: matrix, biases: biases), step)
    return Values(source: result.source, dimensions: [outputs])
  }

  mutating func flattened(_ step: CaffeStep, _ input: Values) throws(ForeignFailure) -> Values {
    let settings = step.layer.flattenParam
    guard try axis(settings.axis, of: input, step) == 1,
      try axis(settings.endAxis, of: input, step) == input.dimensions.count
    else { throw step.unsupported("it does not make one vector of each image") }
    return try vector(input, [input.dimensions.reduce(1, *)], step)
  }

  /// A new view of the same values, which must be that of one vector an image, or change nothing.
  mutating func reshaped(_ step: CaffeStep, _ input: Values) throws(ForeignFailure) -> Values {
    let settings = step.layer.reshapeParam
    guard settings.axis == 0, settings.numAxes == -1 else {
      throw step.unsupported("it changes some of the axes; all of them are supported")
    }
    let before = [batch] + input.dimensions
    var extents: [Int] = []
    for (place, extent) in settings.shape.dim.enumerated() {
      guard extent >= -1, extent <= 1 << 40, extent != 0 || place < before.count else {
        throw step.malformed("its shape is \(settings.shape.dim.prefix(8))")
      }
      extents.append(extent == 0 ? before[place] : Int(extent))
    }
    let total = before.reduce(1, *)
    var known = 1
    for extent in extents where extent != -1 {
      let (product, isTooLarge) = known.multipliedReportingOverflow(by: extent)
      guard !isTooLarge, product <= total else {
        throw step.malformed("it makes \(settings.shape.dim.prefix(8)) of \(before)")
      }
      known = product
    }
    let open = extents.indices.filter { extents[$0] == -1 }
    guard open.count <= 1, total % known == 0, open.count == 1 || known == total else {
      throw step.malformed("it makes \(settings.shape.dim.prefix(8)) of \(before)")
    }
    if let place = open.first { extents[place] = total / known }
    guard extents.count > 1, extents[0] == batch else {
      throw step.unsupported("it makes \(extents) of \(before), and not as many images")
    }
    let rest = Array(extents[1...])
    if rest == input.dimensions { return input }
    guard rest.dropFirst().allSatisfy({ $0 == 1 }) else {
      throw step.unsupported("it makes \(extents) of \(before); one vector an image is supported")
    }
    return try vector(input, rest, step)
  }

  /// The values as one vector, under the extents that Caffe sees.
  private mutating func vector(
    _ input: Values, _ dimensions: [Int], _ step: CaffeStep
  ) throws(ForeignFailure) -> Values {
    let isVector = shape(of: input).count == shape(of: input)[0]
    let source = isVector ? input.source : try add(.flatten, of: [input], step).source
    return Values(source: source, dimensions: dimensions)
  }
}
