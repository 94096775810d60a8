import Tensors

extension Scene {
  /// Two to four objects in a place where they belong, on the ground or in the air, smaller where they are farther.
  ///
  /// The classes take turns in being the object that the image is of, which stands near and shows; the others come
  /// as the setting has them and may be hidden in part.
  ///
  /// - Parameter main: the index of the first object's class in `SceneClass.multilabel`.
  init(multilabel main: Int, streams: SceneStreams, difficulty: Double) throws {
    var random = streams["arrangement"]
    let classes = SceneClass.multilabel
    let settings = Setting.all.filter { setting in
      setting.residents.contains { $0.name == classes[main].name }
    }
    let setting = random.pick(settings)
    var residents = [setting.residents.first { $0.name == classes[main].name }!]
    let count = 2 + random.integer(below: 3)
    while residents.count < count { residents.append(random.pick(setting.residents)) }

    var backdropRandom = streams["backdrop"]
    let backdrop = Backdrop(among: setting.backdrops, difficulty: difficulty, random: &backdropRandom)
    var cameraRandom = streams["camera"]
    let camera = CameraSettings(difficulty: difficulty, random: &cameraRandom)
    let light = -Double.pi / 2 + random.uniform(-1.1, 1.1)

    // Each has a strip of the image's width to itself, and leaves it by so much that some overlap.
    let strips = random.permutation(count)
    var objects: [SceneObject] = []
    var distances: [Double] = []
    for (number, resident) in residents.enumerated() {
      let label = classes.firstIndex { $0.name == resident.name }!
      let distance = number == 0 ? random.uniform(1, 1.3) : random.uniform(1.05, 1.5 + 1.2 * difficulty)
      let x = (Double(strips[number]) + 0.5 + random.uniform(-0.3, 0.3)) / Double(count)
      // What stands on a plane seen from the height of the horizon is lower in the image the nearer it is.
      let nearest = 0.97
      let ground =
        resident.flies
        ? setting.horizon * random.uniform(0.45, 0.95)
        : setting.horizon + (nearest - setting.horizon) / distance + random.uniform(-0.01, 0.01)
      let pose = Pose(
        x: 0.5, y: 0.5, scale: 0.8, light: light, articulation: random.uniform(-1, 1),
        isFlipped: random.uniform() < 0.5)
      let object = SceneObject(
        classes[label], label: label, pose: pose, against: backdrop, streams: streams, number: number)
      objects.append(try object.standing(x: x, ground: ground, length: resident.length / distance))
      distances.append(distance)
    }
    self.init(objects: objects, distances: distances, backdrop: backdrop, camera: camera)
  }
}
