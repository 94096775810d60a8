import CaffeSchema

/// Which layer of a `.prototxt` reads what of which other: names are told apart by who wrote them last, since Caffe's layers may write
/// over what they read.
struct CaffeWiring {
  /// What is written once: an input of the network, or one of a layer's outputs.
  enum Source: Hashable {
    case input(Int)
    case layer(Int, top: Int)
  }

  /// An input of the network: its name, and its extents where the file states them, with those of the batch.
  struct Input {
    let name: String
    let extents: [Int]?
  }

  /// A layer and what it reads.
  struct Linked {
    let step: CaffeStep
    let bottoms: [Source]
  }

  private(set) var inputs: [Input] = []
  private(set) var layers: [Linked] = []
  /// Who wrote each name last.
  private var writers: [String: Source] = [:]
  private var read: Set<Source> = []
  /// Images and labels, which are no outputs.
  private var givens: Set<Source> = []

  /// Links the layers that count when the network is used.
  ///
  /// - Throws: `ForeignFailure`, which names the layer that reads what none before it writes, or writes what is there.
  init(_ net: CaffeNet) throws(ForeignFailure) {
    try addInputs(of: net)
    for step in try CaffeStep.all(of: net) where step.isUsed && !step.isMeasure {
      if step.layer.type == "Input" { try addInputs(of: step) } else { try link(step) }
    }
    guard !layers.isEmpty else {
      throw .malformed(
        "none of its layers counts when the network is used", hint: "take the network's deploy.prototxt")
    }
  }

  /// The source that a network's output is: the one that is named, or the only one that nothing reads.
  ///
  /// - Throws: `ForeignFailure` where there is none, or a choice.
  func output(_ name: String?) throws(ForeignFailure) -> Source {
    if let name {
      guard let source = writers[name] else {
        throw .unsupported(
          "it has no output “\(name)”", hint: "name one of its layers' tops by --output-name")
      }
      return source
    }
    let free = writers.filter { !read.contains($0.value) && !givens.contains($0.value) }
    let names = free.keys.sorted()
    guard names.count == 1 else {
      guard !names.isEmpty else {
        throw .malformed("it has no output", hint: "take the network's deploy.prototxt")
      }
      let list = names.prefix(8).map { "“\($0)”" }.joined(separator: ", ")
      throw .unsupported(
        "it has \(names.count) outputs: \(list)", hint: "say which, such as --output-name \(names[0])")
    }
    return free[names[0]] ?? .input(0)
  }

  /// The places of the layers that a source depends on, in the file's order, and the inputs that these read.
  func needed(for output: Source) -> (layers: [Int], inputs: [Int]) {
    var wanted: Set<Source> = [output]
    var places: [Int] = []
    for place in layers.indices.reversed() {
      let tops = layers[place].step.layer.top.indices
      guard tops.contains(where: { wanted.contains(.layer(place, top: $0)) }) else { continue }
      places.append(place)
      wanted.formUnion(layers[place].bottoms)
    }
    return (places.reversed(), inputs.indices.filter { wanted.contains(.input($0)) })
  }

  // MARK: Linking

  private mutating func addInputs(of net: CaffeNet) throws(ForeignFailure) {
    guard net.inputShape.isEmpty || net.inputDim.isEmpty else {
      throw .malformed(
        "its inputs' extents are stated twice, as input_shape and as input_dim",
        hint: "keep one of them, as Caffe does")
    }
    for (place, name) in net.input.enumerated() {
      var extents: [Int]?
      if net.inputShape.indices.contains(place) {
        extents = net.inputShape[place].dim.map { Int($0) }
      } else if net.inputDim.count >= 4 * (place + 1) {
        extents = net.inputDim[4 * place..<4 * (place + 1)].map { Int($0) }
      }
      try addInput(name, extents, "the input “\(name)”")
    }
  }

  private mutating func addInputs(of step: CaffeStep) throws(ForeignFailure) {
    let shapes = step.layer.inputParam.shape
    for (place, name) in step.layer.top.enumerated() {
      let shape = shapes.count == 1 ? shapes[0] : shapes.indices.contains(place) ? shapes[place] : nil
      try addInput(name, shape?.dim.map { Int($0) }, step.title)
    }
  }

  private mutating func addInput(
    _ name: String, _ extents: [Int]?, _ title: String
  ) throws(ForeignFailure) {
    let source = Source.input(inputs.count)
    guard writers.updateValue(source, forKey: name) == nil else {
      throw .malformed("\(title): “\(name)” is there before it", hint: "take the file as it was published")
    }
    givens.insert(source)
    inputs.append(Input(name: name, extents: extents))
  }

  private mutating func link(_ step: CaffeStep) throws(ForeignFailure) {
    let layer = step.layer
    var bottoms: [Source] = []
    for name in layer.bottom {
      guard let source = writers[name] else {
        throw step.malformed(
          "it reads “\(name)”, which no layer before it writes: a cycle, or a part is missing or of the training alone"
        )
      }
      bottoms.append(source)
      read.insert(source)
    }
    for (place, name) in layer.top.enumerated() {
      let source = Source.layer(layers.count, top: place)
      if let writer = writers.updateValue(source, forKey: name), !bottoms.contains(writer) {
        throw step.malformed("it writes “\(name)”, which is there before it")
      }
      if CaffeStep.data.contains(layer.type) { givens.insert(source) }
    }
    layers.append(Linked(step: step, bottoms: bottoms))
  }
}
