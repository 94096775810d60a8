import Datasets
import Images
import Replication
import Reporting
import Tensors

/// The one picture that this chapter's figures look at: the first of the validation pictures that can be
/// read.
struct DrawnExample {
  /// The picture at the portrait network's side.
  let image: Image
  /// What it is called.
  let name: String
  /// What it shows.
  let className: String

  /// Reads the picture of a run.
  ///
  /// - Throws: `DatasetError` where no picture can be read; the message is the last picture's.
  init(_ session: Session) throws {
    let side = session.configuration.portraitSettings.input
    let picture = try Self.firstPicture(of: session.source, side: side)
    image = picture.image.squared(side: side)
    name = InlineMarkup.escaped(picture.name)
    className = InlineMarkup.escaped(session.source.classNames[picture.label])
  }

  private init(image: Image, name: String, className: String) {
    self.image = image
    self.name = name
    self.className = className
  }

  /// The same picture at another side.
  func resized(side: Int) -> DrawnExample {
    DrawnExample(image: image.squared(side: side), name: name, className: className)
  }

  private static func firstPicture(of source: any PictureSource, side: Int) throws -> Picture {
    for index in 0..<source.count(.validation) - 1 {
      if let picture = try? source.picture(.validation, index, side: side) { return picture }
    }
    return try source.picture(.validation, source.count(.validation) - 1, side: side)
  }

  /// The pixels as a network takes them, `[1, 3, side, side]`: middle grey is zero, then multiplied by a
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
