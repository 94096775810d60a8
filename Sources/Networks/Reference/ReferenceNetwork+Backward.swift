import Kernels
import Tensors

extension ReferenceNetwork {
  /// Carries a signal from a node's output to the pixels: that node and every node before it are undone, and where several
  /// nodes read one, what comes back from them is added.
  ///
  /// - Parameters:
  ///   - activations: the forward pass of the same images.
  ///   - name: the node at whose output the signal stands.
  ///   - signal: of that output's shape, `[batch, channels, height, width]`.
  ///   - rules: what happens at each kind of node.
  /// - Returns: the signal at the pixels, of the images' shape.
  public func backward(
    _ activations: ReferenceActivations<Scalar>, from name: String, signal: Tensor<Scalar>,
    _ rules: BackwardRules = BackwardRules()
  ) -> Tensor<Scalar> {
    precondition(
      signal.shape == activations[name].shape,
      "a signal \(signal.shape) for \(name)'s output \(activations[name].shape)")
    return signals(activations, from: name, signal: signal, rules)[Graph.inputName]
      ?? Tensor(zeros: activations.input.shape)
  }

  /// The gradients of a loss with respect to all weights and biases.
  ///
  /// - Parameters:
  ///   - activations: the forward pass, with the dropout masks that it used.
  ///   - logitsGradient: the loss's gradient with respect to the logits, `[batch, classes, 1, 1]`.
  public func gradients(
    _ activations: ReferenceActivations<Scalar>, logitsGradient: Tensor<Scalar>
  ) -> Parameters<Scalar> {
    precondition(
      logitsGradient.count == activations.logits.count,
      "a gradient \(logitsGradient.shape) for logits \(activations.logits.shape)")
    var gradients = Parameters<Scalar>(zerosFor: graph)
    let signals = signals(
      activations, from: graph.logitsName,
      signal: logitsGradient.reshaped(to: activations.logits.shape), BackwardRules())
    for node in graph.nodes {
      guard let signal = signals[node.name] else { continue }
      let input = activations.inputs(of: node)[0]
      switch node.operation {
      case .convolution(let geometry):
        let (weights, biases) = Reference.convolutionBackwardWeights(signal, input: input, geometry)
        gradients[node.name] = .init(weights: weights, biases: biases)
      case .dense:
        let (weights, biases) = Reference.denseBackwardWeights(signal, input: input)
        gradients[node.name] = .init(weights: weights, biases: biases)
      case .batchNormalization:
        let (scales, shifts) = Reference.channelScaleBackwardParameters(signal, input: input)
        gradients[node.name] = .init(weights: scales, biases: shifts)
      case .activation(.parametric):
        gradients[node.name].weights = Reference.slopesBackward(signal, input: input)
      default:
        break
      }
    }
    return gradients
  }

  /// The signal at the output of every node that the one at which it starts depends on, and at the image; at the output of
  /// a ReLU before its rule is applied.
  private func signals(
    _ activations: ReferenceActivations<Scalar>, from name: String, signal: Tensor<Scalar>,
    _ rules: BackwardRules
  ) -> [String: Tensor<Scalar>] {
    var signals = [name: signal]
    for index in graph.ancestors(of: name).reversed() {
      let node = graph.nodes[index]
      guard let signal = signals[node.name] else { continue }
      for (input, below) in zip(node.inputs, undo(node, signal, activations, rules)) {
        let arriving = rules.branches == .each ? ruled(below, at: input, rules) : below
        signals[input] = signals[input].map { Reference.sum($0, arriving) } ?? arriving
      }
    }
    return signals
  }

  /// A reader's own signal after the ReLU's rectification, where the reader is one of several: `BranchRule.each`. The
  /// gradient's rule is linear, so that it makes no difference there.
  private func ruled(
    _ signal: Tensor<Scalar>, at input: String, _ rules: BackwardRules
  ) -> Tensor<Scalar> {
    guard input != Graph.inputName, case .activation = graph[input].operation,
      graph.readers(of: input).count > 1, rules.activation != .gradient
    else { return signal }
    return Reference.relu(signal)
  }

  /// The signals at a node's inputs, from the signal at its output.
  func undo(
    _ node: Node, _ signal: Tensor<Scalar>, _ activations: ReferenceActivations<Scalar>,
    _ rules: BackwardRules
  ) -> [Tensor<Scalar>] {
    let inputs = activations.inputs(of: node)
    let input = inputs[0]
    switch node.operation {
    case .convolution(let geometry):
      return [
        Reference.convolutionBackwardData(
          signal, weights: parameters[node.name].weights, inputShape: input.shape, geometry)
      ]
    case .dense:
      return [
        Reference.denseBackwardData(
          signal, weights: parameters[node.name].weights, inputShape: input.shape)
      ]
    case .batchNormalization:
      let scales = parameters[node.name].weights
      return [Reference.channelScale(signal, scales: scales, shifts: Tensor(zeros: scales.shape))]
    case .activation(let activation):
      return [
        Reference.activationBackward(
          signal, input: input, activation, slopes: slopes(of: node), rules.activation)
      ]
    case .maxPooling:
      guard let switches = activations.switches[node.name] else {
        preconditionFailure("the forward pass left no switches of \(node.name)")
      }
      return [
        Reference.unpool(signal, switches: switches, inputShape: input.shape, overlap: rules.overlap)
      ]
    case .averagePooling(let window, let countsPadding):
      return [
        Reference.averagePoolingBackward(
          signal, inputShape: input.shape, window, countsPadding: countsPadding)
      ]
    case .globalAveragePooling:
      return [
        Reference.averagePoolingBackward(
          signal, inputShape: input.shape, input.shape.wholeMapWindow, countsPadding: false)
      ]
    case .responseNormalization(let constants):
      switch rules.normalization {
      case .identity: return [signal]
      case .gradient: return [Reference.responseNormalizationBackward(signal, input: input, constants)]
      }
    case .add:
      return inputs.map { _ in signal }
    case .concatenation:
      return Reference.concatenationBackward(signal, inputShapes: inputs.map(\.shape))
    case .dropout:
      return [activations.masks[node.name].map { Reference.dropout(signal, mask: $0) } ?? signal]
    case .flatten:
      return [signal.reshaped(to: input.shape)]
    case .softmax:
      preconditionFailure("\(node.name): signals start at the logits, before the softmax")
    }
  }
}
