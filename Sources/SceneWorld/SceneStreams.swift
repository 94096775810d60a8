import Tensors

/// The random streams of one image: one an aspect, so that no aspect depends on how many numbers another has drawn.
struct SceneStreams: Sendable {
  /// The seed of the set.
  let seed: UInt64
  /// The image's place: role, split, index.
  let place: [Int]

  /// The stream of an aspect: "pose", "backdrop", …
  subscript(aspect: String) -> RandomStream {
    RandomStream(seed: seed, domain: "scene \(aspect)", indices: place)
  }

  /// The stream of an aspect of one of several objects.
  subscript(aspect: String, object: Int) -> RandomStream {
    RandomStream(seed: seed, domain: "scene \(aspect)", indices: place + [object])
  }
}

extension SceneObject {
  /// The only object of a scene, with colors, surface and choices of its own.
  init(_ kind: SceneClass, label: Int, pose: Pose, against backdrop: Backdrop, streams: SceneStreams) {
    self.init(kind, label: label, pose: pose, against: backdrop) { streams[$0] }
  }

  /// One of several objects of a scene.
  init(
    _ kind: SceneClass, label: Int, pose: Pose, against backdrop: Backdrop, streams: SceneStreams, number: Int
  ) {
    self.init(kind, label: label, pose: pose, against: backdrop) { streams[$0, number] }
  }

  private init(
    _ kind: SceneClass, label: Int, pose: Pose, against backdrop: Backdrop, _ stream: (String) -> RandomStream
  ) {
    self.kind = kind
    self.label = label
    self.pose = pose
    var random = stream("palette")
    palette = ObjectPalette(family: kind.palette, against: backdrop.brightness, random: &random)
    random = stream("material")
    material = Material(random: &random)
    drawing = stream("object")
  }
}
