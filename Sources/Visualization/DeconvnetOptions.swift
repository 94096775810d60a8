import Kernels
import Networks
import Tensors

/// The choices that the paper's section 2.1 leaves open when an activation is projected back to the pixels.
///
/// The defaults are the plainest reading of the text: one activation with its own value, the gradient's sum where
/// pooling windows share a switch, no normalization in the backward pass, no rectification of the pixels.
public struct DeconvnetOptions: Hashable, Sendable, Codable {
  /// What stands in the layer when all but the chosen activation are zeroed.
  public enum Seed: String, Sendable, Codable, CaseIterable {
    /// The activation's own value.
    case activation
    /// The value 1, whatever the activation was.
    case one
    /// Every activation of the chosen unit's map, with its own value.
    case wholeMap
  }

  /// Where the backward pass starts for a convolutional layer.
  public enum Start: String, Sendable, Codable, CaseIterable {
    /// At the convolution's map after its ReLU.
    case convolution
    /// At the pooled map above it; the same as `.convolution` for a layer that no pooling follows.
    case pooled
  }

  /// The value that is put in. By default the activation's own.
  public var seed: Seed
  /// What unpooling does where windows share a switch. By default the values add up.
  public var overlap: SwitchOverlap
  /// What response normalization does to the signal. By default nothing, as is usual.
  public var normalization: NormalizationRule
  /// Whether negative values are zeroed at the pixels too. By default they are kept: the paper's color figures are
  /// centered on gray.
  public var pixelRectification: Bool
  /// Where a convolutional layer's backward pass starts. By default at the map after its ReLU.
  public var start: Start
  /// What a ReLU does to the signal. By default the deconvnet's rule: the signal is rectified.
  public var rule: BackwardRule
  /// What is rectified where several nodes read one ReLU. By default the sum of the signals that come back from them.
  public var branches: BranchRule
  /// Where unpooling places the values. By default where the maxima lay in the image.
  public var switches: SwitchChoice

  /// The given choices; those left out are the documented defaults.
  public init(
    seed: Seed = .activation, overlap: SwitchOverlap = .sum, normalization: NormalizationRule = .identity,
    pixelRectification: Bool = false, start: Start = .convolution, rule: BackwardRule = .deconvnet,
    branches: BranchRule = .sum, switches: SwitchChoice = .recorded
  ) {
    self.seed = seed
    self.overlap = overlap
    self.normalization = normalization
    self.pixelRectification = pixelRectification
    self.start = start
    self.rule = rule
    self.branches = branches
    self.switches = switches
  }

  /// The node at whose output the backward pass starts.
  ///
  /// - Parameters:
  ///   - name: a convolution, a dense layer or any other node, such as `conv3`.
  ///   - graph: the network it belongs to.
  /// - Returns: the ReLU that alone reads the node, or with `.pooled` its pooling where it has one (what stands between
  ///   them, such as a normalization, is passed over); the node itself where no ReLU follows, as for the logits.
  public func startNode(of name: String, in graph: Graph) -> String {
    var rectifier: String?
    var pooling: String?
    var place = name
    while pooling == nil {
      let readers = graph.readers(of: place)
      guard readers.count == 1 else { break }
      let node = graph[readers[0]]
      switch node.operation {
      case .activation: rectifier = rectifier ?? node.name
      case .maxPooling: pooling = node.name
      case .responseNormalization, .batchNormalization, .dropout: break
      default: return rectifier ?? name
      }
      place = node.name
    }
    return start == .pooled ? pooling ?? rectifier ?? name : rectifier ?? name
  }

  /// The signal that the backward pass starts from: zeros but for the seed.
  ///
  /// - Parameters:
  ///   - activations: the output of the layer it starts at, `[batch, maps, height, width]`.
  ///   - channel: the chosen map.
  ///   - row: the unit's row in it.
  ///   - column: the unit's column in it.
  ///   - image: which image of the batch; the others stay zero.
  /// - Returns: a tensor of the activations' shape.
  public func signal<Scalar>(
    from activations: Tensor<Scalar>, channel: Int, row: Int, column: Int, image: Int = 0
  ) -> Tensor<Scalar> {
    signal(from: activations, [(image, channel, row, column)])
  }

  /// The signal that the backward pass starts from, of several units together.
  func signal<Scalar>(
    from activations: Tensor<Scalar>, _ units: [(image: Int, channel: Int, row: Int, column: Int)]
  ) -> Tensor<Scalar> {
    var signal = Tensor<Scalar>(zeros: activations.shape)
    for (image, channel, row, column) in units {
      switch seed {
      case .activation:
        signal[image, channel, row, column] = activations[image, channel, row, column]
      case .one:
        signal[image, channel, row, column] = 1
      case .wholeMap:
        for y in 0..<activations.shape[2] {
          for x in 0..<activations.shape[3] {
            signal[image, channel, y, x] = activations[image, channel, y, x]
          }
        }
      }
    }
    return signal
  }

  /// The rules by which the engine carries the signal.
  var rules: BackwardRules {
    BackwardRules(rule, normalization: normalization, overlap: overlap, branches: branches)
  }

  /// The signal at the pixels, rectified where the options say so.
  public func finished<Scalar>(_ projection: Tensor<Scalar>) -> Tensor<Scalar> {
    pixelRectification ? Reference.relu(projection) : projection
  }
}
