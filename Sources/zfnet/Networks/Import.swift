import ArgumentParser
import Datasets
import Foundation
import ModelFiles
import Networks
import Replication

/// Reads a network from elsewhere and writes it as a model of this package.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Import a network from an ONNX file, Caffe's files, or a state dictionary of torchvision's.",
    discussion: """
      Read are ONNX files; Caffe's, of which the .prototxt is named and --weights names the .caffemodel, where it is not the one of the same name beside it or \
      the only one there; and state dictionaries in .safetensors files of torchvision's \(TorchvisionNetwork.architectures.joined(separator: ", ")), \
      told apart by the names of their tensors; channels and classes may be of any number. A state dictionary is for images of 224 pixels \
      unless --side says otherwise.

      None of them says how images become the network's input, and the wrong way costs accuracy without any error: --preprocess \
      says it, or --guess tries the usual ways on images of yours, prints what the network says under each, and keeps the best with its \
      evidence. imagenet-torch is the way of torchvision's networks (RGB, ImageNet's means and standard deviations), imagenet-caffe \
      that of Caffe's (BGR, 0 to 255, means alone); a JSON file has the keys mean, scales (red, green, blue), channelOrder and storedSide. \
      Files of zfnet export say it themselves, and the names of their classes.

      With the network is stored what it answers to an image that is made from a seed: zfnet verify, and every command that uses the \
      network, has it answer again.

      EXAMPLES
        zfnet import squeezenet1.1.onnx --preprocess imagenet-caffe --out squeezenet.safetensors
        zfnet import deploy.prototxt --weights bvlc_alexnet.caffemodel --preprocess imagenet-caffe --out alexnet.safetensors
        zfnet import resnet18.safetensors --preprocess imagenet-torch --labels classes.txt --out net.safetensors
        zfnet import unknown.onnx --guess images:PATH --out unknown.safetensors
      """)

  @Argument(
    help: "An ONNX file, Caffe's .prototxt, or a state dictionary in a .safetensors file.",
    completion: .file(extensions: ["onnx", "prototxt", "safetensors"]))
  var file: String

  @Option(
    help: ArgumentHelp(
      "How images become the input: \(PreprocessingSettings.named.map(\.name).joined(separator: ", ")), or a JSON file.",
      valueName: "way"))
  var preprocess: String?

  @Option(
    help: ArgumentHelp(
      "Images to try the usual ways on: \(SourceChoice.forms). The classes are the network's, named as in --labels, or all of them in their order.",
      valueName: "kind:path"))
  var guess: String?

  @Option(help: "The most images that --guess looks at. [default: 100]")
  var guessImages: Int?

  @Option(help: ArgumentHelp("A text file of the classes' names, one a line.", valueName: "file"))
  var labels: String?

  @OptionGroup var choices: ForeignChoices

  @Option(
    help: ArgumentHelp(
      "The model to write; what is there is replaced where zfnet import wrote it.", valueName: "file"))
  var out: String

  func validate() throws {
    guard preprocess == nil || guess == nil else {
      throw ValidationError("--preprocess and --guess exclude each other.")
    }
    guard guess != nil || guessImages == nil else {
      throw ValidationError("--guess-images has no effect without --guess.")
    }
    guard guessImages ?? 2 > 1 else { throw ValidationError("--guess-images is at least 2.") }
    guard out.lowercased().hasSuffix(".safetensors") else {
      throw ValidationError("--out ends in .safetensors, and \(out) does not.")
    }
  }

  func run() throws {
    try Ending.report {
      try FigureFile.checkFolder(of: out, option: "--out")
      try OwnFile(out, option: "--out").refuseStranger(to: "zfnet import")
      let network = try choices.network(in: file)
      let names = try labels.map(ClassNames.lines) ?? network.notes.classNames
      if let labels, names.count != network.graph.classes {
        throw ClassNames.misfit(labels, names: names.count, classes: network.graph.classes)
      }
      let model =
        guess == nil
        ? try network.model(preprocessing: settings(network), classNames: names)
        : try guessed(network, names)
      try ModelFile.write(
        model, to: URL(fileURLWithPath: out), metadata: [OwnFile.generatorKey: "zfnet import"],
        knownAnswer: KnownAnswer(of: model))
      let description = GraphDescription(network.graph, named: network.title)
      print("\(description.summary)\nwritten to \(out)")
    }
  }

  /// The way that was asked for, or that the file says.
  private func settings(_ network: any ForeignNetwork) throws -> PreprocessingSettings {
    if let preprocess { return try PreprocessingSettings(named: preprocess) }
    guard let stated = network.notes.preprocessing else {
      throw ConfigurationError.badOption(
        option: file,
        cause:
          "it does not say how images become the network's input: say it by --preprocess, or have it found on images of yours, by --guess"
      )
    }
    return stated
  }

  /// The network with the way that serves it best on the images of --guess.
  private func guessed(_ network: any ForeignNetwork, _ names: [String]) throws -> Model {
    guard case .stored(let layout, let root) = try SourceChoice(guess ?? "", option: "--guess") else {
      throw ConfigurationError.badOption(
        option: "--guess \(guess ?? "")",
        cause: "drawn scenes are not images of the network's classes: name a data set on the disk")
    }
    let source = try layout.open(root, DatasetLimits())
    let guess = try PreprocessingGuess(
      network, names, from: labels, on: source, atMost: guessImages ?? 100, ProgressLine(isQuiet: false))
    print(guess.table + "\n" + guess.choice)
    let model = try network.model(preprocessing: guess.candidates[0].settings, classNames: names)
    return Model(
      graph: model.graph, parameters: model.parameters, preprocessing: model.preprocessing,
      classNames: model.classNames,
      origin: .init(
        title: "\(model.origin.title), \(guess.evidence(from: source))", digest: model.origin.digest))
  }
}
