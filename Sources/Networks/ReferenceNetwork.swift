import Kernels
import Tensors

/// A network as a plain chain of reference kernels, generic over the scalar: slow, readable, and what the engine is
/// held to.
public struct ReferenceNetwork<Scalar: BinaryFloatingPoint & SIMDScalar & Sendable>: Sendable {
  /// The network's architecture.
  public let architecture: Architecture
  /// Its weights and biases.
  public var parameters: Parameters<Scalar>

  /// A network of an architecture and parameters of its shapes.
  public init(architecture: Architecture, parameters: Parameters<Scalar>) {
    for layer in architecture.layers {
      guard let shape = layer.weightShape else { continue }
      let pair = parameters[layer.name]
      precondition(
        pair.weights.shape == shape && pair.biases.shape == [shape[0]],
        "\(layer.name) takes weights \(shape), not \(pair.weights.shape) and biases \(pair.biases.shape)")
    }
    self.architecture = architecture
    self.parameters = parameters
  }

  /// Runs images through every layer.
  ///
  /// - Parameters:
  ///   - input: `[batch, 3, side, side]`.
  ///   - masks: dropout masks by layer name, each of its layer's shape; a dropout layer without one is off.
  public func forward(_ input: Tensor<Scalar>, masks: [String: Tensor<Scalar>] = [:]) -> ReferenceActivations<
    Scalar
  > {
    precondition(
      Array(input.shape.dimensions.dropFirst()) == architecture.inputShape.dimensions,
      "images \(input.shape) for an input \(architecture.inputShape)")
    var trace = ReferenceActivations(input: input, masks: masks)
    for (index, layer) in architecture.layers.enumerated() {
      let input = trace.input(ofLayerAt: index)
      trace.outputs.append(output(of: layer, input, &trace))
    }
    return trace
  }

  func output(
    of layer: Layer, _ input: Tensor<Scalar>, _ trace: inout ReferenceActivations<Scalar>
  ) -> Tensor<Scalar> {
    switch layer.kind {
    case .convolution(let geometry):
      let pair = parameters[layer.name]
      return Reference.convolution(input, weights: pair.weights, biases: pair.biases, geometry)
    case .relu:
      return Reference.relu(input)
    case .maxPooling(let window):
      let (output, switches) = Reference.maxPooling(input, window)
      trace.switches[layer.name] = switches
      return output
    case .normalization(let normalization):
      return Reference.responseNormalization(input, normalization)
    case .dense:
      let pair = parameters[layer.name]
      return Reference.dense(input, weights: pair.weights, biases: pair.biases)
    case .dropout:
      return trace.masks[layer.name].map { Reference.dropout(input, mask: $0) } ?? input
    }
  }

  /// Carries a signal from a layer's output down to the pixels: that layer and every layer below it are undone.
  ///
  /// - Parameters:
  ///   - trace: the forward pass of the same images.
  ///   - layerName: the layer at whose output the signal stands.
  ///   - signal: of that output's shape, `[batch, maps, height, width]`.
  ///   - rule: what a ReLU does to the signal.
  ///   - normalization: what contrast normalization does to the signal.
  ///   - overlap: what unpooling does where windows share a switch; `.sum` is the gradient.
  /// - Returns: the signal at the pixels, of the images' shape.
  public func backward(
    _ trace: ReferenceActivations<Scalar>, from layerName: String, signal: Tensor<Scalar>,
    rule: BackwardRule = .gradient, normalization: NormalizationRule = .gradient,
    overlap: SwitchOverlap = .sum
  ) -> Tensor<Scalar> {
    let last = architecture.index(of: layerName)
    precondition(
      signal.shape == trace.outputs[last].shape,
      "a signal \(signal.shape) for \(layerName)'s output \(trace.outputs[last].shape)")
    return (0...last).reversed().reduce(signal) { signal, index in
      undo(index, signal, trace, rule: rule, normalization: normalization, overlap: overlap)
    }
  }

  /// The gradients of a loss with respect to all weights and biases.
  ///
  /// - Parameters:
  ///   - trace: the forward pass, with the dropout masks that it used.
  ///   - logitsGradient: the loss's gradient with respect to the last layer's output, `[batch, classes, 1, 1]`.
  public func gradients(
    _ trace: ReferenceActivations<Scalar>, logitsGradient: Tensor<Scalar>
  ) -> Parameters<Scalar> {
    precondition(
      logitsGradient.count == trace.logits.count, "a signal \(logitsGradient.shape) for \(trace.logits.shape)"
    )
    var gradients = Parameters<Scalar>(zerosFor: architecture)
    var signal = logitsGradient.reshaped(to: trace.logits.shape)
    for (index, layer) in architecture.layers.enumerated().reversed() {
      let input = trace.input(ofLayerAt: index)
      switch layer.kind {
      case .convolution(let geometry):
        let (weights, biases) = Reference.convolutionBackwardWeights(signal, input: input, geometry)
        gradients[layer.name] = .init(weights: weights, biases: biases)
      case .dense:
        let (weights, biases) = Reference.denseBackwardWeights(signal, input: input)
        gradients[layer.name] = .init(weights: weights, biases: biases)
      case .relu, .maxPooling, .normalization, .dropout:
        break
      }
      signal = undo(index, signal, trace, rule: .gradient, normalization: .gradient, overlap: .sum)
    }
    return gradients
  }

  func undo(
    _ index: Int, _ signal: Tensor<Scalar>, _ trace: ReferenceActivations<Scalar>, rule: BackwardRule,
    normalization normalizationRule: NormalizationRule, overlap: SwitchOverlap
  ) -> Tensor<Scalar> {
    let layer = architecture.layers[index]
    let input = trace.input(ofLayerAt: index)
    switch layer.kind {
    case .convolution(let geometry):
      return Reference.convolutionBackwardData(
        signal, weights: parameters[layer.name].weights, inputShape: input.shape, geometry)
    case .relu:
      switch rule {
      case .gradient: return Reference.reluBackward(signal, output: trace.outputs[index])
      case .deconvnet: return Reference.relu(signal)
      case .guided: return Reference.reluBackward(Reference.relu(signal), output: trace.outputs[index])
      }
    case .maxPooling:
      guard let switches = trace.switches[layer.name] else {
        preconditionFailure("the trace has no switches of \(layer.name)")
      }
      return Reference.unpool(signal, switches: switches, inputShape: input.shape, overlap: overlap)
    case .normalization(let constants):
      switch normalizationRule {
      case .identity: return signal
      case .gradient: return Reference.responseNormalizationBackward(signal, input: input, constants)
      }
    case .dense:
      return Reference.denseBackwardData(
        signal, weights: parameters[layer.name].weights, inputShape: input.shape)
    case .dropout:
      return trace.masks[layer.name].map { Reference.dropout(signal, mask: $0) } ?? signal
    }
  }
}
