/// A kind of object: its name, the colours it likes, and the program that draws it.
///
/// The program draws in a square that reaches from −1 to 1 both ways, y downwards; where the square lies in the
/// picture, how large, and how turned, is not its business, so that pose tells nothing of the class.
struct SceneClass: Sendable {
  /// The name, as it is shown.
  let name: String
  /// Which colours it takes more often than others; near classes share them.
  let palette: ObjectPalette.Family
  /// Draws it.
  let draw: @Sendable (Brush) -> Void

  init(_ name: String, _ palette: ObjectPalette.Family, draw: @escaping @Sendable (Brush) -> Void) {
    self.name = name
    self.palette = palette
    self.draw = draw
  }

  /// The classes of the source role.
  static let source: [SceneClass] =
    DogBreed.all.map { breed in SceneClass(breed.name, .coat) { $0.dogFace(breed) } } + [
      SceneClass("cat", .coat) { $0.catFace() },
      SceneClass("bird", .coat) { $0.bird() },
      SceneClass("fish", .paint) { $0.fish() },
      SceneClass("butterfly", .paint) { $0.butterfly() },
      SceneClass("beetle", .paint) { $0.beetle() },
      SceneClass("car", .paint) { $0.car() },
      SceneClass("truck", .paint) { $0.truck() },
      SceneClass("bus", .paint) { $0.bus() },
      SceneClass("sailing boat", .paint) { $0.sailingBoat() },
      SceneClass("mug", .paint) { $0.mug() },
      SceneClass("clock", .paint) { $0.clock() },
      SceneClass("umbrella", .paint) { $0.umbrella() },
      SceneClass("tree", .leaf) { $0.tree() },
      SceneClass("flower", .paint) { $0.flower() },
      SceneClass("mushroom", .coat) { $0.mushroom() },
      SceneClass("house", .paint) { $0.house() },
      SceneClass("football", .coat) { $0.football() },
      SceneClass("basketball", .coat) { $0.basketball() },
      SceneClass("road sign", .paint) { $0.roadSign() },
      SceneClass("fence", .coat) { $0.fence() },
    ]

  /// The classes of the transfer role.
  static let transfer: [SceneClass] = [
    SceneClass("aeroplane", .paint) { $0.aeroplane() },
    SceneClass("bicycle", .paint) { $0.bicycle() },
    SceneClass("teapot", .paint) { $0.teapot() },
    SceneClass("chair", .coat) { $0.chair() },
    SceneClass("guitar", .coat) { $0.guitar() },
    SceneClass("lighthouse", .paint) { $0.lighthouse() },
    SceneClass("leaf", .leaf) { $0.leaf() },
    SceneClass("lamp", .paint) { $0.lamp() },
    SceneClass("keyboard", .coat) { $0.keyboard() },
    SceneClass("bridge", .coat) { $0.bridge() },
  ]
}
