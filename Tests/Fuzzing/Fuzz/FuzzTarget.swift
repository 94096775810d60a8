import Datasets
import Drawing
import Files
import Foundation
import Images
import ModelFiles
import Replication
import Reporting

/// A reader of files from elsewhere, and what of a file it is given.
struct FuzzTarget: Sendable {
  /// The name, which is also that of the folder of its first inputs.
  let name: String
  /// Reads an input; ends the process where that does not go as it must.
  let read: @Sendable (Data) -> Void

  /// All there are.
  static let all = [
    FuzzTarget(name: "safetensors", read: safetensors), FuzzTarget(name: "onnx", read: onnx),
    FuzzTarget(name: "caffe", read: caffe),
    FuzzTarget(name: "preprocessing", read: preprocessing), FuzzTarget(name: "csv", read: csv),
    FuzzTarget(name: "voc-annotation", read: vocAnnotation), FuzzTarget(name: "voc-list", read: vocList),
    FuzzTarget(name: "yaml", read: yaml), FuzzTarget(name: "page", read: page),
    FuzzTarget(name: "drawing", read: drawing), FuzzTarget(name: "exif", read: exif),
    FuzzTarget(name: "jpeg", read: image), FuzzTarget(name: "png", read: image),
  ]

  // MARK: Networks

  /// Weights; a model of this package; a state dictionary of torchvision's.
  private static func safetensors(_ data: Data) {
    let file = FuzzFolder.shared.write(data, to: "input.safetensors")
    attempt {
      let weights = try WeightFile(data: data, path: file.path)
      precondition(weights.encoded().count >= 8)
    }
    attempt { _ = try ModelFile.read(file) }
    attempt { _ = try TorchvisionNetwork(data: data, url: file) }
  }

  /// A network of another program's.
  private static func onnx(_ data: Data) {
    attempt { _ = try ONNXNetwork(data: data, url: FuzzFolder.shared.place("input.onnx")) }
    attempt {
      let options = ONNXNetwork.Options(side: 32)
      _ = try ONNXNetwork(data: data, url: FuzzFolder.shared.place("input.onnx"), options: options)
    }
  }

  /// A network of Caffe's: the text up to the first zero byte, the weights behind it.
  private static func caffe(_ data: Data) {
    let parts = data.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    attempt {
      _ = try CaffeNetwork(
        text: Data(parts[0]), weights: Data(parts.count > 1 ? parts[1] : parts[0]),
        url: FuzzFolder.shared.place("input.prototxt"),
        weightsURL: FuzzFolder.shared.place("input.caffemodel"), options: .init(side: 32))
    }
  }

  /// How images become a network's input.
  private static func preprocessing(_ data: Data) {
    let file = FuzzFolder.shared.write(data, to: "input.json")
    attempt { _ = try PreprocessingSettings(contentsOf: file).preprocessing(inputSide: 32) }
  }

  // MARK: Data sets

  /// A table of landmarks, over one sound image.
  private static func csv(_ data: Data) {
    _ = FuzzFolder.shared.write(data, to: "faces/faces.csv")
    attempt {
      let source = try LandmarksSource(root: FuzzFolder.shared.place("faces"))
      for index in 0..<min(source.count(.validation), 3) { try read(source, index) }
    }
  }

  /// An annotation in XML, of the one image that the lists name.
  private static func vocAnnotation(_ data: Data) {
    _ = FuzzFolder.shared.write(data, to: "voc/Annotations/a.xml")
    attempt {
      let source = try VOC2012Source(root: FuzzFolder.shared.place("voc"))
      try read(source, 0)
    }
  }

  /// A list of images.
  private static func vocList(_ data: Data) {
    _ = FuzzFolder.shared.write(data, to: "voc-lists/ImageSets/Main/cat_val.txt")
    attempt {
      let source = try VOC2012Source(root: FuzzFolder.shared.place("voc-lists"))
      if source.count(.validation) > 0 { try read(source, 0) }
    }
  }

  /// An image with its objects, as an experiment takes it.
  private static func read(_ source: some ImageSource, _ index: Int) throws {
    let example = try source.example(.validation, index, side: 16).resizedAndCropped(side: 16)
    let isFinite = example.objects.allSatisfy { object in
      [object.box.map { [$0.x, $0.y, $0.width, $0.height] } ?? [], object.parts.flatMap { [$0.x, $0.y] }]
        .joined().allSatisfy(\.isFinite)
    }
    precondition(isFinite, "an object that is nowhere: no file can hold it")
  }

  // MARK: What runs and reports keep

  /// A configuration.
  private static func yaml(_ data: Data) {
    let file = FuzzFolder.shared.write(data, to: "input.yaml")
    attempt {
      let configuration = try RunConfiguration.Profile.smoke.configuration.merging(file: file)
      try configuration.validate(drawsImages: true)
      precondition(!configuration.yaml.isEmpty)
    }
  }

  /// A chapter's page.
  private static func page(_ data: Data) {
    let files = PageFiles(of: "approach", in: FuzzFolder.shared.place("out"))
    _ = FuzzFolder.shared.write(data, to: "out/chapters/approach/page.json")
    attempt {
      let page = try files.read()
      _ = try CanonicalJSON.encode(page)
      for claim in page.claims {
        _ = claim.measured.map { "\($0.intervalText) \($0.smallestEffectText ?? "")" }
      }
    }
  }

  /// A figure's drawing: whoever reads it says why it cannot be used, in words of its own.
  private static func drawing(_ data: Data) {
    guard let list = try? CanonicalJSON.decode(DisplayList.self, from: data) else { return }
    _ = list.svg()
    _ = try? list.png(pixelsPerPoint: 0.1)
  }

  // MARK: Images

  /// An image file of either kind.
  private static func image(_ data: Data) { attempt { _ = try StoredImage(decoding: data, name: "input") } }

  /// A block of EXIF, in a sound JPEG and behind a sound PNG.
  private static func exif(_ data: Data) {
    let block = Data("Exif\0\0".utf8) + data.prefix(65_000)
    attempt { _ = try StoredImage(decoding: FuzzFolder.jpeg(with: block), name: "input") }
    attempt { _ = try StoredImage(decoding: FuzzFolder.png(with: data), name: "input") }
  }
}
