import Datasets
import Drawing
import Figures
import Images

extension LabeledImage {
  /// The image with the pixels of each object tinted.
  public func masksFigure(title: String? = nil, width: Double) -> AnnotatedImage {
    AnnotatedImage(
      image, title: title,
      regions: objects.enumerated().compactMap { number, object in
        object.mask.map { AnnotatedImage.Region($0, color: Palette.series(number)) }
      }, width: width)
  }

  /// The image with its objects' parts, named or not; what is hidden is an empty ring.
  public func partsFigure(title: String? = nil, isNamed: Bool = true, width: Double) -> AnnotatedImage {
    AnnotatedImage(
      image, title: title,
      marks: objects.enumerated().flatMap { number, object in
        object.parts.map { part in
          AnnotatedImage.Mark(
            x: part.x, y: part.y, name: isNamed ? part.name : nil, isFilled: part.isVisible,
            color: Palette.series(number))
        }
      }, width: width)
  }

  /// The image with a box around each object, named after its class.
  public func boxesFigure(title: String? = nil, classNames: [String], width: Double) -> AnnotatedImage {
    AnnotatedImage(
      image, title: title,
      frames: objects.enumerated().compactMap { number, object in
        object.box.map { box in
          AnnotatedImage.Frame(
            box, name: classNames[object.label] + (object.isDifficult ? " (difficult)" : ""),
            color: Palette.series(number))
        }
      }, width: width)
  }

  /// The image with masks and parts at once, nothing named: for many images side by side.
  public func truthFigure(width: Double) -> AnnotatedImage {
    var figure = masksFigure(width: width)
    figure.marks = partsFigure(isNamed: false, width: width).marks
    return figure
  }
}
