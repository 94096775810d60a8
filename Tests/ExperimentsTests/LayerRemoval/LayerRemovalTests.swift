import Experiments
import Networks
import Testing

@Suite struct LayerRemovalTests {
  @Test func theTableHasThePapersTwelveNetworks() {
    let kinds = LayerRemoval.table3.map(\.kind)
    #expect(kinds.count == 12 && Set(kinds).count == 12)
    let papers = Architecture.all.filter {
      [Architecture.zfnet.name, Architecture.alexnet.name].contains($0.baseName)
    }
    #expect(Set(kinds) == Set(papers).subtracting([.zfnetWithoutNormalization]))
  }

  @Test func thePapersOwnComparisonsFollowFromItsNumbers() {
    func paper(_ kind: Architecture) -> LayerRemoval.Errors {
      LayerRemoval.table3.first { $0.kind == kind }!.paper
    }
    // Section 5.1: two layers of either sort cost little, the four together far more; wider layers memorize.
    #expect(abs(paper(.alexnetWithout34).validation - paper(.alexnet).validation - 0.049) < 1e-9)
    #expect(paper(.alexnetWithout3467).validation > paper(.alexnetWithout67).validation + 0.25)
    #expect(paper(.zfnetWideDense8192).training < paper(.zfnetWide).training)
    #expect(paper(.zfnetWide).validationTop5 == 0.16)
  }
}
