import Benchmarks
import Replication
import Testing

@Suite(.serialized) struct BenchmarkSuiteTests {
  @Test func theNamesAreThoseThatComparisonsKnow() {
    let names = BenchmarkSuite.all.map(\.name)
    #expect(Set(names).count == names.count)
    for name in [
      "zfnet224.forward.f32", "zfnet224.forward.bf16", "zfnet224.train.f32", "zfnet224.train.bf16",
      "quick.train.f32", "quick.train.bf16", "visualization.train.f32", "visualization.train.bf16",
      "zfnet224.top9",
      "zfnet224.project.conv1", "zfnet224.project.conv5", "zfnet224.occlusion.f32", "zfnet224.occlusion.bf16",
      "zfnet224.train.memory",
    ] {
      #expect(names.contains(name), "\(name)")
    }
  }

  @Test func theQuickSizesAreThoseOfTheProfile() {
    let quick = RunConfiguration.Profile.quick.configuration
    for (size, settings) in [(BenchmarkSize.quick, quick.training), (.visualization, quick.visualization)] {
      #expect(size.network.input == settings.input && size.network.width == settings.width, "\(size.name)")
    }
  }

  @Test func prefixesChoose() {
    #expect(BenchmarkSuite.selected([]).count == BenchmarkSuite.all.count)
    #expect(BenchmarkSuite.selected(["quick", "zfnet224.top9"]).map(\.name).sorted().last == "zfnet224.top9")
    #expect(BenchmarkSuite.selected(["zfnet224.project"]).count == 5)
    #expect(BenchmarkSuite.selected(["no such row"]).isEmpty)
  }

  /// Of a set as small as it may be: every row, and each reading and decoding of all images told.
  @Test func aSetOfManyFilesIsMeasured() throws {
    var told: [String: Int] = [:]
    let rows = try LargeSetBenchmark(images: 300) { work, done, total in
      told[work] = max(told[work] ?? 0, done)
      #expect(done <= total, "\(work)")
    }.run()
    let names = [
      "data.list", "data.read", "data.read.indexed", "data.decode", "data.open.checked", "data.open.trusted",
      "data.epoch", "data.train",
    ]
    #expect(
      rows.map(\.name)
        == names.flatMap { [$0, "\($0).memory"] } + ["data.train.waiting", "data.train.same"])
    #expect(rows.allSatisfy { $0.low > 0 && $0.low <= $0.median && $0.median <= $0.high })
    #expect(rows.first { $0.name == "data.train.waiting" }.map { $0.high < 100 } == true)
    #expect(told["data.read"] == 400 && told["data.decode"] == 300 && told["data.train"] == 0)
  }

  @Test func aRowIsMeasured() throws {
    let benchmark = try #require(BenchmarkSuite.selected(["quick.train.f32"]).first)
    let row = try benchmark.run(repeats: 2)
    #expect(row.name == "quick.train.f32" && row.unit == "images/s" && row.repeats == 2)
    #expect(row.low > 0 && row.low <= row.median && row.median <= row.high)
  }
}
