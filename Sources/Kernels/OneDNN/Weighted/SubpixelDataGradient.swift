import COneDNN
import Foundation
import Tensors

/// A convolution's data gradient as one forward convolution of the signal above, for channels-last bf16.
///
/// With stride s, the inputs y = s·q + r − pad of one residue r see only the weights r, r + s, r + 2s, …: the signal
/// below is s² interleaved images, each a stride-1 correlation of the signal above with a flipped sub-kernel. All of them
/// are computed as the maps of one convolution (`[s·s·inputs, outputs, ⌈k/s⌉, ⌈k/s⌉]`, missing taps zero) and interleaved
/// afterward. The library's matrix-unit kernels are several times faster forward than backward, above all at stride 2
/// (the transformation is the "sub-pixel convolution" of Shi et al. 2016 read backwards).
struct SubpixelDataGradient: DataGradient {
  let kernelName: String
  private let geometry: ConvolutionGeometry
  private let execution: Execution
  private let interleaved: DataBuffer?
  private let below: DataBuffer

  /// Whether it can be used: one group, windows that overlap more than the padding, channels-last bf16 on both sides.
  static func fits(_ geometry: ConvolutionGeometry, from above: DataBuffer, to below: DataBuffer) -> Bool {
    geometry.groups == 1 && geometry.window.isSquare && geometry.window.rows.padAfter == geometry.window.pad
      && below.dimensions[2] == below.dimensions[3]
      && geometry.window.pad + geometry.window.stride <= geometry.window.kernel
      && [above, below].allSatisfy { $0.layout.precision == .bfloat16 && $0.layout.isChannelsLast }
  }

  init(
    _ geometry: ConvolutionGeometry, weights layer: LayerWeights, from above: DataBuffer, to below: DataBuffer
  ) throws(OneDNNError) {
    self.geometry = geometry
    self.below = below
    let window = geometry.window
    let (batch, side) = (below.dimensions[0], below.dimensions[2])
    let taps = (window.kernel + window.stride - 1) / window.stride
    // At stride 1 the padding's rows are left out; otherwise residues count from the padded edge.
    let near = window.stride == 1 ? taps - 1 - window.pad : taps - 1
    let quotient = window.stride == 1 ? side : (side + window.pad + window.stride - 1) / window.stride
    let far = quotient + taps - 1 - near - above.dimensions[2]
    let maps = window.stride * window.stride * geometry.inputs
    let freeWeights = try DataLayout(free: [maps, geometry.outputs, taps, taps], .bfloat16)
    let target = try DataLayout(channelsLast: [batch, maps, quotient, quotient], .bfloat16)
    var correlation = zfnet_dnnl_window(
      kernel: (dnnl_dim_t(taps), dnnl_dim_t(taps)), strides: (1, 1),
      near_pad: (dnnl_dim_t(near), dnnl_dim_t(near)), far_pad: (dnnl_dim_t(far), dnnl_dim_t(far)))
    let name = "signal of convolution \(geometry.inputs)→\(geometry.outputs)"
    let primitive = try Primitive(name, over: [above.layout, freeWeights, target]) {
      zfnet_dnnl_convolution_forward($0, $1, true, $2[0], $2[1], nil, $2[2], &correlation)
    }
    kernelName = primitive.kernelName
    let kernelWeights = try Self.weights(
      geometry, of: layer, in: primitive.layout(dnnl_query_weights_md), maps: maps, taps: taps)
    let result = window.stride == 1 ? below : try DataBuffer(primitive.layout(dnnl_query_dst_md))
    interleaved = window.stride == 1 ? nil : result
    execution = try primitive.on([
      (DNNL_ARG_SRC, above), (DNNL_ARG_WEIGHTS, kernelWeights), (DNNL_ARG_DST, result),
    ])
  }

  /// The weights of the residues, in a layout.
  private static func weights(
    _ geometry: ConvolutionGeometry, of layer: LayerWeights, in layout: DataLayout, maps: Int, taps: Int
  ) throws(OneDNNError) -> DataBuffer {
    if let buffer = layer.form("subpixel", layout) { return buffer }
    let buffer = try DataBuffer(layout)
    let ordered = try DataBuffer(DataLayout(plain: [maps, geometry.outputs, taps, taps]))
    let update = SubpixelWeights(
      geometry: geometry, layer: layer.plain, ordered: ordered, reorder: try Reorder(ordered, buffer))
    layer.add("subpixel", buffer, updatedBy: [update])
    return buffer
  }

  func run() throws(OneDNNError) {
    try execution.run()
    if let interleaved { interleave(interleaved) }
  }

  /// Puts `[batch, q, q, s, s, inputs]` in its place in `[batch, side, side, inputs]`.
  private func interleave(_ images: DataBuffer) {
    let (stride, pad, inputs) = (geometry.window.stride, geometry.window.pad, geometry.inputs)
    let (side, quotient) = (below.dimensions[2], images.dimensions[2])
    let source = images.bfloats.baseAddress!
    let target = below.bfloats.baseAddress!
    for at in 0..<below.dimensions[0] * side {
      let (image, y) = (at / side, at % side + pad)
      let row = (image * quotient + y / stride) * quotient
      for x in 0..<side {
        let residue = (y % stride) * stride + (x + pad) % stride
        let from = source + ((row + (x + pad) / stride) * stride * stride + residue) * inputs
        (target + (at * side + x) * inputs).update(from: from, count: inputs)
      }
    }
  }
}

/// Makes the weights of the residues, `[s·s·inputs, outputs, taps, taps]`, of a layer's, `[outputs, inputs, kernel, kernel]`.
private struct SubpixelWeights: Work {
  let geometry: ConvolutionGeometry
  let layer: DataBuffer
  let ordered: DataBuffer
  let reorder: Reorder

  func run() throws(OneDNNError) {
    order()
    try reorder.run()
  }

  private func order() {
    let (source, target) = (layer.floats.baseAddress!, ordered.floats.baseAddress!)
    let window = geometry.window
    let (kernel, stride, inputs, outputs) = (window.kernel, window.stride, geometry.inputs, geometry.outputs)
    let taps = (kernel + stride - 1) / stride
    // In tiles of 16 by 16 maps, which stay in the cache on both sides.
    let tile = 16
    for inputTile in Swift.stride(from: 0, to: inputs, by: tile) {
      for outputTile in Swift.stride(from: 0, to: outputs, by: tile) {
        for residue in 0..<(stride * stride) {
          for input in inputTile..<min(inputTile + tile, inputs) {
            for output in outputTile..<min(outputTile + tile, outputs) {
              let from = source + (output * inputs + input) * kernel * kernel
              let to = target + ((residue * inputs + input) * outputs + output) * taps * taps
              for row in 0..<taps {
                let y = residue / stride + stride * (taps - 1 - row)
                for column in 0..<taps {
                  let x = residue % stride + stride * (taps - 1 - column)
                  to[row * taps + column] = y < kernel && x < kernel ? from[y * kernel + x] : 0
                }
              }
            }
          }
        }
      }
    }
  }
}
