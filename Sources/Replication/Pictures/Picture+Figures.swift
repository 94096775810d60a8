import Datasets
import Drawing
import Figures
import Images

extension Picture {
  /// The picture with the pixels of each object tinted.
  public func masksFigure(title: String? = nil, width: Double) -> AnnotatedPicture {
    AnnotatedPicture(
      image, title: title,
      regions: objects.enumerated().compactMap { number, object in
        object.mask.map { AnnotatedPicture.Region($0, color: Palette.series(number)) }
      }, width: width)
  }

  /// The picture with its objects' parts, named or not; what is hidden is an empty ring.
  public func partsFigure(title: String? = nil, isNamed: Bool = true, width: Double) -> AnnotatedPicture {
    AnnotatedPicture(
      image, title: title,
      marks: objects.enumerated().flatMap { number, object in
        object.parts.map { part in
          AnnotatedPicture.Mark(
            x: part.x, y: part.y, name: isNamed ? part.name : nil, isFilled: part.isVisible,
            color: Palette.series(number))
        }
      }, width: width)
  }

  /// The picture with a box around each object, named after its class.
  public func boxesFigure(title: String? = nil, classNames: [String], width: Double) -> AnnotatedPicture {
    AnnotatedPicture(
      image, title: title,
      frames: objects.enumerated().compactMap { number, object in
        object.box.map { box in
          AnnotatedPicture.Frame(
            box, name: classNames[object.label] + (object.isDifficult ? " (difficult)" : ""),
            color: Palette.series(number))
        }
      }, width: width)
  }

  /// The picture with masks and parts at once, nothing named: for many pictures side by side.
  public func truthFigure(width: Double) -> AnnotatedPicture {
    var figure = masksFigure(width: width)
    figure.marks = partsFigure(isNamed: false, width: width).marks
    return figure
  }
}
