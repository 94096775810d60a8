/// What sets one breed's face apart from another's: shapes and markings, never color alone.
struct DogBreed: Sendable {
  /// How the ears are carried.
  enum Ear: Sendable {
    /// Hanging at the sides, by length.
    case hanging(Double)
    /// Standing up in points.
    case pricked
    /// Small and folded over.
    case folded
    /// Hanging balls of curls.
    case curled
  }

  /// How the coat is marked.
  enum Coat: Sendable {
    case plain
    case spotted
    /// A dark muzzle and brow.
    case masked
  }

  let name: String
  let ear: Ear
  let coat: Coat
  /// Half the width of the skull.
  let width: Double
  /// Half the width of the muzzle.
  let muzzleWidth: Double
  /// How far the muzzle reaches below the eyes.
  let muzzleLength: Double
  /// The radius of an eye.
  let eye: Double
  /// How far the hair stands off at the cheeks.
  let shag: Double
  /// How much narrower the face grows downward.
  var taper = 0.2

  /// Long hanging ears, broad plain face, soft hair.
  static let retriever = DogBreed(
    name: "retriever", ear: .hanging(0.72), coat: .plain, width: 0.56, muzzleWidth: 0.3, muzzleLength: 0.42,
    eye: 0.085, shag: 0.05)
  /// Pricked ears, narrow muzzle, a dark mask.
  static let shepherd = DogBreed(
    name: "shepherd", ear: .pricked, coat: .masked, width: 0.53, muzzleWidth: 0.24, muzzleLength: 0.46,
    eye: 0.075, shag: 0.09)
  /// Short hanging ears and spots.
  static let dalmatian = DogBreed(
    name: "dalmatian", ear: .hanging(0.5), coat: .spotted, width: 0.47, muzzleWidth: 0.25, muzzleLength: 0.48,
    eye: 0.08, shag: 0)
  /// A flat, wide face with large eyes and folded ears.
  static let pug = DogBreed(
    name: "pug", ear: .folded, coat: .masked, width: 0.66, muzzleWidth: 0.36, muzzleLength: 0.24, eye: 0.125,
    shag: 0, taper: 0.06)
  /// A long shaven muzzle under a crown and ears of curls.
  static let poodle = DogBreed(
    name: "poodle", ear: .curled, coat: .plain, width: 0.43, muzzleWidth: 0.2, muzzleLength: 0.54, eye: 0.07,
    shag: 0)

  /// The breeds of the source role.
  static let all = [retriever, shepherd, dalmatian, pug, poodle]

  /// Whether it has spots.
  var isSpotted: Bool {
    if case .spotted = coat { true } else { false }
  }

  /// Whether it has a dark muzzle.
  var isMasked: Bool {
    if case .masked = coat { true } else { false }
  }

  /// Whether its crown and ears are curls.
  var isCurled: Bool {
    if case .curled = ear { true } else { false }
  }

  /// Whether its crown is dark and its cheeks pale.
  var isCapped: Bool {
    if case .pricked = ear { isMasked } else { false }
  }

  /// Whether its brow is wrinkled.
  var isWrinkled: Bool {
    if case .folded = ear { true } else { false }
  }

  /// How far the eyes stand from the middle.
  var eyeSpread: Double { width * 0.47 }
}
