import Images

extension LabeledImage {
  /// The rectangle of `width`×`height` pixels whose upper left pixel is (x, y), with its annotations.
  ///
  /// A part whose center falls outside is kept, at its place, but no longer visible; an object that falls outside is
  /// kept, with an empty box.
  public func cropped(x: Int, y: Int, width: Int, height: Int) -> LabeledImage {
    var result = self
    result.image = image.cropped(x: x, y: y, width: width, height: height)
    result.objects = objects.map { $0.cropped(x: x, y: y, width: width, height: height) }
    return result
  }

  /// The mirror image, with its annotations.
  ///
  /// "left" and "right" at the beginning of a part's name are the animal's own, and the mirrored animal's left eye is
  /// what was its right one: the names are exchanged, and a frontal face's right eye stays on the viewer's left.
  public func flipped() -> LabeledImage {
    var result = self
    result.image = image.flipped()
    result.objects = objects.map { $0.flipped(in: image.width) }
    return result
  }

  /// The same image at another size in pixels, with its annotations.
  public func resized(width: Int, height: Int) -> LabeledImage {
    if width == image.width && height == image.height { return self }
    var result = self
    result.image = image.resized(width: width, height: height)
    result.objects = objects.map {
      $0.resized(from: (image.width, image.height), to: (width, height))
    }
    return result
  }

  /// Resized so that its short side is `side`, then cropped to the `side`×`side` at its center.
  public func resizedAndCropped(side: Int) -> LabeledImage {
    let size = ResizeAndCrop(width: image.width, height: image.height, side: side)
    var result = self
    result.image = image.resizedAndCropped(side: side)
    result.objects = objects.map {
      $0.resizedAndCropped(from: (image.width, image.height), size, side: side)
    }
    return result
  }
}
