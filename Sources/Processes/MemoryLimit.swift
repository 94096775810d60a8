import Foundation

/// How much memory a process may have.
public enum MemoryLimit {
  /// The least address space that a program takes with its libraries before it does anything.
  private static let least = 400_000_000

  /// Why nothing can be done where the address space is limited to so many bytes; nil where it is enough, or there is no limit.
  package static func fault(ofAddressSpace bytes: UInt64?) -> String? {
    guard let bytes, bytes < least else { return nil }
    return
      "Error: the limit of \(bytes / 1_000_000) MB of memory for this process (ulimit -v) is less than it takes with its libraries alone, \(least / 1_000_000) MB; raise it"
  }

  /// The limit of this process's address space, in bytes; nil where there is none.
  static var addressSpace: UInt64? {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0, limit.rlim_cur < rlim_t.max else {
      return nil
    }
    return UInt64(limit.rlim_cur)
  }

  /// Bytes: the machine's memory, or less where a limit was set, for the process (`ulimit -v`) or for its control group, as
  /// containers and queues do.
  public static var available: Double {
    var limits = [Double(ProcessInfo.processInfo.physicalMemory)]
    if let addressSpace { limits.append(Double(addressSpace)) }
    let groups = try? String(contentsOfFile: "/proc/self/cgroup", encoding: .utf8)
    if let group = ofControlGroups(groups ?? "", in: URL(fileURLWithPath: "/sys/fs/cgroup")) {
      limits.append(group)
    }
    return limits.min() ?? 0
  }

  /// The least limit of a process's control groups and of those above them; nil where none is set.
  ///
  /// - Parameters:
  ///   - groups: as `/proc/self/cgroup` lists them, of version 1 or 2 of the interface.
  ///   - root: where the groups are mounted.
  package static func ofControlGroups(_ groups: String, in root: URL) -> Double? {
    groups.split(separator: "\n").flatMap { line -> [Double] in
      // The hierarchy's number, its controllers, and the group's path, which may have colons.
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { return [] }
      let isVersion2 = fields[1].isEmpty
      guard isVersion2 || fields[1].split(separator: ",").contains("memory") else { return [] }
      let hierarchy = isVersion2 ? root : root.appendingPathComponent("memory")
      let name = isVersion2 ? "memory.max" : "memory.limit_in_bytes"
      let steps = fields[2].split(separator: "/")
      return (0...steps.count).compactMap { count in
        let group = steps.prefix(count).reduce(hierarchy) { $0.appendingPathComponent(String($1)) }
        let text = try? String(contentsOf: group.appendingPathComponent(name), encoding: .utf8)
        return text.flatMap { Double($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
      }
    }.min()
  }
}
