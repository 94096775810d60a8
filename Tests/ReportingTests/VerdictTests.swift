import Reporting
import Testing

private func verdict(
  _ low: Double, _ high: Double, _ criterion: Criterion, isTrial: Bool = false
) -> Verdict {
  let measurement = Measurement((low + high) / 2, interval: (low, high))
  return Verdict.judge(measurement, by: criterion, isTrial: isTrial).verdict
}

@Test(arguments: [
  (0.2, 0.4, Criterion.greater(than: 0.1), Verdict.reproduced),
  (0.2, 0.4, .greater(than: 0.3), .inconclusive),
  (0.2, 0.4, .greater(than: 0.4), .notReproduced),
  (0.2, 0.4, .greater(than: 0.2), .inconclusive),
  (0.2, 0.4, .less(than: 0.5), .reproduced),
  (0.2, 0.4, .less(than: 0.3), .inconclusive),
  (0.2, 0.4, .less(than: 0.2), .notReproduced),
  (0.2, 0.4, .atLeast(0.2), .reproduced),
  (0.2, 0.4, .atLeast(0.3), .inconclusive),
  (0.2, 0.4, .atLeast(0.5), .notReproduced),
  (0.2, 0.4, .atMost(0.4), .reproduced),
  (0.2, 0.4, .atMost(0.3), .inconclusive),
  (0.2, 0.4, .atMost(0.1), .notReproduced),
  (0.2, 0.4, .between(0.1, 0.5), .reproduced),
  (0.2, 0.4, .between(0.3, 0.5), .inconclusive),
  (0.2, 0.4, .between(0.5, 0.9), .notReproduced),
  (0.2, 0.4, .between(-1, 0.1), .notReproduced),
])
func intervalsAreJudged(low: Double, high: Double, criterion: Criterion, expected: Verdict) {
  #expect(verdict(low, high, criterion) == expected)
}

@Test func aTrialRunDecidesNothing() {
  for criterion in [Criterion.greater(than: 0), .less(than: 1), .atLeast(0), .atMost(1), .between(0, 1)] {
    let judged = Verdict.judge(Measurement(0.5), by: criterion, isTrial: true)
    #expect(judged.verdict == .inconclusive)
    #expect(judged.reason.contains("so small"))
  }
  #expect(verdict(0.2, 0.4, .greater(than: 0.9), isTrial: true) == .inconclusive)
}

/// What must hold is said in words, and of which part of the interval it does.
@Test func reasonsSayWhatMustBeShown() {
  func reason(_ low: Double, _ high: Double, _ criterion: Criterion) -> String {
    Verdict.judge(Measurement((low + high) / 2, interval: (low, high)), by: criterion, isTrial: false).reason
  }
  #expect(reason(1, 2, .greater(than: 0)) == "The whole interval lies above 0, as it must.")
  #expect(reason(-2, -1, .greater(than: 0)) == "The whole interval must lie above 0, and none of it does.")
  #expect(
    reason(-1, 1, .greater(than: 0)).hasPrefix(
      "The whole interval must lie above 0, and only a part of it does."))
  #expect(reason(3, 3, .between(-2, 2)) == "The number must lie between −2 and 2, and it does not.")
  #expect(Criterion.atMost(5).words == "at 5 or below" && Criterion.atLeast(40).words == "at 40 or above")
  #expect(Criterion.less(than: 0.5).words == "below 0.5")
}

@Test func nothingMeasuredIsNotTested() {
  let judged = Verdict.judge(nil, by: .greater(than: 0), isTrial: false)
  #expect(judged.verdict == .notTested)
}

@Test func noNumberIsInconclusive() {
  for value in [Double.nan, .infinity] {
    #expect(
      Verdict.judge(Measurement(value), by: .greater(than: 0), isTrial: false).verdict == .inconclusive)
  }
}

@Test func measurementsAreWritten() {
  #expect(Measurement(0.34, interval: (0.31, 0.37), decimals: 2).intervalText == "0.34 [0.31,\u{A0}0.37]")
  #expect(Measurement(12.5, unit: "%", decimals: 1).intervalText == "12.5\u{202F}%")
  #expect(Criterion.between(0.5, 12).text == "0.5 … 12")
}

@Test func badgesCanBeReadInBothThemes() {
  func luminance(_ color: (Double, Double, Double)) -> Double {
    func linear(_ v: Double) -> Double { v <= 0.03928 ? v / 12.92 : power((v + 0.055) / 1.055) }
    return 0.2126 * linear(color.0) + 0.7152 * linear(color.1) + 0.0722 * linear(color.2)
  }
  // x to the 2.4, since that is x² times the fifth root of x².
  func power(_ x: Double) -> Double {
    var root = 1.0
    for _ in 0..<60 { root -= (root * root * root * root * root - x * x) / (5 * root * root * root * root) }
    return x * x * root
  }
  for verdict in Verdict.allCases {
    for (text, ground) in [Badge(verdict).light, Badge(verdict).dark] {
      let one = luminance((text.red, text.green, text.blue))
      let other = luminance((ground.red, ground.green, ground.blue))
      let contrast = (max(one, other) + 0.05) / (min(one, other) + 0.05)
      #expect(contrast >= 4.5, "\(verdict): \(contrast)")
    }
    #expect(Badge(verdict).text.contains(verdict.rawValue))
  }
}

@Test func aVerdictTakesThreeConvergedNetworksOfEachKind() {
  typealias Arm = NetworkSample.Arm
  func judged(_ networks: NetworkSample?) -> (verdict: Verdict, reason: String) {
    Verdict.judge(Measurement(0.5, networks: networks), by: .greater(than: 0), isTrial: false)
  }
  #expect(judged(nil).verdict == .reproduced)
  #expect(judged(NetworkSample("ZFNet", count: 3)).verdict == .reproduced)
  let few = judged(NetworkSample([Arm("ZFNet", count: 5), Arm("AlexNet", count: 1)]))
  #expect(few.verdict == .notTested)
  #expect(few.reason == "It rests on 1 network (AlexNet); a verdict takes 3 of each kind.")
  let unfinished = judged(
    NetworkSample([Arm("ZFNet", count: 3), Arm("AlexNet", count: 3, objection: "Not yet.")]))
  #expect(unfinished.verdict == .notTested && unfinished.reason == "Not yet.")
}

/// One network is no sample of its kind, and can be the subject of a claim.
@Test func aClaimOfOneNetworkSaysThatItIsOfNoOther() {
  func judged(_ arm: NetworkSample.Arm) -> (verdict: Verdict, reason: String) {
    Verdict.judge(
      Measurement(0.5, interval: (0.4, 0.6), networks: NetworkSample([arm])), by: .greater(than: 0),
      isTrial: false)
  }
  #expect(judged(NetworkSample.Arm("ZFNet", count: 1)).verdict == .notTested)
  let alone = judged(NetworkSample.Arm(only: "net.onnx"))
  #expect(alone.verdict == .reproduced)
  #expect(alone.reason.contains("net.onnx alone: of other networks it says nothing"))
  // Beside it, others still have to be enough.
  let both = NetworkSample([NetworkSample.Arm(only: "net.onnx"), NetworkSample.Arm("ZFNet", count: 2)])
  #expect(both.objection?.contains("ZFNet") == true)
  #expect(NetworkSample.Arm(only: "net.onnx").atMost(3).count == 1)
}

@Test func captionsAndClaimsNameTheNetworkThatTheyAreOf() throws {
  var page = PageBuilder(
    slug: "page", section: "4", title: "Page", reproduces: "",
    setting: PageSetting(profile: "quick", seed: 1, source: "s"))
  page.table(id: "before", title: "Before", caption: "A caption.", columns: [.init("a")], rows: [["1"]])
  page.network = "a*b.onnx"
  page.table(id: "after", title: "After", caption: "A caption.", columns: [.init("a")], rows: [["1"]])
  page.claim(id: "claim", "It is so", paper: "so", measured: nil, holdsWhen: .greater(than: 0))
  let captions = page.page.blocks.compactMap { block -> String? in
    if case .table(let table) = block { table.caption } else { nil }
  }
  #expect(captions == ["A caption.", #"A caption. Network: a\*b.onnx."#])
  #expect(page.claims[0].statement == #"In a\*b.onnx: It is so"#)
}
