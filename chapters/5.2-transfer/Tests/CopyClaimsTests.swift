import ClaimTestSupport
import Experiments
import Replication
import Testing
import TransferChapter

/// Made-up matches of a thousand images, and accuracies on two thousand; each claim on both sides of its criterion.
@Suite struct CopyClaimsTests {
  private static func copies(_ count: Int, of images: Int = 1000) -> CopyCount {
    CopyCount(
      (0..<images).map { .init(index: $0, correlation: $0 < count ? 0.99 : 0.3) }, threshold: 0.95)
  }

  /// Two thousand images, the first so many of them copies: so many of either are classified correctly.
  private static func removal(of copies: Int, right: Int, ofOthers: Int) -> CopyRemoval {
    let labels = (0..<2000).map { $0 % 2 }
    let fold = TransferOutcome(
      images: Array(0..<2000), labels: labels,
      predictions: labels.enumerated().map { image, label in
        (image < copies ? image < right : image - copies < ofOthers) ? label : 1 - label
      })
    return CopyRemoval(of: Set(0..<copies), from: [fold])
  }

  private static func base(_ role: TransferRole) -> CopyFindings {
    CopyFindings(
      role: role, seed: 1, copies: copies(50), removal: removal(of: 22, right: 11, ofOthers: 989),
      untested: nil)
  }

  private static func cases(_ role: TransferRole, _ table: String) -> [ClaimCase<CopyFindings>] {
    [
      ClaimCase(
        "\(table).few-copies", from: base(role), reproduced: { $0.copies = copies(0) },
        notReproduced: { $0.copies = copies(100) }, inconclusive: { $0.copies = copies(10) },
        notTested: { $0.untested = "Both sets are drawn." }),
      ClaimCase(
        "\(table).copies-change-little", from: base(role),
        reproduced: { $0.removal = removal(of: 22, right: 11, ofOthers: 989) },
        notReproduced: { $0.removal = removal(of: 1000, right: 1000, ofOthers: 0) },
        inconclusive: { $0.removal = removal(of: 40, right: 40, ofOthers: 980) },
        notTested: { $0.removal = nil }),
    ]
  }

  private static let both = cases(.caltech101, "table4") + cases(.caltech256, "table5")

  @Test(arguments: both) func aClaimIsJudgedByItsNumbers(_ each: ClaimCase<CopyFindings>) {
    #expect(each.problems(\.claims) == [])
  }

  @Test func everyClaimHasItsCase() {
    let claims = TransferRole.allCases.flatMap { Self.base($0).claims }
    #expect(unevenCases(Self.both, of: claims) == [])
  }

  /// Copies that lower the accuracy are no better explained than such as raise it.
  @Test func aFallIsNoSmallChangeEither() {
    var findings = Self.base(.caltech101)
    findings.removal = Self.removal(of: 1000, right: 0, ofOthers: 1000)
    #expect(findings.claims.last?.judged().verdict == .notReproduced)
  }

  @Test func withoutImagesNothingIsTested() {
    let findings = CopyFindings(
      role: .caltech256, seed: 1, copies: nil, removal: nil, untested: "There are no images.")
    #expect(findings.claims.allSatisfy { $0.judged() == (.notTested, "There are no images.") })
  }
}
