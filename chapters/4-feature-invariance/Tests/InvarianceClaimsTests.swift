import ClaimTestSupport
import Experiments
import FeatureInvarianceChapter
import Reporting
import Testing

/// Made-up curves of thirty images; each claim on both sides of its criterion.
@Suite struct InvarianceClaimsTests {
  /// The same measurements of each of three networks.
  private typealias Measured = (measurements: InvarianceMeasurements, isDrawn: Bool)
  private static let kinds = TransformationRange.Kind.allCases

  /// A curve whose values are functions of how far a change is from none; by default nothing moves.
  private static func curve(
    _ kind: TransformationRange.Kind, lower: (Double) -> Double = { _ in 0 },
    upper: (Double) -> Double = { _ in 0 }, fall: Double = 0
  ) -> InvarianceStudy.Curve {
    let magnitudes = TransformationRange(kind).magnitudes
    return InvarianceStudy.Curve(
      lower: magnitudes.map { Float(lower($0)) }, upper: magnitudes.map { Float(upper($0)) },
      probability: magnitudes.map { $0 == 0 ? 0.9 : Float(0.9 - fall) }, prediction: magnitudes.map { _ in 0 }
    )
  }

  /// Thirty curves of each kind.
  private static func images(
    _ make: (_ kind: TransformationRange.Kind, _ image: Int) -> InvarianceStudy.Curve
  ) -> [[InvarianceStudy.Curve]] {
    kinds.map { kind in (0..<30).map { make(kind, $0) } }
  }

  /// A step: as far as it goes at the first change.
  private static func step(_ magnitude: Double) -> Double { magnitude == 0 ? 0 : 1 }

  /// Curves of which one layer moves in proportion, and the other jumps.
  private static func straight(upper isUpper: (Int) -> Bool) -> [[InvarianceStudy.Curve]] {
    images { kind, image in
      isUpper(image)
        ? curve(kind, lower: step, upper: { $0 }) : curve(kind, lower: { $0 }, upper: step)
    }
  }

  private static func rotations(fall: (Int) -> Double) -> [InvarianceStudy.Curve] {
    (0..<30).map { curve(.rotation, fall: fall($0)) }
  }

  private static func neighbors(_ count: Int, flipping isFlip: (Int) -> Bool) -> [InvarianceStudy.Curve] {
    (0..<count).map { InvarianceStudy.Curve(prediction: [3, 3, isFlip($0) ? 4 : 3, 3, 3]) }
  }

  private static let base: Measured = (
    InvarianceMeasurements(
      figure: kinds.map { _ in [] }, images: images { kind, _ in curve(kind) },
      isSymmetric: [Bool](repeating: false, count: 30), symmetric: rotations { _ in 0.2 }, apart: [1, 1],
      neighbors: neighbors(100) { _ in false }, stepwise: [], steps: []), true
  )

  private static let cases: [ClaimCase<Measured>] = [
    ClaimCase(
      "figure5.small", from: base,
      reproduced: { $0.measurements.images = images { kind, _ in curve(kind, lower: step) } },
      notReproduced: { $0.measurements.images = images { kind, _ in curve(kind, upper: step) } },
      inconclusive: {
        $0.measurements.images = images { $1 % 2 == 0 ? curve($0, lower: step) : curve($0, upper: step) }
      },
      notTested: { clear(&$0) }),
    ClaimCase(
      "figure5.linear", from: base, reproduced: { $0.measurements.images = straight { _ in true } },
      notReproduced: { $0.measurements.images = straight { _ in false } },
      inconclusive: { $0.measurements.images = straight { $0 % 2 == 0 } }, notTested: { clear(&$0) }),
    ClaimCase(
      "figure5.rotation", from: base, reproduced: { $0.measurements.images[2] = rotations { _ in 0.4 } },
      notReproduced: {
        $0.measurements.images = images { kind, _ in curve(kind, fall: kind == .rotation ? 0 : 0.4) }
      },
      inconclusive: { $0.measurements.images[2] = rotations { $0 % 2 == 0 ? 0.4 : -0.4 } },
      notTested: { clear(&$0) }),
    ClaimCase(
      "figure5.symmetry", from: base,
      reproduced: {
        $0.measurements.images[2] = rotations { _ in 0.5 }
        $0.measurements.symmetric = rotations { _ in 0.1 }
      },
      notReproduced: {
        $0.measurements.images[2] = rotations { _ in 0.1 }
        $0.measurements.symmetric = rotations { _ in 0.5 }
      },
      inconclusive: {
        $0.measurements.images[2] = rotations { $0 % 2 == 0 ? 0.5 : 0 }
        $0.measurements.symmetric = rotations { $0 % 2 == 0 ? 0 : 0.5 }
      },
      notTested: { $0.measurements.symmetric = [] }),
    ClaimCase(
      "figure5.one-pixel", from: base,
      reproduced: { $0.measurements.neighbors = neighbors(100) { $0 % 3 == 0 } },
      notReproduced: { $0.measurements.neighbors = neighbors(100) { $0 == 0 } },
      inconclusive: { $0.measurements.neighbors = neighbors(100) { $0 % 20 == 0 } },
      notTested: { $0.measurements.neighbors = [] }),
  ]

  private static func clear(_ measured: inout Measured) {
    measured.measurements.images = kinds.map { _ in [] }
    measured.measurements.isSymmetric = []
  }

  private static func claims(_ measured: Measured) -> InvarianceClaims {
    InvarianceClaims(
      [InvarianceMeasurements](repeating: measured.measurements, count: 3),
      sample: NetworkSample("ZFNet", count: 3), isDrawn: measured.isDrawn, seed: 1)
  }

  @Test(arguments: cases.indices) func aClaimIsJudgedByItsNumbers(_ index: Int) {
    #expect(Self.cases[index].problems { Self.claims($0).all } == [])
  }

  @Test func everyClaimHasItsCase() {
    #expect(unevenCases(Self.cases, of: Self.claims(Self.base).all) == [])
  }

  /// Balls among the measured images are no part of what they are compared with.
  @Test func ballsAreComparedWithOtherClassesAlone() throws {
    var measured = Self.base
    measured.measurements.images[2] = Self.rotations { $0 < 10 ? 0.9 : 0.5 }
    measured.measurements.isSymmetric = (0..<30).map { $0 < 10 }
    measured.measurements.symmetric = Self.rotations { _ in 0.25 }
    let symmetry = try #require(Self.claims(measured).all.first { $0.id == "figure5.symmetry" })
    #expect(abs((symmetry.measured?.value ?? 0) + 25) < 1e-4 && symmetry.measured?.count == 150)
  }

  @Test func withoutCurvesNoClaimPointsToThem() {
    var measured = Self.base
    Self.clear(&measured)
    let claims = Self.claims(measured).all
    #expect(claims.filter { $0.figure != nil }.map(\.id) == ["figure5.one-pixel"])
  }

  @Test func photographsHaveNoKnownBalls() throws {
    var measured = Self.base
    (measured.isDrawn, measured.measurements.symmetric) = (false, [])
    let symmetry = try #require(Self.claims(measured).all.first { $0.id == "figure5.symmetry" })
    #expect(symmetry.judged().reason.hasPrefix("No data"))
  }
}
