import Kernels
import Networks
import Tensors

/// The paper's machine of section 2.1, step by step as the text has it: unpool by the switches, rectify, convolve
/// with the transposed filters.
///
/// It is built apart from the backward pass on purpose. The transposed filtering is an ordinary convolution with
/// flipped filters over a signal that is spread out by the stride; no gradient is computed anywhere by default. That
/// it equals the backward pass with the ReLU's rule replaced, which is what runs elsewhere, is something to be tested.
public struct LiteralDeconvnet<Scalar: BinaryFloatingPoint & SIMDScalar & Sendable>: Sendable {
  /// The network whose filters are used.
  public let network: ReferenceNetwork<Scalar>

  /// The machine beside a network.
  public init(network: ReferenceNetwork<Scalar>) { self.network = network }

  /// Projects one unit of a layer back to the pixels.
  ///
  /// - Parameters:
  ///   - name: a convolution or a dense layer, such as `conv3`.
  ///   - channel: the unit's channel.
  ///   - row: its row in the map that the backward pass starts from.
  ///   - column: its column there.
  ///   - trace: the forward pass of the images; the unit is one of the first image's.
  ///   - options: the choices; `rule` must be `.deconvnet`, which is what this machine is.
  /// - Returns: a tensor of the images' shape.
  public func projection(
    of name: String, channel: Int, row: Int, column: Int, trace: ReferenceActivations<Scalar>,
    options: DeconvnetOptions = DeconvnetOptions()
  ) -> Tensor<Scalar> {
    let start = options.startNode(of: name, in: network.graph)
    let activations = trace[start]
    let signal = options.signal(from: activations, channel: channel, row: row, column: column)
    return projection(from: start, signal: signal, trace: trace, options: options)
  }

  /// Projects a signal at a layer's output back to the pixels, undoing that layer and every one before it.
  public func projection(
    from nodeName: String, signal: Tensor<Scalar>, trace: ReferenceActivations<Scalar>,
    options: DeconvnetOptions = DeconvnetOptions()
  ) -> Tensor<Scalar> {
    precondition(options.rule == .deconvnet, "the literal machine has no rule \(options.rule)")
    let nodes = network.graph.ancestors(of: nodeName).map { network.graph.nodes[$0] }
    precondition(
      network.graph.prefix(through: nodeName).isChain, "\(nodeName): the literal machine knows no branches")
    var signal = signal
    for node in nodes.reversed() {
      let input = trace.inputs(of: node)[0]
      switch node.operation {
      case .maxPooling:
        guard let switches = trace.switches[node.name] else {
          preconditionFailure("the trace has no switches of \(node.name)")
        }
        signal = Reference.unpool(
          signal, switches: switches, inputShape: input.shape, overlap: options.overlap)
      case .activation(.relu):
        signal = Reference.relu(signal)
      case .convolution(let geometry):
        let filters = network.parameters[node.name].weights
        signal = transposedFiltering(
          signal, filters, geometry, height: input.shape[2], width: input.shape[3])
      case .dense:
        let weights = network.parameters[node.name].weights
        signal = Reference.dense(
          signal, weights: transposed(weights), biases: Tensor(zeros: [weights.shape[1]])
        ).reshaped(to: input.shape)
      case .responseNormalization(let constants):
        if options.normalization == .gradient {
          signal = Reference.responseNormalizationBackward(signal, input: input, constants)
        }
      case .dropout:
        break
      default:
        preconditionFailure("\(node.name): the literal machine knows no \(node.operation.name)")
      }
    }
    return options.finished(signal)
  }

  /// An ordinary convolution of stride 1 with the filters flipped, over the signal with `stride − 1` zeros between
  /// its values and `kernel − 1 − pad` around them; what reaches the overhang is cut off.
  private func transposedFiltering(
    _ signal: Tensor<Scalar>, _ weights: Tensor<Scalar>, _ geometry: ConvolutionGeometry,
    height: Int, width: Int
  ) -> Tensor<Scalar> {
    let window = geometry.window
    let downward = ConvolutionGeometry(
      inputs: geometry.outputs, outputs: geometry.inputs,
      window: WindowGeometry(kernel: window.kernel, stride: 1, pad: window.kernel - 1 - window.pad),
      groups: geometry.groups)
    let whole = Reference.convolution(
      spread(signal, by: window.stride), weights: flipped(weights, groups: geometry.groups),
      biases: Tensor(zeros: [geometry.inputs]), downward)
    return cropped(whole, height: height, width: width)
  }

  /// The values `stride` apart, zeros between.
  private func spread(_ signal: Tensor<Scalar>, by stride: Int) -> Tensor<Scalar> {
    let shape = signal.shape
    var result = Tensor<Scalar>(
      zeros: [shape[0], shape[1], (shape[2] - 1) * stride + 1, (shape[3] - 1) * stride + 1])
    for n in 0..<shape[0] {
      for c in 0..<shape[1] {
        for y in 0..<shape[2] {
          for x in 0..<shape[3] { result[n, c, y * stride, x * stride] = signal[n, c, y, x] }
        }
      }
    }
    return result
  }

  /// OIHW filters with input and output maps exchanged within each group, and turned by 180°.
  private func flipped(_ weights: Tensor<Scalar>, groups: Int) -> Tensor<Scalar> {
    let (outputsPerGroup, inputsPerGroup) = (weights.shape[0] / groups, weights.shape[1])
    let kernel = weights.shape[2]
    var result = Tensor<Scalar>(zeros: [inputsPerGroup * groups, outputsPerGroup, kernel, kernel])
    for group in 0..<groups {
      for o in 0..<outputsPerGroup {
        for i in 0..<inputsPerGroup {
          for y in 0..<kernel {
            for x in 0..<kernel {
              result[group * inputsPerGroup + i, o, kernel - 1 - y, kernel - 1 - x] =
                weights[group * outputsPerGroup + o, i, y, x]
            }
          }
        }
      }
    }
    return result
  }

  private func transposed(_ weights: Tensor<Scalar>) -> Tensor<Scalar> {
    let (outputs, inputs) = (weights.shape[0], weights.shape[1])
    return Tensor([inputs, outputs]) { result in
      for o in 0..<outputs {
        for i in 0..<inputs { result[i * outputs + o] = weights[o * inputs + i] }
      }
    }
  }

  /// The first rows and columns. By the round-up rule the windows reach every pixel unless the stride exceeds the
  /// kernel; pixels that none reaches stay zero.
  private func cropped(_ maps: Tensor<Scalar>, height: Int, width: Int) -> Tensor<Scalar> {
    var result = Tensor<Scalar>(zeros: [maps.shape[0], maps.shape[1], height, width])
    for n in 0..<maps.shape[0] {
      for c in 0..<maps.shape[1] {
        for y in 0..<min(height, maps.shape[2]) {
          for x in 0..<min(width, maps.shape[3]) { result[n, c, y, x] = maps[n, c, y, x] }
        }
      }
    }
    return result
  }
}
