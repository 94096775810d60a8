import Foundation
import Kernels
import Tensors

/// Carries single units of one layer back to the pixels by way of their receptive fields alone: a batch of squares of one
/// size, each from an image and at a position of its own.
///
/// The layers below the units' own are an engine for the square (`ReceptiveFieldPlan`), with the positions outside the
/// maps put right after each of them; of the units' own convolution one filter is applied (`UnitFilter`). The result is
/// that of the whole image. In 32-bit numbers kernels of another size sum in another order: the two agree to 1e-5
/// where the switches agree, and a switch whose two largest values differ in their last bits may flip.
///
/// Not for use from two threads at once.
///
/// - Note: failures of oneDNN are thrown as `OneDNNError`.
public final class ReceptiveFieldEngine {
  /// The squares' sizes and places.
  public let plan: ReceptiveFieldPlan
  /// How many units are carried at once.
  public let batch: Int

  /// The layers below the filter, or all where the units stand above a pooling; none where they stand above the pixels.
  private let engine: NetworkEngine?
  private let filter: UnitFilter?
  private var edges: FieldEdges
  private var units: [UnitPosition] = []
  private var activations: [Float] = []
  /// The squares of pixels `[batch, 3, side, side]` where no engine has them.
  private var ownPixels: [Float]
  private var signal: Tensor<Float>

  /// Compiles the layers of a plan for a batch of units; `precision` is that of the layers below the units' own.
  ///
  /// - Throws: `OneDNNError` where a primitive cannot be made.
  public init(
    _ plan: ReceptiveFieldPlan, parameters: Parameters<Float>, batch: Int, precision: Precision = .float32
  ) throws(OneDNNError) {
    self.plan = plan
    self.batch = batch
    edges = FieldEdges(plan)
    let nodes = plan.graph.nodes
    let isRectified = nodes[plan.last].operation == .relu
    let top = isRectified ? plan.last - 1 : plan.last
    var end = plan.last + 1
    var filter: UnitFilter?
    if top >= 0, case .convolution(let geometry) = nodes[top].operation {
      filter = UnitFilter(geometry, parameters[nodes[top].name], isRectified: isRectified)
      end = top
    }
    self.filter = filter
    if end > 0 {
      let engine = try NetworkEngine(
        plan.chain(upTo: end), batch: batch, for: .visualization, precision: precision)
      try engine.load(parameters)
      self.engine = engine
      ownPixels = []
      signal = Tensor(zeros: Shape([batch] + engine.graph.outputShapes[end - 1].dimensions))
    } else {
      engine = nil
      signal = Tensor(zeros: [batch, plan.graph.inputShape[0], plan.sides[0], plan.sides[0]])
      ownPixels = [Float](repeating: 0, count: signal.count)
    }
  }

  /// Computes the values of up to `batch` units, each in an image of its own.
  ///
  /// - Parameters:
  ///   - units: where they stand in their layer's maps.
  ///   - images: the number of each unit's image.
  ///   - source: whose images they are.
  /// - Returns: one value per unit, after the ReLU where one follows.
  /// - Throws: `OneDNNError` where a primitive fails.
  public func forward(
    _ units: [UnitPosition], images: [Int], of source: any PixelSource
  ) throws(OneDNNError) -> [Float] {
    precondition(
      units.count <= batch && images.count == units.count,
      "\(units.count) units in \(images.count) images for a batch of \(batch)")
    self.units = units
    edges.take(units)
    if let engine {
      gather(images, source, to: engine.inputPixels)
      engine.setFieldEdges(edges)
      let fields = try engine.forward()
      activations = values(UnsafeBufferPointer(fields))
    } else {
      ownPixels.withUnsafeMutableBufferPointer { gather(images, source, to: $0) }
      activations = ownPixels.withUnsafeBufferPointer { values($0) }
    }
    return activations
  }

  /// Carries one signal from each unit of the last `forward` back to the pixels.
  ///
  /// - Parameters:
  ///   - signals: one a unit, at the unit's output.
  ///   - rule: what happens at each ReLU.
  ///   - normalization: what happens at each response normalization.
  /// - Returns: what comes back, of each unit's field as much as lies in the image; outside it nothing does.
  /// - Throws: `OneDNNError` where a primitive fails.
  public func project(
    _ signals: [Float], rule: BackwardRule, normalization: NormalizationRule
  ) throws(OneDNNError) -> [PixelPatch] {
    precondition(signals.count == units.count, "\(signals.count) signals for \(units.count) units")
    let length = signal.count / batch
    signal.withUnsafeMutableBuffer { target in
      memset(target.baseAddress!, 0, target.count * MemoryLayout<Float>.stride)
      for (index, unit) in units.enumerated() {
        let field = UnsafeMutableBufferPointer(rebasing: target[index * length..<(index + 1) * length])
        if let filter {
          filter.spread(
            signals[index], from: unit.channel, activation: activations[index], rule: rule, to: field)
        } else {
          field[unit.channel] = signals[index]
        }
      }
    }
    guard let engine, let last = engine.graph.nodes.last else { return patches(signal) }
    return patches(
      try engine.project(signal, from: last.name, .init(rule, normalization: normalization)))
  }

  /// The values that a layer below the units has in their squares after the last `forward`, `[batch, C, H, W]`; those of
  /// a convolution are after its ReLU, and outside the maps they are what the next layer reads there.
  package func activation(of layer: String) throws(OneDNNError) -> Tensor<Float>? {
    try engine?.activation(of: layer)
  }

  private func gather(
    _ images: [Int], _ source: any PixelSource, to target: UnsafeMutableBufferPointer<Float>
  ) {
    let side = plan.sides[0]
    let plane = side * side
    let length = target.count / batch
    for (index, image) in images.enumerated() {
      let (rows, columns) = edges.pixels(index)
      let start = target.baseAddress! + index * length
      if rows.overhangs || columns.overhangs { memset(start, 0, length * MemoryLayout<Float>.stride) }
      source.write(
        image, x: columns.positions, y: rows.positions,
        to: PixelTarget(
          base: start + rows.inside.lowerBound * side + columns.inside.lowerBound, rowStride: side,
          planeStride: plane))
    }
  }

  private func values(_ fields: UnsafeBufferPointer<Float>) -> [Float] {
    let length = fields.count / batch
    return units.enumerated().map { index, unit in
      let field = UnsafeBufferPointer(rebasing: fields[index * length..<(index + 1) * length])
      return filter?.activation(of: unit.channel, field) ?? field[unit.channel]
    }
  }

  private func patches(_ squares: Tensor<Float>) -> [PixelPatch] {
    let source = PreparedPixels(squares)
    return units.indices.map { index in
      let (rows, columns) = edges.pixels(index)
      let (height, width) = (rows.inside.count, columns.inside.count)
      let pixels = Tensor<Float>([squares.shape[1], height, width]) { target in
        source.write(
          index, x: columns.inside, y: rows.inside,
          to: PixelTarget(base: target.baseAddress!, rowStride: width, planeStride: height * width))
      }
      return PixelPatch(pixels: pixels, x: columns.positions, y: rows.positions)
    }
  }
}
