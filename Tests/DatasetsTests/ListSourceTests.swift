import Datasets
import Foundation
import Testing

@Suite struct ListSourceTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for (number, name) in ["zebra/0", "ant/0", "ant/1, of \"two\""].enumerated() {
      try folder.image("images/\(name).png", gray: UInt8(10 * number))
    }
  }

  private func source(_ rows: String, at path: String = "list.csv") throws -> ListSource {
    try folder.write(Data(("file,class,split\n" + rows).utf8), path)
    return try ListSource(root: folder.url.appendingPathComponent(path))
  }

  private func error(_ rows: String) -> DatasetError? {
    do {
      _ = try source(rows)
      return nil
    } catch {
      return error as? DatasetError
    }
  }

  @Test func imagesComeAsTheListHasThem() throws {
    let rows = """
      images/zebra/0.png,zebra,train
      "images/ant/1, of ""two"".png",ant,val
      \(folder.url.path)/images/ant/0.png,ant,train
      """
    let source = try source(rows)
    #expect(source.classNames == ["zebra", "ant"] && source.omissions == [])
    #expect((0..<2).map { source.label(.train, $0) } == [0, 1] && source.label(.validation, 0) == 1)
    #expect(try source.example(.validation, 0, side: 8).image[0, 0, 0] == 20)
    #expect(try source.example(.train, 1, side: 8).name == "ant/0.png")
    #expect(source.folders == [folder.url.appendingPathComponent("images").path])
    #expect(source.file(.train, 0) == folder.url.appendingPathComponent("images/zebra/0.png").path)
    // Neither the table's place nor the way it names them counts.
    let moved = rows.replacing("images/zebra", with: "../images/zebra").replacing(
      "images/ant/1", with: "../images/ant/1")
    #expect(try self.source(moved, at: "lists/other.csv").digest == source.digest)
  }

  @Test func whatIsNotThereIsLeftOutAndToldOf() throws {
    let source = try source(
      "images/ant/0.png,ant,train\nimages/ant/9.png,ant,val\nimages/ant/../ant/0.png,ant,val\n")
    #expect(source.count(.train) == 1 && source.count(.validation) == 0)
    #expect(source.omissions.map(\.isFault) == [true, true])
    #expect(source.omissions[0].cause == "images/ant/9.png: not there")
    #expect(source.omissions[1].cause.hasSuffix("it stands in line 2 already"))
  }

  @Test func wrongLinesAreNumbered() {
    #expect(error("images/ant/0.png,ant,test\n")?.cause == "line 2 is not a file, a class and train or val")
    #expect(error("images/ant/0.png,,val\n")?.isMalformed == true)
    #expect(error("gone.png,ant,val\n")?.cause.hasPrefix("it names no image; ") == true)
    #expect(error("")?.isMalformed == true)
  }

  @Test func aSplitIsStratifiedAndSeeded() {
    let labels = (0..<100).map { $0 % 4 == 0 ? 0 : 1 } + [2]
    let split = StratifiedSplit(labels: labels, share: 0.2, seed: 1)
    #expect(Set(split.training).isDisjoint(with: split.validation))
    #expect((split.training + split.validation).sorted() == Array(0..<101))
    #expect(
      split.validation.count { labels[$0] == 0 } == 5 && split.validation.count { labels[$0] == 1 } == 15)
    #expect(split.single == [2] && split.training.contains(100))
    #expect(StratifiedSplit(labels: labels, share: 0.2, seed: 1) == split)
    #expect(StratifiedSplit(labels: labels, share: 0.2, seed: 2) != split)
    // One image more of another class changes nothing in the others.
    let more = StratifiedSplit(labels: labels + [2], share: 0.2, seed: 1)
    #expect(more.validation.filter { $0 < 100 } == split.validation && more.single == [])
    let small = StratifiedSplit(labels: [0, 0, 1, 1, 1], share: 0.01, seed: 1)
    #expect(small.validation.count == 2)
    #expect(StratifiedSplit(labels: [0, 0], share: 0.99, seed: 1).training.count == 1)
  }
}
