import Files
import Foundation

/// `run.json`: what made a report, for programs.
public struct RunRecord: Sendable, Codable {
  /// How a chapter of the run ended.
  public struct Chapter: Sendable, Hashable, Codable {
    /// The name of the chapter's folder.
    public let slug: String
    /// The exit code of its process.
    public let exitCode: Int32
    /// How long it took; nil where the run's date is fixed.
    public let seconds: Double?

    /// A chapter and how it ended.
    public init(slug: String, exitCode: Int32, seconds: Double?) {
      (self.slug, self.exitCode, self.seconds) = (slug, exitCode, seconds)
    }
  }

  /// The images of the run, or of one of its roles.
  public struct Images: Sendable, Hashable, Codable {
    /// What they are for, such as `source` or `faces`.
    public let role: String
    /// What they are called, such as `scenes`.
    public let name: String
    /// The digest of their content.
    public let digest: String
    /// How many classes there are.
    public let classes: Int
    /// How many images there are to learn from.
    public let training: Int
    /// How many images there are to judge by.
    public let validation: Int

    /// Images with their digest and numbers.
    public init(role: String, name: String, digest: String, classes: Int, training: Int, validation: Int) {
      (self.role, self.name, self.digest) = (role, name, digest)
      (self.classes, self.training, self.validation) = (classes, training, validation)
    }
  }

  private static let currentFormat = 1
  /// The name of the file in the output folder.
  public static let fileName = "run.json"

  /// The number of the file's format.
  public let format: Int
  /// The resolved configuration, section by section.
  public let configuration: JSONValue
  /// The options as a command line.
  public let arguments: [String]
  /// Profile, seed, source, digests.
  public let setting: PageSetting
  /// What made the report, line by line.
  public let provenance: [ProvenanceEntry]
  /// The images that were opened; nil in records that do not say.
  public let images: [Images]?
  /// The chapters that this run ran, in order.
  public let chapters: [Chapter]
  /// When the run began.
  public let started: String
  /// How long it took; nil where the run's date is fixed.
  public let wallSeconds: Double?
  /// The command that bound the pages again, where the run above made them and another command bound them last.
  public let boundBy: String?

  /// The record of a run; see the properties of the same names.
  public init(
    configuration: JSONValue, arguments: [String], setting: PageSetting, provenance: [ProvenanceEntry],
    images: [Images]?, chapters: [Chapter], started: String, wallSeconds: Double?, boundBy: String? = nil
  ) {
    format = Self.currentFormat
    self.configuration = configuration
    self.arguments = arguments
    self.setting = setting
    self.provenance = provenance
    self.images = images
    self.chapters = chapters
    self.started = started
    self.wallSeconds = wallSeconds
    self.boundBy = boundBy
  }

  /// Reads what `encode` wrote, and refuses another format.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    format = try values.decode(Int.self, forKey: .format)
    guard format == Self.currentFormat else {
      throw DecodingError.dataCorruptedError(
        forKey: .format, in: values,
        debugDescription: "format \(format); this program reads format \(Self.currentFormat)")
    }
    configuration = try values.decode(JSONValue.self, forKey: .configuration)
    arguments = try values.decode([String].self, forKey: .arguments)
    setting = try values.decode(PageSetting.self, forKey: .setting)
    provenance = try values.decode([ProvenanceEntry].self, forKey: .provenance)
    images = try values.decodeIfPresent([Images].self, forKey: .images)
    chapters = try values.decode([Chapter].self, forKey: .chapters)
    started = try values.decode(String.self, forKey: .started)
    wallSeconds = try values.decodeIfPresent(Double.self, forKey: .wallSeconds)
    boundBy = try values.decodeIfPresent(String.self, forKey: .boundBy)
  }

  /// Writes the file into an output folder.
  ///
  /// - Throws: `FileError`.
  public func write(to output: URL) throws {
    try ReportFile.write(
      try ReportFile.json(self, pretty: true), to: output.appendingPathComponent(Self.fileName))
  }
}
