import Experiments
import Kernels
import Visualization

/// What the checks of this chapter measured in one network, unit by unit of the same images.
package struct SanityFindings: Sendable {
  /// The seed of the intervals.
  package var seed: UInt64
  /// Likeness with the trained network's projection after all dense layers are randomized, by rule.
  package var denseRandomized: [BackwardRule: [Double]]
  /// The same after all layers are randomized.
  package var allRandomized: [BackwardRule: [Double]]
  /// How far projections of layer 5 follow the image's contours with its own switches, unit by unit.
  package var ownContours: [Double]
  /// The same with every value in the middle of its window.
  package var centeredContours: [Double]
  /// How far projections of layer 5 depend on the unit, by rule; lists are empty where no two units answer at one place.
  package var dependence: [BackwardRule: UnitDependence]
  /// Effective sides of layer 5's gradient as shares of the theoretical side.
  package var effectiveSides: [Double]
  /// Whether layer 5's receptive field reaches beyond the image.
  package var fieldIsCut: Bool

  /// The share of a projection's energy that the square of an effective field must hold.
  package static let share = 0.9
  /// A square of this share of the field's side has half its area.
  package static let halfArea = 0.5.squareRoot()

  /// What was measured; see the properties of the same names.
  package init(
    seed: UInt64, denseRandomized: [BackwardRule: [Double]], allRandomized: [BackwardRule: [Double]] = [:],
    ownContours: [Double],
    centeredContours: [Double], dependence: [BackwardRule: UnitDependence], effectiveSides: [Double],
    fieldIsCut: Bool
  ) {
    self.seed = seed
    self.denseRandomized = denseRandomized
    self.allRandomized = allRandomized
    self.ownContours = ownContours
    self.centeredContours = centeredContours
    self.dependence = dependence
    self.effectiveSides = effectiveSides
    self.fieldIsCut = fieldIsCut
  }
}

extension SanityFindings {
  /// What the chapter measured.
  init(
    _ subject: Subject, _ randomization: WeightRandomization, _ switches: Switches, _ units: Units,
    _ fields: EffectiveFields
  ) {
    self.init(
      seed: subject.seed,
      denseRandomized: randomization.denseRandomized, allRandomized: randomization.allRandomized,
      ownContours: switches.topContours { if case .recorded = $0 { true } else { false } },
      centeredContours: switches.topContours { if case .centered = $0 { true } else { false } },
      dependence: units.dependence, effectiveSides: fields.topSides, fieldIsCut: fields.topIsCut)
  }

  /// Measures all that the claims rest on, or takes it from the store.
  init(_ subject: Subject) throws {
    self.init(
      subject, try WeightRandomization(subject), try Switches(subject), try Units(subject),
      try EffectiveFields(subject))
  }
}
