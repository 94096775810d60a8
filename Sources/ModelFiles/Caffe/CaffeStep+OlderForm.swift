import CaffeSchema

extension CaffeStep {
  /// A layer as Caffe wrote it until 2014, in the newer form.
  static func newer(_ old: CaffeOldLayer) -> CaffeLayer {
    var layer = CaffeLayer()
    layer.name = old.name
    layer.type = type(of: old.type)
    layer.bottom = old.bottom
    layer.top = old.top
    layer.include = old.include
    layer.exclude = old.exclude
    if old.hasConcatParam { layer.concatParam = old.concatParam }
    if old.hasConvolutionParam { layer.convolutionParam = old.convolutionParam }
    if old.hasDropoutParam { layer.dropoutParam = old.dropoutParam }
    if old.hasInnerProductParam { layer.innerProductParam = old.innerProductParam }
    if old.hasLrnParam { layer.lrnParam = old.lrnParam }
    if old.hasPoolingParam { layer.poolingParam = old.poolingParam }
    if old.hasPowerParam { layer.powerParam = old.powerParam }
    if old.hasEltwiseParam { layer.eltwiseParam = old.eltwiseParam }
    if old.hasReluParam { layer.reluParam = old.reluParam }
    if old.hasSoftmaxParam { layer.softmaxParam = old.softmaxParam }
    return layer
  }

  private static func type(of kind: CaffeOldLayer.Kind) -> String {
    switch kind {
    case .none: ""
    case .accuracy: "Accuracy"
    case .bnll: "BNLL"
    case .concat: "Concat"
    case .convolution: "Convolution"
    case .data: "Data"
    case .dropout: "Dropout"
    case .euclideanLoss: "EuclideanLoss"
    case .flatten: "Flatten"
    case .hdf5Data: "HDF5Data"
    case .hdf5Output: "HDF5Output"
    case .im2Col: "Im2col"
    case .imageData: "ImageData"
    case .infogainLoss: "InfogainLoss"
    case .innerProduct: "InnerProduct"
    case .lrn: "LRN"
    case .multinomialLogisticLoss: "MultinomialLogisticLoss"
    case .pooling: "Pooling"
    case .relu: "ReLU"
    case .sigmoid: "Sigmoid"
    case .softmax: "Softmax"
    case .softmaxLoss: "SoftmaxWithLoss"
    case .split: "Split"
    case .tanh: "TanH"
    case .windowData: "WindowData"
    case .eltwise: "Eltwise"
    case .power: "Power"
    case .sigmoidCrossEntropyLoss: "SigmoidCrossEntropyLoss"
    case .hingeLoss: "HingeLoss"
    case .memoryData: "MemoryData"
    case .argmax: "ArgMax"
    case .threshold: "Threshold"
    case .dummyData: "DummyData"
    case .slice: "Slice"
    case .mvn: "MVN"
    case .absval: "AbsVal"
    case .silence: "Silence"
    case .contrastiveLoss: "ContrastiveLoss"
    case .exp: "Exp"
    case .deconvolution: "Deconvolution"
    }
  }
}
