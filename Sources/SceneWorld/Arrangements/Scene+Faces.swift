extension SceneClass {
  /// The classes of the faces: the dogs of the source.
  static let faces: [SceneClass] = source.filter { kind in DogBreed.all.contains { $0.name == kind.name } }
}

extension Scene {
  /// A face that looks at the camera, before a backdrop, nothing else in sight.
  ///
  /// - Parameter label: the index of its breed in `SceneClass.faces`.
  init(face label: Int, streams: SceneStreams, difficulty: Double) {
    var random = streams["backdrop"]
    let backdrop = Backdrop(difficulty: difficulty, random: &random)
    random = streams["camera"]
    let camera = CameraSettings(difficulty: difficulty, random: &random)
    random = streams["pose"]
    let pose = Pose.frontal(difficulty: difficulty, random: &random)
    let object = SceneObject(
      SceneClass.faces[label], label: label, pose: pose, against: backdrop, streams: streams)
    self.init(objects: [object], distances: [1], backdrop: backdrop, camera: camera)
  }
}
