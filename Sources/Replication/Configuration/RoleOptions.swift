import ArgumentParser

/// Where the images of the roles other than the source come from, and whether drawings may stand in for those
/// that are missing.
public struct RoleOptions: ParsableArguments {
  /// A folder in Caltech-101's layout.
  @Option(
    help: ArgumentHelp("Caltech-101's folder (101_ObjectCategories), for transfer.", valueName: "folder"))
  public var caltech101: String?

  /// A folder in Caltech-256's layout.
  @Option(
    help: ArgumentHelp("Caltech-256's folder (256_ObjectCategories), for transfer.", valueName: "folder"))
  public var caltech256: String?

  /// A folder in the layout of PASCAL VOC 2012.
  @Option(help: ArgumentHelp("PASCAL VOC 2012's folder (VOCdevkit/VOC2012).", valueName: "folder"))
  public var voc: String?

  /// A folder of faces with a table of their landmarks.
  @Option(help: ArgumentHelp("A folder of frontal faces and a CSV of their landmarks.", valueName: "folder"))
  public var faces: String?

  /// Whether drawn images fill the roles that no real images were given for.
  @Flag(help: "Fill roles without images of their own with drawn ones; every caption says so.")
  public var mix = false

  /// Parsed by the command line.
  public init() {}

  /// The options as a command line, for the processes that share them.
  public var arguments: [String] {
    let folders = [
      ("--caltech101", caltech101), ("--caltech256", caltech256), ("--voc", voc), ("--faces", faces),
    ]
    return folders.flatMap { name, folder in folder.map { [name, $0] } ?? [] } + (mix ? ["--mix"] : [])
  }
}
