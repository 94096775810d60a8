import Kernels
import Tensors

extension ReferenceNetwork {
  /// What a signal at one unit becomes at the pixels, by way of the unit's receptive field alone: the plain reading of
  /// `ReceptiveFieldPlan`, which the engine for it and the backward pass over the whole image are held to.
  ///
  /// - Parameters:
  ///   - unit: one unit at the output of the plan's layer.
  ///   - plan: that node's plan, of this network's graph.
  ///   - pixels: one image, `[1, 3, side, side]`.
  ///   - signal: what stands at the unit, as a function of its activation.
  ///   - rule: what a ReLU does to the signal.
  ///   - normalization: what response normalization does to the signal.
  ///   - overlap: what unpooling does where windows share a switch.
  /// - Returns: a tensor of the image's shape.
  public func backward(
    from unit: UnitPosition, _ plan: ReceptiveFieldPlan, pixels: Tensor<Scalar>,
    signal: (_ activation: Scalar) -> Scalar, rule: BackwardRule = .gradient,
    normalization: NormalizationRule = .gradient, overlap: SwitchOverlap = .sum
  ) -> Tensor<Scalar> {
    let rows = plan.spans(at: unit.row)
    let columns = plan.spans(at: unit.column)
    let chain = ReferenceNetwork(graph: plan.chain(upTo: plan.last + 1), parameters: parameters)
    func filled(_ square: Tensor<Scalar>, _ index: Int, with value: Scalar) -> Tensor<Scalar> {
      square.filled(outsideRows: rows[index].inside, columns: columns[index].inside, with: value)
    }

    var activations = ReferenceActivations(
      input: square(of: pixels, rows[0], columns[0]), graph: chain.graph, masks: [:])
    for (index, node) in chain.graph.nodes.enumerated() {
      let output = chain.output(of: node, activations.inputs(of: node), &activations)
      let outside = Scalar(plan.valueOutside(inputOfNodeAt: index + 1))
      activations.outputs.append(filled(output, index + 1, with: outside))
    }

    let values = activations.outputs[plan.last]
    var carried = Tensor<Scalar>(zeros: values.shape)
    carried[unit.channel] = signal(values[unit.channel])
    let rules = BackwardRules(rule, normalization: normalization, overlap: overlap)
    for (index, node) in chain.graph.nodes.enumerated().reversed() {
      carried = chain.undo(node, carried, activations, rules)[0]
      carried = filled(carried, index, with: 0)
    }
    return image(of: carried, rows[0], columns[0])
  }

  private func square(
    of pixels: Tensor<Scalar>, _ rows: ReceptiveFieldPlan.Span, _ columns: ReceptiveFieldPlan.Span
  ) -> Tensor<Scalar> {
    var square = Tensor<Scalar>(zeros: [1, pixels.shape[1], rows.count, columns.count])
    for channel in 0..<pixels.shape[1] {
      for row in rows.inside {
        for column in columns.inside {
          square[0, channel, row, column] = pixels[0, channel, rows.origin + row, columns.origin + column]
        }
      }
    }
    return square
  }

  private func image(
    of square: Tensor<Scalar>, _ rows: ReceptiveFieldPlan.Span, _ columns: ReceptiveFieldPlan.Span
  ) -> Tensor<Scalar> {
    var pixels = Tensor<Scalar>(zeros: Shape([1] + graph.inputShape.dimensions))
    for channel in 0..<pixels.shape[1] {
      for row in rows.inside {
        for column in columns.inside {
          pixels[0, channel, rows.origin + row, columns.origin + column] = square[0, channel, row, column]
        }
      }
    }
    return pixels
  }
}

extension Tensor {
  /// The same maps `[1, C, H, W]` with one value at all positions outside the given rows and columns.
  fileprivate func filled(outsideRows rows: Range<Int>, columns: Range<Int>, with value: Scalar) -> Tensor {
    var result = self
    for map in 0..<shape[1] {
      for row in 0..<shape[2] {
        for column in 0..<shape[3] where !(rows.contains(row) && columns.contains(column)) {
          result[0, map, row, column] = value
        }
      }
    }
    return result
  }
}
