import Downloads
import Files
import Foundation
import Testing

/// Archives, whole, damaged and hostile.
@Suite struct ArchiveTests {
  private let folder: DownloadFolder
  private let long = "set/" + String(repeating: "folder/", count: 20) + "image.jpg"

  init() throws { folder = try DownloadFolder() }

  /// Unpacks an archive into a new folder.
  private func unpack(_ data: Data, limit: Int = 1 << 20) throws -> Archive.Contents {
    let archive = try folder.write(data, "archive")
    try? FileManager.default.removeItem(atPath: folder.at("out"))
    try FileManager.default.createDirectory(atPath: folder.at("out"), withIntermediateDirectories: true)
    return try Archive.unpack(archive, into: folder.at("out"), limits: .init(bytes: limit))
  }

  private func error(_ data: Data, limit: Int = 1 << 20) -> DownloadError? {
    do {
      _ = try unpack(data, limit: limit)
      return nil
    } catch {
      return error as? DownloadError
    }
  }

  /// Every format, with a file larger than a block of the reader and an empty one.
  @Test(arguments: ["tar", "gzip", "deflated", "stored"])
  func filesComeOutAsTheyWentIn(_ format: String) throws {
    let large = String(repeating: "0123456789", count: 40_000)
    let entries = [
      FixtureEntry("set/", type: "5", mode: 0o040755), FixtureEntry("./set/a b.txt", "one"),
      FixtureEntry("set/inner/large", large), FixtureEntry("set/empty"),
    ]
    let data =
      switch format {
      case "tar": ArchiveFixtures.tar(entries)
      case "gzip": ArchiveFixtures.gzip(ArchiveFixtures.tar(entries))
      default: ArchiveFixtures.zip(entries, deflates: format == "deflated")
      }
    let contents = try unpack(data)
    #expect(contents == Archive.Contents(files: 3, bytes: 400_003))
    #expect(try folder.paths("out") == ["set", "set/a b.txt", "set/empty", "set/inner", "set/inner/large"])
    #expect(try folder.text("out/set/a b.txt") == "one")
    #expect(try folder.text("out/set/inner/large") == large)
  }

  @Test func aGzipFileOfTwoMembersIsReadWhole() throws {
    let tar = ArchiveFixtures.tar([FixtureEntry("a", "one")])
    #expect(
      try unpack(ArchiveFixtures.gzip(tar.prefix(700)) + ArchiveFixtures.gzip(tar.dropFirst(700))).files == 1)
    #expect(try folder.text("out/a") == "one")
  }

  @Test func longNamesOfBothKindsAreRead() throws {
    let file =
      ArchiveFixtures.tarHeader("short", size: 3, type: "0") + ArchiveFixtures.padded(Data("one".utf8))
    let gnu = Data((long + "\0").utf8)
    let posix = Data(ArchiveFixtures.record("path", long).utf8)
    for (type, extra) in [("L", gnu), ("x", posix)] as [(Character, Data)] {
      let header = ArchiveFixtures.tarHeader("extra", size: extra.count, type: type)
      #expect(try unpack(header + ArchiveFixtures.padded(extra) + file + Data(count: 1024)).files == 1)
      #expect(try folder.text("out/\(long)") == "one", "\(type)")
    }
  }

  /// What would write outside of the folder, or make what is no file.
  @Test(arguments: ["../up", "a/../../up", "/absolute", "a/../b"]) func pathsThatLeadOutAreRefused(
    _ path: String
  ) {
    for data in [
      ArchiveFixtures.tar([FixtureEntry(path, "x")]), ArchiveFixtures.zip([FixtureEntry(path, "x")]),
    ] {
      #expect(error(data)?.cause.contains("leads out of the folder") == true, "\(path)")
    }
    #expect(!FileManager.default.fileExists(atPath: folder.at("up")))
  }

  @Test(arguments: ["1", "2", "3", "4", "6"] as [Character]) func linksAndDevicesAreRefused(
    _ type: Character
  ) {
    let refusal = error(ArchiveFixtures.tar([FixtureEntry("a", type: type)]))
    #expect(refusal?.cause.hasPrefix("a in it is a") == true, "\(type): \(String(describing: refusal))")
    #expect(
      error(ArchiveFixtures.zip([FixtureEntry("a", "/etc", mode: 0o120777)]))?.cause.contains("link") == true)
    #expect((try? folder.paths("out")) == [])
  }

  @Test func whatStandsTwiceIsRefused() {
    let entries = [FixtureEntry("a/b", "one"), FixtureEntry("a/b", "two")]
    #expect(error(ArchiveFixtures.tar(entries))?.cause == "a/b stands in it twice")
    // A folder in a file's place.
    #expect(throws: FileError.self) {
      _ = try unpack(ArchiveFixtures.zip([FixtureEntry("a", "one"), FixtureEntry("a/b", "two")]))
    }
  }

  @Test func moreThanTheLimitIsRefused() throws {
    let entries = [FixtureEntry("a", "12345"), FixtureEntry("b", "67890")]
    for data in [ArchiveFixtures.tar(entries), ArchiveFixtures.zip(entries)] {
      #expect(try unpack(data, limit: 10).bytes == 10)
      #expect(error(data, limit: 9)?.cause.hasPrefix("b in it is more than the 9 bytes") == true)
    }
  }

  /// Every archive cut off at every byte is an error, and none ends in a signal.
  @Test func cutArchivesAreErrors() throws {
    let entries = [FixtureEntry("a/b", "some content"), FixtureEntry("c", "more")]
    let whole = [
      ArchiveFixtures.tar(entries).dropLast(1024), ArchiveFixtures.gzip(ArchiveFixtures.tar(entries)),
      ArchiveFixtures.zip(entries),
    ]
    for data in whole {
      for length in stride(from: 0, to: data.count, by: data.count > 600 ? 37 : 5) {
        #expect(error(Data(data.prefix(length))) != nil, "\(length) of \(data.count) bytes")
      }
    }
  }

  @Test func damagedContentsAreErrors() {
    let entries = [FixtureEntry("a", "some content")]
    #expect(error(ArchiveFixtures.zip(entries, sum: 1))?.cause.contains("CRC") == true)
    #expect(error(ArchiveFixtures.zip(entries, flags: 1))?.cause.contains("encrypted") == true)
    var gzip = ArchiveFixtures.gzip(ArchiveFixtures.tar(entries))
    gzip[gzip.count - 7] ^= 1
    #expect(error(gzip)?.cause == "its compressed data are damaged")
    var tar = ArchiveFixtures.tar(entries)
    tar[0] ^= 1
    #expect(error(tar) != nil)
  }

  @Test func whatIsNoArchiveIsNamed() {
    #expect(error(Data("<!DOCTYPE html><html><body>moved".utf8))?.cause == "no archive: a page in HTML")
    #expect(error(Data())?.cause == "no archive: an empty file")
    #expect(error(Data("Not \u{1B}[31m found".utf8))?.cause == "no archive: neither tar, tar.gz nor ZIP")
    #expect(error(Data("Gone away\n".utf8))?.cause.contains("a text that begins “gone away") == true)
  }
}
