import ArgumentParser
import Files
import Foundation
import ModelFiles
import Networks
import Processes
import Replication

/// Writes a network for other programs.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a network as ONNX, or as a state dictionary for PyTorch.",
    discussion: """
      To a .onnx file, which onnxruntime and others run: images [N, 3, side, side] called image go in, prepared as the network's file \
      says, and [N, classes] come out. The file is read again and must answer as the network does.

      To a .safetensors file, which PyTorch loads by load_state_dict(load_file("FILE")): with torchvision's names where the network is built as one of its \
      \(TorchvisionNetwork.architectures.joined(separator: ", ")); with features.N and classifier.N, for an nn.Sequential of a module for each \
      node, where it is a chain as AlexNet and ZFNet are. docs/model-files.md has the names. Other networks have no such names; \
      export them as ONNX.

      How images become the input and what the classes are called stand in the metadata of both, where zfnet import finds them; only a mean image that is \
      subtracted has no place there.

      EXAMPLES
        zfnet export squeezenet.safetensors --out squeezenet.onnx
        zfnet export output/store/networks/NAME/network.safetensors --out zfnet-for-torch.safetensors
      """)

  @OptionGroup var file: NetworkFile

  @Option(
    help: ArgumentHelp(
      "The file to write, .onnx or .safetensors; what is there is replaced where zfnet export wrote it.",
      valueName: "file"))
  var out: String

  private var ending: String { URL(fileURLWithPath: out).pathExtension.lowercased() }

  func validate() throws {
    guard ["onnx", "safetensors"].contains(ending) else {
      throw ValidationError("--out ends in .onnx or .safetensors, and \(out) does not.")
    }
  }

  func run() throws {
    try Ending.report {
      try FigureFile.checkFolder(of: out, option: "--out")
      let target = URL(fileURLWithPath: out)
      let source = URL(fileURLWithPath: file.network)
      guard target.resolvingSymlinksInPath().path != source.resolvingSymlinksInPath().path else {
        throw ConfigurationError.badOption(
          option: "--out \(out)", cause: "it is the network itself, which would be lost: name another file")
      }
      try OwnFile(out, option: "--out").refuseStranger(to: "zfnet export")
      let model = try file.read()
      if ending == "onnx" {
        try ONNXExport.write(model, to: target)
        let difference = try ONNXNetwork(contentsOf: target).difference(from: model)
        print(
          "\(out.printable): ONNX, operators of version \(ONNXExport.operatorVersion); read again, its outputs differ by \(difference) of the largest"
        )
      } else {
        let written = try TorchvisionExport.write(model, to: target)
        print("\(out.printable): \(written)")
      }
      if PreprocessingSettings(of: model.preprocessing) == nil {
        StandardStreams.tell(
          "The mean image that the network subtracts is not in \(out.printable): it is the tensor preprocessing.mean of \(file.network.printable)."
        )
      }
    }
  }
}
