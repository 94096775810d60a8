import ArgumentParser
import Datasets
import Foundation

/// Where the images of the roles other than the source come from, and whether drawings may stand in for those
/// that are missing.
///
/// Each option takes a folder in the layout of the set that the paper used in the role, or `kind:PATH` for another.
public struct RoleOptions: ParsableArguments {
  /// The first transfer set: a folder in Caltech-101's layout, or `kind:PATH`.
  @Option(
    help: ArgumentHelp(
      "Caltech-101's folder (101_ObjectCategories), for transfer.", valueName: "[kind:]path"))
  public var caltech101: String?

  /// The second transfer set: a folder in Caltech-256's layout, or `kind:PATH`.
  @Option(
    help: ArgumentHelp(
      "Caltech-256's folder (256_ObjectCategories), for transfer.", valueName: "[kind:]path"))
  public var caltech256: String?

  /// The set of images of several objects: a folder in the layout of PASCAL VOC 2012, or `kind:PATH`.
  @Option(help: ArgumentHelp("PASCAL VOC 2012's folder (VOCdevkit/VOC2012).", valueName: "[kind:]path"))
  public var voc: String?

  /// The faces: a folder of them with a table of their landmarks, or `kind:PATH`.
  @Option(
    help: ArgumentHelp("A folder of frontal faces and a CSV of their landmarks.", valueName: "[kind:]path"))
  public var faces: String?

  /// Whether drawn images fill the roles that no real images were given for.
  @Flag(
    help:
      "Fill roles without images of their own with drawn ones, beside a --source of photographs; every caption says so."
  )
  public var mix = false

  /// Parsed by the command line.
  public init() {}

  /// One role's option: its name, what was given for it, and the layout that a folder alone is read in.
  private struct Slot {
    let role: DatasetRole
    let option: String
    let layout: DatasetLayout
    let value: KeyPath<RoleOptions, String?> & Sendable
  }

  private static let slots = [
    Slot(role: .transfer, option: "--caltech101", layout: .caltech101, value: \.caltech101),
    Slot(role: .secondTransfer, option: "--caltech256", layout: .caltech256, value: \.caltech256),
    Slot(role: .multilabel, option: "--voc", layout: .voc2012, value: \.voc),
    Slot(role: .faces, option: "--faces", layout: .landmarks, value: \.faces),
  ]

  /// The roles that take a set of their own.
  public static var roles: [DatasetRole] { slots.map(\.role) }

  /// All roles' options, for messages: `--caltech101, --caltech256, …`.
  public static var names: String { slots.map(\.option).joined(separator: ", ") }

  /// The option that gives a role its images; nil where there is none.
  public static func option(for role: DatasetRole) -> String? { slots.first { $0.role == role }?.option }

  /// The set that was given for a role: its layout and its folder; nil where none was.
  ///
  /// - Throws: `ConfigurationError.badOption` where a kind is named without a path.
  public func given(for role: DatasetRole) throws -> (layout: DatasetLayout, root: URL)? {
    guard let slot = Self.slots.first(where: { $0.role == role }), let text = self[keyPath: slot.value] else {
      return nil
    }
    // A folder's name may hold a colon: only the name of a kind before it makes a kind of it.
    let kind = text.prefix { $0 != ":" }
    if kind.count < text.count, DatasetLayout.all.contains(where: { $0.name == kind }),
      case .stored(let layout, let root) = try SourceChoice(text, option: slot.option)
    {
      return (layout, root)
    }
    return (slot.layout, URL(fileURLWithPath: text))
  }

  /// The options as a command line, for the processes that share them.
  public var arguments: [String] {
    Self.slots.flatMap { slot in self[keyPath: slot.value].map { [slot.option, $0] } ?? [] }
      + (mix ? ["--mix"] : [])
  }
}
