/// A place where several things are seen together, and which things those are.
struct Setting: Sendable {
  /// A class that belongs here.
  struct Resident: Sendable {
    /// The class's name.
    let name: String
    /// Its longer side as a share of the image's, seen from the nearest distance.
    let length: Double
    /// Whether it is in the air rather than on the ground.
    let flies: Bool

    init(_ name: String, _ length: Double, flies: Bool = false) {
      self.name = name
      self.length = length
      self.flies = flies
    }
  }

  /// The backdrops that show such a place.
  let backdrops: [Backdrop.Kind]
  /// Where the ground ends, from the top, in shares of the image's side: what is far stands near it.
  let horizon: Double
  /// What is found here.
  let residents: [Resident]

  /// A town's street: sizes are to one another about as the square roots of the true ones, so that a ball beside a
  /// bus can still be seen.
  static let street = Setting(
    backdrops: [.street], horizon: 0.6,
    residents: [
      Resident("car", 0.72), Resident("truck", 0.86), Resident("bus", 0.92), Resident("bicycle", 0.6),
      Resident("tree", 0.8), Resident("road sign", 0.62), Resident("house", 0.8), Resident("football", 0.3),
      Resident("basketball", 0.3), Resident("cat", 0.44), Resident("umbrella", 0.5),
    ])
  /// Open country.
  static let meadow = Setting(
    backdrops: [.grass, .sand, .hills], horizon: 0.52,
    residents: [
      Resident("tree", 0.85), Resident("house", 0.8), Resident("flower", 0.52), Resident("mushroom", 0.42),
      Resident("bird", 0.48), Resident("bicycle", 0.6), Resident("football", 0.3), Resident("car", 0.66),
      Resident("butterfly", 0.32, flies: true), Resident("aeroplane", 0.5, flies: true),
      Resident("umbrella", 0.5),
    ])
  /// Open water.
  static let lake = Setting(
    backdrops: [.water], horizon: 0.45,
    residents: [
      Resident("sailing boat", 0.72), Resident("aeroplane", 0.4, flies: true), Resident("sailing boat", 0.6),
    ])
  /// A room: things stand on its floor.
  static let room = Setting(
    backdrops: [.room, .wood, .carpet], horizon: 0.62,
    residents: [
      Resident("chair", 0.8), Resident("lamp", 0.72), Resident("guitar", 0.76), Resident("mug", 0.42),
      Resident("teapot", 0.5), Resident("clock", 0.46), Resident("cat", 0.5), Resident("umbrella", 0.56),
      Resident("basketball", 0.3),
    ])

  /// All settings.
  static let all = [street, meadow, lake, room]
}

extension SceneClass {
  /// The classes of the multi-label role: those of the source that belong to a setting, in the source's order.
  static let multilabel: [SceneClass] = {
    let names = Set(Setting.all.flatMap(\.residents).map(\.name))
    let classes = source.filter { names.contains($0.name) }
    precondition(
      classes.count == names.count,
      "a setting names a class that the source does not have: \(names.subtracting(classes.map(\.name)).sorted())"
    )
    return classes
  }()
}
