import Datasets
import Foundation
import Images
import Replication
import SceneWorld
import Testing

@Suite struct RolesTests {
  /// A folder of two classes of images, in the layout of `folder`.
  private func withPhotographs(_ body: (URL) throws -> Void) throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    for split in ["train", "val"] {
      for name in ["a", "b"] {
        let folder = root.appendingPathComponent("\(split)/\(name)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Image(width: 12, height: 12, gray: 40).png().write(
          to: folder.appendingPathComponent("1.png"))
      }
    }
    try body(root)
  }

  private func session(_ root: URL?, _ arguments: [String] = []) throws -> Session {
    let output = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString)")
    let source = root.map { ["--source", "folder:\($0.path)"] } ?? []
    return try Session(
      try RunOptions.parse(["--profile", "smoke", "--quiet", "--output", output.path] + source + arguments))
  }

  private static let others: [DatasetRole] = [.transfer, .secondTransfer, .multilabel, .faces, .figures]

  @Test func photographsEmptyEveryOtherRole() throws {
    try withPhotographs { root in
      let session = try session(root)
      defer { try? FileManager.default.removeItem(at: session.output) }
      for role in Self.others {
        #expect(try session.images.source(for: role) == nil, "\(role)")
        #expect(session.images.reasonWithoutImages(for: role).hasPrefix("No data"))
      }
      #expect(try session.images.source(for: .source)?.name == "folder")
    }
  }

  @Test func mixedRolesAreDrawnAndCaptionsSaySo() throws {
    try withPhotographs { root in
      let session = try session(root, ["--mix"])
      defer { try? FileManager.default.removeItem(at: session.output) }
      for role in Self.others {
        let images = try #require(try session.images.source(for: role))
        #expect(images is SceneSource && !session.images.mixRemark(on: images).isEmpty, "\(role)")
      }
      #expect(session.images.mixRemark(on: session.images.source).isEmpty)
    }
  }

  @Test func theDrawnWorldFillsAllRolesAndSaysNothingOfIt() throws {
    let session = try session(nil)
    defer { try? FileManager.default.removeItem(at: session.output) }
    for role in Self.others {
      let images = try #require(try session.images.source(for: role))
      #expect(session.images.mixRemark(on: images).isEmpty)
    }
  }

  @Test func aFolderThatIsNotThereIsFoundAtOnce() throws {
    let session = try session(nil, ["--caltech101", "/nowhere/at/all"])
    defer { try? FileManager.default.removeItem(at: session.output) }
    #expect(throws: DatasetError.self) { try session.images.openGivenRoles() }
  }
}
