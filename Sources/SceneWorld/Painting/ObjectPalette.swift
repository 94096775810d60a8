import Drawing
import Tensors

/// The colors of one object.
///
/// Half of all objects draw theirs from one common pool; the other half from their family's, which near classes
/// share: coats for animals and timber, paint for things that are made, leaves for plants.
struct ObjectPalette: Sendable {
  /// Where colors come from.
  enum Family: Int, Sendable {
    /// Creams, tans, gingers, browns, grays, blacks.
    case coat
    /// Any hue, from pastel to deep.
    case paint
    /// Greens to russets.
    case leaf
  }

  /// The color of most of the object.
  var primary: Color
  /// The color of its second part.
  var secondary: Color
  /// A small contrasting color.
  var accent: Color
  /// The primary color's hue, 0…1 around the circle.
  var hue: Double

  /// A dark neutral: tires, noses, outlines.
  var dark: Color { Color(0.09, 0.08, 0.1) }
  /// A light neutral: eyes, sails, enamel.
  var light: Color { Color(0.95, 0.94, 0.9) }
  /// Bare metal: blades, rims, exhausts.
  var steel: Color { Color(0.68, 0.69, 0.72) }

  /// Draws a palette that stands out from a background of the given brightness.
  init(family: Family, against background: Double, random: inout RandomStream) {
    let common: [Family] = [.coat, .coat, .paint, .paint, .leaf]
    let chosen = random.uniform() < 0.5 ? random.pick(common) : family
    // Four tries: camouflage stays possible, but is not the rule.
    var palette = ObjectPalette(of: chosen, random: &random)
    for _ in 0..<4 where abs(palette.primary.brightness - background) < 0.2 {
      palette = ObjectPalette(of: chosen, random: &random)
    }
    self = palette
  }

  private init(of family: Family, random: inout RandomStream) {
    let saturation: Double
    let lightness: Double
    switch family {
    case .coat:
      hue = random.uniform(0.04, 0.12)
      saturation = random.uniform() < 0.35 ? random.uniform(0, 0.12) : random.uniform(0.2, 0.65)
      lightness = random.uniform(0.14, 0.84)
    case .paint:
      hue = random.uniform()
      saturation = random.uniform(0.15, 0.7)
      lightness = random.uniform(0.2, 0.78)
    case .leaf:
      hue = random.uniform() < 0.75 ? random.uniform(0.2, 0.4) : random.uniform(0.03, 0.14)
      saturation = random.uniform(0.2, 0.6)
      lightness = random.uniform(0.2, 0.6)
    }
    primary = Color(hue: hue, saturation: saturation, lightness: lightness)
    let lift = lightness < 0.45 ? random.uniform(0.2, 0.45) : -random.uniform(0.15, 0.35)
    secondary = Color(
      hue: hue + random.uniform(-0.06, 0.06), saturation: saturation * random.uniform(0.4, 0.9),
      lightness: min(max(lightness + lift, 0.08), 0.92))
    accent = Color(
      hue: hue + random.pick([0.5, 0.42, 0.58, 0.33, 0.12]), saturation: random.uniform(0.45, 0.85),
      lightness: random.uniform(0.4, 0.65))
  }
}
