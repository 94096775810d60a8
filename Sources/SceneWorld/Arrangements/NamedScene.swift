import Datasets
import Images
import Tensors

/// The images that the paper's Figures 5 and 7 are remade with, each arranged on purpose.
///
/// They are the same in every run, whatever its seed: what they show was chosen by looking, and the seeds that were
/// chosen stand here. Their labels are those of the source role, so that a network trained on it can be asked.
public enum NamedScene: String, Sendable, CaseIterable {
  /// Figure 7's first row: a dog's face beside a ball.
  case dogBesideBall = "dog-beside-ball"
  /// Figure 7's second row: a car with a wheel in view and lettering on its side.
  case carWithLettering = "car-with-lettering"
  /// Figure 7's third row: a dog beside a person.
  case dogBesidePerson = "dog-beside-person"
  /// Figure 5's last row: an object that looks the same when it is turned.
  case turningBall = "turning-ball"
  /// Five varied ones for Figure 5.
  case dog, bird, car, teapot, house

  /// The scenes of Figure 5, whose images are moved, scaled and turned.
  public static let figure5: [NamedScene] = [.dog, .bird, .car, .teapot, .house]
  /// The scenes of Figure 7, parts of which are covered.
  public static let figure7: [NamedScene] = [.dogBesideBall, .carWithLettering, .dogBesidePerson]

  /// What it shows, in words.
  public var title: String {
    switch self {
    case .turningBall: "ball to turn"
    default: rawValue.replacing("-", with: " ")
    }
  }

  /// The classes of their labels: those of the source, and a person.
  static let classes = SceneClass.source + [SceneClass("person", .paint) { $0.person() }]

  /// One thing in a scene: which, where its middle stands, and how large it is.
  private struct Place {
    let name: String
    let x: Double
    let ground: Double
    let length: Double
    let distance: Double

    init(_ name: String, x: Double, ground: Double, length: Double, distance: Double = 1) {
      self.name = name
      self.x = x
      self.ground = ground
      self.length = length
      self.distance = distance
    }
  }

  private var places: [Place] {
    switch self {
    case .dogBesideBall:
      [
        Place("retriever", x: 0.38, ground: 0.92, length: 0.78),
        Place("football", x: 0.8, ground: 0.95, length: 0.32, distance: 0.9),
      ]
    case .carWithLettering: [Place("car", x: 0.5, ground: 0.84, length: 0.92)]
    case .dogBesidePerson:
      [
        Place("poodle", x: 0.3, ground: 0.99, length: 0.62),
        Place("person", x: 0.7, ground: 1.02, length: 0.86, distance: 1.2),
      ]
    case .turningBall: [Place("basketball", x: 0.5, ground: 0.82, length: 0.64)]
    case .dog: [Place("dalmatian", x: 0.5, ground: 0.86, length: 0.72)]
    case .bird: [Place("bird", x: 0.5, ground: 0.84, length: 0.68)]
    case .car: [Place("car", x: 0.5, ground: 0.74, length: 0.74)]
    case .teapot: [Place("teapot", x: 0.5, ground: 0.8, length: 0.68)]
    case .house: [Place("house", x: 0.5, ground: 0.86, length: 0.72)]
    }
  }

  private var backdrop: Backdrop.Kind {
    switch self {
    case .dogBesideBall, .dog, .house: .grass
    case .carWithLettering, .car: .street
    case .dogBesidePerson, .turningBall: .room
    case .bird: .hills
    case .teapot: .wood
    }
  }

  /// Chosen by looking at what it gives.
  private var seed: UInt64 {
    switch self {
    case .dogBesideBall: 3
    case .dogBesidePerson: 6
    case .carWithLettering: 7
    case .dog: 10
    default: 1
    }
  }

  /// Its place among the named scenes.
  private var number: Int { NamedScene.allCases.firstIndex(of: self)! }

  /// The image of exactly `side` × `side` pixels, with the truth about its objects.
  ///
  /// - Throws: `CairoError` where memory for the surfaces cannot be had.
  public func example(side: Int) throws -> LabeledImage {
    try SceneSource(role: .figures, seed: 0, trainCount: 0, validationCount: 0)
      .example(.validation, number, side: side)
  }

  /// The index of the class of its first object among the classes of the source role.
  var label: Int { NamedScene.label(places[0].name) }

  func scene() throws -> Scene {
    let streams = SceneStreams(seed: seed, place: [DatasetRole.figures.number, 1, number])
    var random = streams["backdrop"]
    let backdrop = Backdrop(among: [backdrop], difficulty: 0.5, random: &random)
    random = streams["camera"]
    let camera = CameraSettings(difficulty: 0.2, random: &random)
    random = streams["arrangement"]
    let light = -Double.pi / 2 + random.uniform(-0.8, 0.8)
    let objects = try places.enumerated().map { number, place in
      let label = NamedScene.label(place.name)
      let pose = Pose(x: 0.5, y: 0.5, scale: 0.8, light: light, articulation: random.uniform(-0.5, 0.5))
      return try SceneObject(
        NamedScene.classes[label], label: label, pose: pose, against: backdrop, streams: streams,
        number: number
      ).standing(x: place.x, ground: place.ground, length: place.length)
    }
    return Scene(
      objects: objects, distances: places.map(\.distance), backdrop: backdrop, camera: camera)
  }

  private static func label(_ name: String) -> Int {
    guard let label = classes.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("no class is called \(name)")
    }
    return label
  }
}
