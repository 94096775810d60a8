import Benchmarks
import Foundation
import Testing

@Suite struct BenchmarkRowTests {
  @Test func medianAndSpread() {
    let odd = BenchmarkRow(name: "a", unit: "images/s", samples: [3, 1, 2])
    #expect((odd.median, odd.low, odd.high) == (2, 1, 3))
    #expect(odd.repeats == 3)
    #expect(BenchmarkRow(name: "b", unit: "images/s", samples: [4, 1, 2, 3]).median == 2.5)
  }

  @Test func rowsAreAJSONListOfTheirSixValues() throws {
    let row = BenchmarkRow(name: "quick.train.f32", unit: "images/s", samples: [1, 2, 3])
    let json = try BenchmarkTable.json([row])
    let list = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
    #expect(list.count == 1)
    #expect(list[0].keys.sorted() == ["high", "low", "median", "name", "repeats", "unit"])
    #expect(try JSONDecoder().decode([BenchmarkRow].self, from: Data(json.utf8)) == [row])
  }

  @Test func numbersKeepFourDigits() {
    #expect(BenchmarkTable.number(1234.5678) == "1235")
    #expect(BenchmarkTable.number(12.345678) == "12.35")
    #expect(BenchmarkTable.number(0.0012345678) == "0.001235")
  }

  @Test func columnsLineUp() {
    let lines = BenchmarkTable.text(header: ["name", "n"], rows: [["a", "10"], ["longer", "5"]])
    #expect(lines == "name     n\na       10\nlonger   5")
  }
}
