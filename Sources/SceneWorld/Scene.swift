import Datasets
import Images
import Tensors

/// One scene: everything that decides an image but its side.
///
/// Each aspect has a random stream of its own, so that the class cannot reach the pose, the backdrop, the clutter
/// or the camera: the same index of another class count has the same surroundings.
struct Scene: Sendable {
  /// The objects, the one that the image is of first.
  var objects: [SceneObject]
  /// How far away each of them is: the nearer hides the farther.
  let distances: [Double]
  var backdrop: Backdrop
  var clutter: Clutter
  var camera: CameraSettings

  /// One object among clutter: the scene of a class at a place in a set.
  init(_ kind: SceneClass, label: Int, streams: SceneStreams, difficulty: Double) {
    var random = streams["pose"]
    let pose = Pose(difficulty: difficulty, random: &random)
    random = streams["backdrop"]
    backdrop = Backdrop(difficulty: difficulty, random: &random)
    random = streams["clutter"]
    clutter = Clutter(difficulty: difficulty, random: &random)
    random = streams["camera"]
    camera = CameraSettings(difficulty: difficulty, random: &random)
    objects = [
      SceneObject(kind, label: label, pose: pose, against: backdrop, streams: streams)
    ]
    distances = [1]
  }

  /// Objects that have been given their places, before a backdrop and without clutter.
  init(objects: [SceneObject], distances: [Double], backdrop: Backdrop, camera: CameraSettings) {
    precondition(objects.count == distances.count, "\(objects.count) objects at \(distances.count) distances")
    self.objects = objects
    self.distances = distances
    self.backdrop = backdrop
    self.camera = camera
    clutter = .none
  }

  /// What was varied, by name; where there are several objects, an object's own begin with its class and, from the
  /// second of a class, its number.
  var nuisances: [String: Double] {
    var values: [String: Double] = [
      "background": Double(backdrop.kind.rawValue), "defocus": backdrop.blur,
      "clutter": Double(clutter.count), "occluder": clutter.isOccluded ? 1 : 0, "blur": camera.blur,
      "sharpening": camera.sharpening,
      "noise": camera.noise, "contrast": camera.contrast, "exposure": camera.exposure,
      "saturation": camera.saturation, "cast": camera.cast,
    ]
    var seen: [String: Int] = [:]
    for (object, distance) in zip(objects, distances) {
      let name = object.kind.name
      seen[name, default: 0] += 1
      let number = seen[name]! > 1 ? " \(seen[name]!)" : ""
      let prefix = objects.count > 1 ? "\(name)\(number) " : ""
      for (key, value) in object.nuisances { values[prefix + key] = value }
      if objects.count > 1 { values[prefix + "distance"] = distance }
    }
    return values
  }

  /// The image, and the truth about each object.
  func render(side: Int) throws -> (image: Image, objects: [ImageObject]) {
    let drawn = try objects.map { try $0.draw(side: side) }
    let occluder = try clutter.paintInFront(of: objects[0].pose, side: side)
    var image = try surroundings(side: side)
    var masks = drawn.map { $0.layer.silhouette }
    let whole = masks.map { mask in mask.values.count { $0 != 0 } }
    for index in paintingOrder {
      let layer = drawn[index].layer
      shade(&image, under: drawn[index].shadow, of: objects[index].pose)
      image.lay(layer)
      // Who is painted later hides those before.
      for other in masks.indices where distances[other] > distances[index] {
        masks[other].hide(behind: layer)
      }
    }
    if let occluder {
      image.lay(occluder)
      for index in masks.indices { masks[index].hide(behind: occluder) }
    }
    let truth = objects.indices.map { index in
      ImageObject(
        label: objects[index].label, mask: masks[index],
        parts: drawn[index].parts.map { $0.seen(in: masks[index]) },
        isDifficult: Scene.isDifficult(masks[index], of: whole[index]))
    }
    return (camera.develop(&image), truth)
  }

  /// The image without the objects and their shadows, everything else as it was.
  func renderWithoutObjects(side: Int) throws -> Image {
    var image = try surroundings(side: side)
    if let occluder = try clutter.paintInFront(of: objects[0].pose, side: side) { image.lay(occluder) }
    return camera.develop(&image)
  }

  /// The objects' indices, the farthest first.
  private var paintingOrder: [Int] {
    objects.indices.sorted { distances[$0] > distances[$1] }
  }

  private func surroundings(side: Int) throws -> PaintLayer {
    let light = objects[0].pose.towardLight
    let things = clutter.count > 0 ? try clutter.paintBehind(side: side, light: light) : nil
    return try backdrop.paint(side: side, with: things)
  }

  /// An object's shadow: its own softened shape, moved away from the light.
  private func shade(_ image: inout PaintLayer, under shadow: PaintLayer, of pose: Pose) {
    let side = image.side
    let reach = 0.05 * pose.scale * Double(side)
    let shiftX = Int((-pose.towardLight.x * reach).rounded())
    let shiftY = Int((-pose.towardLight.y * reach).rounded())
    for y in 0..<side {
      let from = y - shiftY
      guard from >= 0, from < side else { continue }
      for x in max(0, shiftX)..<min(side, side + shiftX) {
        let depth = shadow.pixels[from * side + x - shiftX].w
        if depth > 0 {
          image.pixels[y * side + x] *= SIMD4(1 - 0.45 * depth, 1 - 0.45 * depth, 1 - 0.4 * depth, 1)
        }
      }
    }
  }

  /// Whether less than a quarter of an object, or less than 1/400 of the image, is seen of it.
  private static func isDifficult(_ mask: Mask, of whole: Int) -> Bool {
    let seen = mask.values.count { $0 != 0 }
    return seen * 4 < whole || seen * 400 < mask.values.count
  }
}

extension Brush.DrawnPart {
  /// The part in an image where its object's pixels are known.
  func seen(in mask: Mask) -> Part {
    let column = Int(place.x.rounded(.down))
    let row = Int(place.y.rounded(.down))
    let isInside = column >= 0 && row >= 0 && column < mask.width && row < mask.height
    return Part(
      name: name, x: place.x, y: place.y, radius: radius,
      isVisible: isInside && !isTurnedAway && mask[column, row])
  }
}

extension Mask {
  /// Takes away the pixels that a layer in front covers by more than half.
  mutating func hide(behind layer: PaintLayer) {
    for index in values.indices where layer.pixels[index].w > 0.5 { values[index] = 0 }
  }
}

extension PaintLayer {
  /// The pixels that it covers by more than half.
  var silhouette: Mask { Mask(width: side, height: side, values: pixels.map { $0.w > 0.5 ? 255 : 0 }) }
}
