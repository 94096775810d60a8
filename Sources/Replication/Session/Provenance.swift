import Drawing
import Experiments
import Figures
import Foundation
import Images
import Kernels
import Networks
import Processes
import Reporting
import Training

/// What made a page: enough to make it again, and to know why another machine's differs.
public enum Provenance {
  /// The lines of a page's provenance.
  public static func entries(_ session: Session, _ clock: RunClock) -> [ProvenanceEntry] {
    var entries = [
      ProvenanceEntry("Command", command),
      ProvenanceEntry("Profile", session.configuration.profile),
      ProvenanceEntry("Seed", "\(session.options.seed)"),
      ProvenanceEntry("Images", session.images.source.name, digest: session.images.source.digest),
      ProvenanceEntry("Configuration", "", digest: session.pageSetting.configurationDigest),
    ]
    entries += roles(session)
    entries += session.imported?.provenance ?? []
    entries += session.additional.map(\.provenance)
    for network in session.networks.used {
      let recipe = network.recipe
      entries.append(
        ProvenanceEntry(
          "Network",
          "\(recipe.network.title) at \(recipe.network.input) px, width \(recipe.network.width), "
            + "\(NumberText.whole(recipe.samples)) samples seen, \(recipe.precision.rawValue)",
          seed: recipe.seed, digest: recipe.digest))
    }
    entries += machine
    if !RunClock.isPinned {
      entries += [
        ProvenanceEntry("Started", clock.startText),
        ProvenanceEntry("Wall time", ProgressLine.duration(clock.elapsed)),
        ProvenanceEntry("Processor time", ProgressLine.duration(clock.cpuSeconds)),
        ProvenanceEntry(
          "Peak memory", String(format: "%.2f GiB", Double(RunClock.peakMemory) / 1_073_741_824)),
      ]
    }
    return entries
  }

  /// The images of the roles whose folders this run has opened.
  public static func roles(_ session: Session) -> [ProvenanceEntry] {
    session.images.openedRoles.sorted { $0.key.rawValue < $1.key.rawValue }.map { role, source in
      ProvenanceEntry("Images, \(role.rawValue)", source.name, digest: source.digest)
    }
  }

  /// The images of the run and of the roles whose folders it has opened, with their numbers.
  public static func images(_ session: Session) -> [RunRecord.Images] {
    let roles = session.images.openedRoles.merging([.source: session.images.source]) { given, _ in given }
    return roles.sorted { $0.key.rawValue < $1.key.rawValue }.map { role, source in
      RunRecord.Images(
        role: role.rawValue, name: source.name, digest: source.digest, classes: source.classNames.count,
        training: source.count(.train), validation: source.count(.validation))
    }
  }

  /// The program: the version of its engine, and the commit of the checkout that it was built in.
  public static var program: String { "engine version \(Recipe.engineVersion), \(revision)" }

  /// What `--version` prints: the program. Nothing else asks for it, and looking for the commit takes a few processes.
  public static var version: String { CommandLine.arguments.contains("--version") ? program : "–" }

  /// The command line, with the program's name in place of its path.
  public static var command: String {
    let arguments = CommandLine.arguments
    let program = arguments.first.map { URL(fileURLWithPath: $0).lastPathComponent } ?? ""
    return ([program] + arguments.dropFirst()).joined(separator: " ")
  }

  /// Processor, memory, system and libraries.
  public static var machine: [ProvenanceEntry] {
    let memory = Double(ProcessInfo.processInfo.physicalMemory) / 1_073_741_824
    return [
      ProvenanceEntry("Processor", processor),
      ProvenanceEntry("Vector units", ComputeDevice.instructionSet),
      ProvenanceEntry("Memory", String(format: "%.0f GiB", memory)),
      ProvenanceEntry("System", system),
      ProvenanceEntry(
        "Libraries",
        "oneDNN \(ComputeDevice.libraryVersion), Cairo \(DrawingLibraries.cairo), "
          + "Pango \(DrawingLibraries.pango), libjpeg-turbo \(ImageLibraries.turboJPEG), "
          + "libpng \(ImageLibraries.png)"),
      ProvenanceEntry("Source", revision),
    ]
  }

  /// The processor with its number of cores.
  public static var processor: String {
    "\(processorName), \(ProcessInfo.processInfo.activeProcessorCount) cores"
  }

  private static var processorName: String {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
    return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
      ?? "unknown processor"
  }

  private static var system: String {
    let text = (try? String(contentsOfFile: "/etc/os-release", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("PRETTY_NAME=") }
    return line.map { $0.dropFirst(12).trimmingCharacters(in: CharacterSet(charactersIn: "\"")) }
      ?? "unknown system"
  }

  /// The commit of the checkout that this program was built in and whether that was clean; a program that was copied elsewhere
  /// knows none.
  private static var revision: String {
    let unknown = "not a checkout"
    guard let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else {
      return unknown
    }
    let folder = URL(fileURLWithPath: program).deletingLastPathComponent().path
    guard let root = git(folder, ["rev-parse", "--show-toplevel"]), !root.isEmpty,
      folder.hasPrefix(root + "/.build"), let commit = git(folder, ["rev-parse", "--short=12", "HEAD"]),
      !commit.isEmpty
    else { return unknown }
    let changes = git(root, ["status", "--porcelain"]) ?? ""
    return changes.isEmpty ? "commit \(commit)" : "commit \(commit), with uncommitted changes"
  }

  private static func git(_ folder: String, _ arguments: [String]) -> String? {
    let process = try? ChildProcess(
      "/usr/bin/env", ["git", "-C", folder] + arguments, readsOutput: true, hidesErrors: true)
    guard let process else { return nil }
    let data = process.read()
    guard process.wait().isSuccess else { return nil }
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
