import Figures
import Reporting
import Testing

@Suite struct ClaimFigureTests {
  private func page(claimPointingTo figure: String?) -> PageBuilder {
    var page = PageBuilder(
      slug: "demo", section: "4", title: "Demo", reproduces: "",
      setting: PageSetting(profile: "smoke", seed: 1, source: "scenes"))
    page.claim(
      UnjudgedClaim(
        id: "demo.claim", "A claim", paper: "–", measured: nil, holdsWhen: .greater(than: 0), figure: figure))
    page.table(id: "numbers", title: "Numbers", caption: "", columns: [.init("Row")], rows: [["1"]])
    page.figure(
      id: "curve", title: "Curve", caption: "", alt: "",
      LineChart(x: Axis("x"), y: Axis("y"), series: [.init("line", x: [0, 1], y: [0, 1])]))
    return page
  }

  @Test(arguments: ["numbers", "curve", nil])
  func aClaimMayPointToAFigureOrTableOfItsPage(figure: String?) throws {
    let folder = try TestFolder("claim-figure")
    let page = page(claimPointingTo: figure)
    try PageFiles(of: "demo", in: folder.url).write(page)
    #expect(page.claims[0].figure == figure)
  }

  @Test func aClaimThatPointsElsewhereIsNotSaved() throws {
    let folder = try TestFolder("claim-without-figure")
    let page = page(claimPointingTo: "cruve")
    let error = #expect(throws: ReportingError.self) {
      try PageFiles(of: "demo", in: folder.url).write(page)
    }
    #expect(error == .claimWithoutFigure(claim: "demo.claim", figure: "cruve", page: "demo"))
    let words = error.map(\.description) ?? ""
    #expect(words.contains("demo.claim") && words.contains("cruve"))
    #expect(throws: ReportingError.self) { try page.checkFigures() }
  }

  /// A chapter that failed may have stated claims before it drew their figures.
  @Test func aPageThatIsNotFinishedIsSavedAsItIs() throws {
    let folder = try TestFolder("claim-unfinished")
    var page = page(claimPointingTo: "cruve")
    page.failure = "no images"
    let files = PageFiles(of: "demo", in: folder.url)
    try files.write(page)
    #expect(try files.read().failure == "no images")
  }
}
