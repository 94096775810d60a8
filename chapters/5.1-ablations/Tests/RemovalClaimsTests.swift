import AblationsChapter
import ClaimTestSupport
import Experiments
import Networks
import Testing

/// Made-up errors of the twelve networks of Table 3, three networks a row; each claim on both sides of its criterion.
@Suite struct RemovalClaimsTests {
  private typealias Outcomes = [Architecture: LayerRemoval.Outcome]

  /// Three networks that err on so many of two hundred images: the first ones, and one network on one more or less.
  private static func row(training: Int = 40, validation: Int = 60) -> LayerRemoval.Outcome {
    func ranks(_ mistakes: Int) -> [ClassRanks] {
      [mistakes, mistakes + 1, mistakes - 1].map { count in
        ClassRanks((0..<200).map { $0 < count ? 1 : 0 })
      }
    }
    return LayerRemoval.Outcome(training: ranks(training), validation: ranks(validation))
  }

  private static let base: Outcomes = {
    var outcomes = Dictionary(uniqueKeysWithValues: LayerRemoval.table3.map { ($0.kind, row()) })
    outcomes[.alexnetWithout3467] = row(training: 120, validation: 160)
    return outcomes
  }()

  private static let dense: [Architecture] = [
    .alexnetDense2048, .alexnetDense8192, .zfnetDense2048, .zfnetDense8192,
  ]

  private static let cases: [ClaimCase<Outcomes>] = [
    ClaimCase(
      "table3.without-middle", from: base, reproduced: { $0[.alexnetWithout34] = row(validation: 64) },
      notReproduced: { $0[.alexnetWithout34] = row(validation: 156) },
      inconclusive: { $0[.alexnetWithout34] = row(validation: 110) },
      notTested: { $0[.alexnetWithout3467] = row(validation: 20) }),
    ClaimCase(
      "table3.without-dense", from: base, reproduced: { $0[.alexnetWithout67] = row(validation: 64) },
      notReproduced: { $0[.alexnetWithout67] = row(validation: 156) },
      inconclusive: { $0[.alexnetWithout67] = row(validation: 110) },
      notTested: { $0[.alexnetWithout3467] = row(validation: 20) }),
    ClaimCase(
      "table3.depth", from: base, reproduced: { _ in },
      notReproduced: { $0[.alexnetWithout3467] = row(validation: 20) },
      inconclusive: { $0[.alexnetWithout3467] = row() }),
    ClaimCase(
      "table3.resized-dense", from: base, reproduced: { _ in },
      notReproduced: {
        for kind in dense { $0[kind] = row(validation: 90) }
      },
      inconclusive: {
        for kind in dense { $0[kind] = row(validation: 64) }
      }, notTested: { $0[.zfnetDense8192] = nil }),
    ClaimCase(
      "table3.wide-overfits", from: base, reproduced: { $0[.zfnetWide] = row(training: 2) },
      notReproduced: { $0[.zfnetWide] = row(training: 100) }, inconclusive: { _ in }),
  ]

  @Test(arguments: cases) func aClaimIsJudgedByItsNumbers(
    _ each: ClaimCase<[Architecture: LayerRemoval.Outcome]>
  ) {
    #expect(each.problems { RemovalClaims($0, seed: 1).all } == [])
  }

  @Test func everyClaimHasItsCase() {
    #expect(unevenCases(Self.cases, of: RemovalClaims(Self.base, seed: 1).all) == [])
  }

  /// “Little” has two sides: an error that falls by as much is no small change either.
  @Test func aLargeGainIsNoSmallChange() throws {
    var outcomes = Self.base
    for kind in Self.dense { outcomes[kind] = Self.row(validation: 30) }
    let claim = try #require(
      RemovalClaims(outcomes, seed: 1).all.first { $0.id == "table3.resized-dense" })
    #expect(claim.judged().verdict == .notReproduced)
  }

  @Test func aRowThatHasNotConvergedHasNoSay() throws {
    let claims = RemovalClaims(
      Self.base, arms: [.alexnetWithout3467: .init("shallow", count: 3, objection: "Not converged.")], seed: 1
    ).all
    let verdicts = Dictionary(uniqueKeysWithValues: claims.map { ($0.id, $0.judged()) })
    #expect(verdicts["table3.depth"]?.verdict == .notTested)
    #expect(verdicts["table3.depth"]?.reason == "Not converged.")
    #expect(verdicts["table3.resized-dense"]?.verdict == .reproduced)
  }

  @Test func whatIsNotTrainedIsNamed() throws {
    var outcomes = Self.base
    outcomes[.zfnetWide] = nil
    let claim = try #require(RemovalClaims(outcomes, seed: 1).all.first { $0.id == "table3.wide-overfits" })
    #expect(
      claim.judged().verdict == .notTested && claim.judged().reason.contains(Architecture.zfnetWide.title))
  }
}
