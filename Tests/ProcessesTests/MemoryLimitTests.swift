import Foundation
import Processes
import Testing

@Suite struct MemoryLimitTests {
  @Test func theMachineSetsALimit() {
    #expect(MemoryLimit.available > 1e8)
    #expect(MemoryLimit.available <= Double(ProcessInfo.processInfo.physicalMemory))
  }

  /// A group may have less than its own limit says, where one above it has less; `max` is no limit.
  @Test func theLeastLimitOfAllGroupsCounts() throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("groups-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    func set(_ text: String, _ path: String) throws {
      let file = root.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data((text + "\n").utf8).write(to: file)
    }
    try set("max", "memory.max")
    try set("3000", "queue/memory.max")
    try set("5000", "queue/job:1/memory.max")
    #expect(MemoryLimit.ofControlGroups("0::/queue/job:1\n", in: root) == 3000)
    #expect(MemoryLimit.ofControlGroups("0::/\n", in: root) == nil)
    #expect(MemoryLimit.ofControlGroups("0::/elsewhere\n", in: root) == nil)
    try set("7000", "memory/docker/a/memory.limit_in_bytes")
    #expect(MemoryLimit.ofControlGroups("9:cpu:/b\n5:hugetlb,memory:/docker/a\n0::/\n", in: root) == 7000)
    #expect(MemoryLimit.ofControlGroups("", in: root) == nil)
  }

  @Test func tooLittleForTheLibrariesIsSaid() {
    #expect(MemoryLimit.fault(ofAddressSpace: nil) == nil)
    #expect(MemoryLimit.fault(ofAddressSpace: 500_000_000) == nil)
    #expect(MemoryLimit.fault(ofAddressSpace: 204_800_000)?.contains("204 MB") == true)
  }
}
