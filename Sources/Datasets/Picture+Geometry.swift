import Images

extension Picture {
  /// The rectangle of `width`×`height` pixels whose upper left pixel is (x, y), with its mask and parts.
  ///
  /// A part whose centre falls outside is kept, at its place, but no longer visible.
  public func cropped(x: Int, y: Int, width: Int, height: Int) -> Picture {
    var result = self
    result.image = image.cropped(x: x, y: y, width: width, height: height)
    result.mask = mask?.cropped(x: x, y: y, width: width, height: height)
    result.parts = parts.map { part in
      var part = part
      part.x -= Double(x)
      part.y -= Double(y)
      let isInside = part.x >= 0 && part.y >= 0 && part.x < Double(width) && part.y < Double(height)
      part.isVisible = part.isVisible && isInside
      return part
    }
    return result
  }

  /// The mirror picture, with its mask and parts.
  ///
  /// "left" and "right" at the beginning of a part's name are the animal's own, and the mirrored animal's left eye is
  /// what was its right one: the names are exchanged, and a frontal face's right eye stays on the viewer's left.
  public func flipped() -> Picture {
    var result = self
    result.image = image.flipped()
    result.mask = mask?.flipped()
    result.parts = parts.map { part in
      var part = part
      part.x = Double(image.width) - part.x
      if part.name.hasPrefix("left ") {
        part.name = "right " + part.name.dropFirst(5)
      } else if part.name.hasPrefix("right ") {
        part.name = "left " + part.name.dropFirst(6)
      }
      return part
    }
    return result
  }

  /// The same picture at another size, with its mask and parts.
  public func resized(width: Int, height: Int) -> Picture {
    if width == image.width && height == image.height { return self }
    var result = self
    let across = Double(width) / Double(image.width)
    let down = Double(height) / Double(image.height)
    result.image = image.resized(width: width, height: height)
    result.mask = mask?.resized(width: width, height: height)
    result.parts = parts.map { part in
      var part = part
      part.x *= across
      part.y *= down
      part.radius *= (across * down).squareRoot()
      return part
    }
    return result
  }

  /// Resized so that its short side is `side`, then cropped to the `side`×`side` at its centre.
  public func squared(side: Int) -> Picture {
    let size = Squaring(width: image.width, height: image.height, side: side)
    return resized(width: size.width, height: size.height)
      .cropped(x: size.x, y: size.y, width: side, height: side)
  }
}
