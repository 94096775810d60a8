import Crypto
import Downloads
import Files
import Foundation
import Testing

/// Sets that are fetched from a server that misbehaves, or given as an archive.
@Suite(.enabled(if: TestServer.works, "there is no curl, or no loopback interface"))
struct RetrievalTests {
  private let folder: DownloadFolder
  private let archive: Data

  init() throws {
    folder = try DownloadFolder()
    // Bytes that do not repeat, so that a piece in a wrong place is another archive.
    let noise = (0..<20_000).map { "\($0 * 7919 % 10_007)" }.joined(separator: " ")
    archive = ArchiveFixtures.gzip(ArchiveFixtures.tar([FixtureEntry("toys/train/a.txt", noise)]))
  }

  private func set(bytes: Int? = nil, digest: PublishedSet.Digest? = nil, inner: String? = nil)
    -> PublishedSet
  {
    PublishedSet(
      name: "toys", summary: "toys", address: "http://127.0.0.1:1/toys.tgz", page: "http://toys.example",
      bytes: bytes, digest: digest, inner: inner, folder: "toys/train", option: "--source folder:",
      optionFolder: "/toys")
  }

  private var sha256: String { SHA256.hash(data: archive).map { String(format: "%02x", $0) }.joined() }
  private var md5: String { Insecure.MD5.hash(data: archive).map { String(format: "%02x", $0) }.joined() }

  /// Fetches from a server.
  private func get(
    _ set: PublishedSet, _ server: TestServer?, given: String? = nil, takesAny: Bool = false
  ) throws -> Retrieval.Outcome {
    try Retrieval(
      of: set, into: folder.at("data"), address: server?.address, given: given, takesAny: takesAny, pause: 0
    ).run { _, _, _ in }
  }

  private func error(
    _ set: PublishedSet, _ server: TestServer?, given: String? = nil, takesAny: Bool = false
  ) -> DownloadError? {
    do {
      _ = try get(set, server, given: given, takesAny: takesAny)
      return nil
    } catch {
      return error as? DownloadError
    }
  }

  /// What is left in the folder: no lock, whatever came out.
  private func rest() throws -> [String] { try folder.paths("data") }

  @Test func aSetIsThereWholeAndSaysHowToUseIt() throws {
    let server = try TestServer(.init(archive))
    let set = set(bytes: archive.count, digest: .md5(md5))
    let outcome = try get(set, server)
    #expect(outcome.folder == folder.at("data/toys") && !outcome.wasThere && outcome.isAsPublished)
    #expect(outcome.digests.sha256 == sha256 && outcome.digests.bytes == archive.count)
    #expect(set.use(in: "data/toys") == "--source folder:data/toys/toys")
    #expect(
      try rest() == ["toys", "toys/.zfnet-set.json", "toys/toys", "toys/toys/train", "toys/toys/train/a.txt"])
    #expect(try folder.text("data/toys/.zfnet-set.json").contains(sha256))
    // The second time nothing is fetched.
    #expect(try get(set, server).wasThere && server.requests == [0])
  }

  @Test func aLostConnectionGoesOnWhereItWas() throws {
    var manner = TestServer.Manner(archive)
    manner.dropsAfter = 9000
    let server = try TestServer(manner)
    #expect(try get(set(bytes: archive.count, digest: .sha256(sha256)), server).isAsPublished)
    #expect(server.requests.count > 3)
    #expect(server.requests == server.requests.indices.map { $0 * 9000 })
  }

  @Test func aServerWithoutPartsIsAskedForTheWhole() throws {
    let server = try TestServer(
      {
        var manner = TestServer.Manner(archive)
        manner.takesRanges = false
        return manner
      }())
    try FileManager.default.createDirectory(atPath: folder.at("data"), withIntermediateDirectories: true)
    _ = try folder.write(Data(archive.prefix(5000)), "data/.toys.archive")
    #expect(try get(set(bytes: archive.count, digest: .md5(md5)), server).isAsPublished)
    #expect(server.requests == [5000, 0])
  }

  @Test func aBusyServerIsAskedAgain() throws {
    var manner = TestServer.Manner(archive)
    manner.failures = 3
    let server = try TestServer(manner)
    var words: [String] = []
    let retrieval = Retrieval(
      of: set(digest: .md5(md5)), into: folder.at("data"), address: server.address, pause: 0.01)
    let outcome = try withExtendedLifetime(server) {
      try retrieval.run(waiting: { words.append("\($0), \($1)") }, progress: { _, _, _ in })
    }
    #expect(outcome.isAsPublished)
    // Each try is told of, with its reason and a pause that is twice as long as the last.
    #expect(
      words == [
        "the server answers 503, 0.02", "the server answers 503, 0.04", "the server answers 503, 0.08",
      ])
  }

  @Test func aServerThatStaysAwayIsNamed() throws {
    var manner = TestServer.Manner(archive)
    manner.status = 404
    let refusal = error(set(), try TestServer(manner))
    #expect(refusal?.cause == "the server answers 404" && refusal?.hint.contains("--from-file") == true)
    manner.status = 200
    manner.failures = .max
    let busy = try TestServer(manner)
    #expect(error(set(), busy)?.cause == "the server answers 503")
    #expect(busy.requests.count == 5)
    guard case .unavailable = error(set(), nil) else {
      Issue.record("nobody listens at port 1")
      return
    }
  }

  /// A shorter length than the true one, a longer one, and an answer that does not end where it should.
  @Test func liesAboutTheLengthAreFound() throws {
    var manner = TestServer.Manner(archive)
    manner.statedLength = 5000
    let short = error(set(bytes: archive.count, digest: .md5(md5)), try TestServer(manner))
    #expect(short?.cause == "it has 5000 bytes, and \(archive.count) were published")
    #expect(try rest() == [])
    let long = error(set(bytes: 4000), try TestServer(.init(archive)))
    #expect(long?.cause == "more than the 4000 bytes come that were published")
    #expect(try rest() == [])
    // All that there is came the first time, and at the second the server says that there is no more.
    manner.statedLength = archive.count + 1000
    let server = try TestServer(manner)
    #expect(try get(set(digest: .md5(md5)), server).isAsPublished)
    #expect(server.requests == [0, archive.count])
  }

  @Test func aPageInsteadOfAnArchiveIsNamed() throws {
    let server = try TestServer(.init(Data("<html><title>Sign in</title></html>".utf8)))
    let refusal = error(set(bytes: 35, digest: .md5(md5)), server)
    #expect(refusal?.cause == "no archive: a page in HTML" && refusal?.path == server.address)
    #expect(try rest() == [])
    #expect(error(set(), server)?.cause == "no archive: a page in HTML")
  }

  @Test func anotherDigestIsRefusedUnlessItIsAskedFor() throws {
    let server = try TestServer(.init(archive))
    let wanted = String(repeating: "0", count: 64)
    #expect(
      error(set(digest: .sha256(wanted)), server)?.cause
        == "its SHA-256 is \(sha256), and \(wanted) was published")
    #expect(try rest() == [])
    let outcome = try get(set(bytes: 3, digest: .sha256(wanted)), server, takesAny: true)
    #expect(!outcome.isAsPublished && outcome.digests.sha256 == sha256)
  }

  @Test func noOtherSchemeIsFollowed() throws {
    let secret = try folder.write(archive, "secret")
    var manner = TestServer.Manner(archive)
    manner.location = "file://\(secret)"
    #expect(error(set(), try TestServer(manner)) != nil)
    #expect(try rest() == [])
  }

  @Test func aGivenArchiveStays() throws {
    let given = try folder.write(archive, "toys.tgz")
    #expect(error(set(digest: .md5("0")), nil, given: given)?.path == given)
    #expect(try get(set(digest: .md5(md5)), nil, given: given).isAsPublished)
    #expect(try Data(contentsOf: URL(fileURLWithPath: given)) == archive)
    #expect(try folder.text("data/toys/.zfnet-set.json").contains("\"toys.tgz\""))
  }

  @Test func anArchiveInTheArchiveIsUnpackedToo() throws {
    let outer = ArchiveFixtures.tar([FixtureEntry("pack/readme", "hello")]).dropLast(1024)
    let header = ArchiveFixtures.tarHeader("pack/toys.tgz", size: archive.count, type: "0")
    let data = outer + header + ArchiveFixtures.padded(archive) + Data(count: 1024)
    _ = try get(set(inner: "pack/toys.tgz"), nil, given: try folder.write(data, "outer.tar"))
    #expect(
      try folder.paths("data/toys").filter { !$0.hasPrefix(".") && $0.contains(".") } == ["toys/train/a.txt"])
  }

  /// What a killed run leaves, and what somebody else has put there.
  @Test func leftoversGoAndStrangersStay() throws {
    let given = try folder.write(archive, "toys.tgz")
    try FileManager.default.createDirectory(
      atPath: folder.at("data/.toys.unpacking/old"), withIntermediateDirectories: true)
    _ = try get(set(), nil, given: given)
    #expect(try rest().allSatisfy { $0.hasPrefix("toys") && !$0.contains("old") })
    try FileManager.default.removeItem(atPath: folder.at("data/toys"))
    try FileManager.default.createDirectory(atPath: folder.at("data/toys"), withIntermediateDirectories: true)
    #expect(error(set(), nil, given: given)?.cause == "it is there, and was not made by this command")
  }

  @Test func aWrongArchiveLeavesNothing() throws {
    let given = try folder.write(ArchiveFixtures.tar([FixtureEntry("other/a", "x")]), "other.tar")
    #expect(error(set(), nil, given: given)?.cause == "there is no folder toys/train in it")
    let hostile = try folder.write(
      ArchiveFixtures.tar([FixtureEntry("toys/train/a", "x"), FixtureEntry("../b", "x")]), "hostile.tar")
    #expect(error(set(), nil, given: hostile) != nil)
    #expect(try rest() == [] && !FileManager.default.fileExists(atPath: folder.at("b")))
    // What was fetched goes too: it would fail the same way again.
    let server = try TestServer(.init(try Data(contentsOf: URL(fileURLWithPath: given))))
    #expect(error(set(), server)?.cause == "there is no folder toys/train in it")
    #expect(try rest() == [])
  }

  @Test func theListIsSound() {
    let names = PublishedSet.all.map(\.name)
    #expect(Set(names).count == names.count)
    for set in PublishedSet.all {
      #expect(set.name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" }, "\(set.name)")
      #expect(set.address.hasPrefix("http") && set.page.hasPrefix("http") && set.archive.contains("."))
      switch set.digest {
      case .md5(let text): #expect(text.count == 32 && text.allSatisfy(\.isHexDigit))
      case .sha256(let text): #expect(text.count == 64 && text.allSatisfy(\.isHexDigit))
      case nil: break
      }
    }
  }
}
