import Datasets
import Images
import Replication
import Reporting
import Tensors

/// The one image that this chapter's figures look at: the first of the validation images that can be
/// read.
struct DrawnExample {
  /// The image at the visualization network's side.
  let image: Image
  /// What it is called.
  let name: String
  /// What it shows.
  let className: String

  /// Reads the image of a run.
  ///
  /// - Throws: `DatasetError` where no image can be read; the message is the last image's.
  init(_ session: Session) throws {
    let side = session.configuration.visualizationSettings.input
    let example = try Self.firstImage(of: session.images.source, side: side)
    image = example.image.resizedAndCropped(side: side)
    name = InlineMarkup.escaped(example.name)
    className = InlineMarkup.escaped(session.images.source.classNames[example.label])
  }

  private init(image: Image, name: String, className: String) {
    self.image = image
    self.name = name
    self.className = className
  }

  /// The same image at another side.
  func resized(side: Int) -> DrawnExample {
    DrawnExample(image: image.resizedAndCropped(side: side), name: name, className: className)
  }

  private static func firstImage(of source: any ImageSource, side: Int) throws -> LabeledImage {
    for index in 0..<source.count(.validation) - 1 {
      if let example = try? source.example(.validation, index, side: side) { return example }
    }
    return try source.example(.validation, source.count(.validation) - 1, side: side)
  }

  /// The pixels as a network takes them, `[1, 3, side, side]`: middle gray is zero, then multiplied by a
  /// scale.
  func tensor(pixelScale: Double) -> Tensor<Float> {
    Tensor([1, 3, image.height, image.width]) { target in
      let area = image.width * image.height
      for pixel in 0..<area {
        for channel in 0..<3 {
          target[channel * area + pixel] =
            (Float(image.pixels[pixel * 3 + channel]) - 128) * Float(pixelScale)
        }
      }
    }
  }
}
