import Datasets
import Foundation
import SceneWorld

extension Session {
  /// The images that fill a role; nil where this run has none for it.
  ///
  /// A folder that was given fills its role. Otherwise the drawn world does, where the source is drawn too or the run
  /// may mix: photographs are never followed by drawings unasked. The sets of both transfer roles have all their images
  /// in the training split, to be divided by `TransferSplit`; faces and the figures' scenes are all to judge by.
  ///
  /// - Throws: `DatasetError` where a folder is not there or not in its layout.
  public func images(for role: SceneRole) throws -> (any ImageSource)? {
    if role == .source { return source }
    if let given = try givenImages(for: role) { return given }
    guard choice.isDrawn || options.roles.mix else { return nil }
    let settings = configuration.roles
    func drawn(training: Int = 0, validation: Int = 0) -> SceneSource {
      SceneSource(
        role: role, seed: options.seed, trainCount: training, validationCount: validation,
        difficulty: configuration.data.difficulty)
    }
    switch role {
    case .source: return source
    case .transfer, .secondTransfer:
      return drawn(training: drawn().classNames.count * settings.transferPerClass)
    case .multilabel:
      return drawn(training: settings.multilabelImages, validation: settings.multilabelImages)
    case .faces: return drawn(validation: settings.faces)
    case .figures: return drawn()
    }
  }

  /// Opens the folders that were given for roles, so that one that is not there, or not in its layout, is known before
  /// anything is trained.
  ///
  /// - Throws: `DatasetError`.
  public func openGivenRoles() throws {
    for role in [SceneRole.transfer, .secondTransfer, .multilabel, .faces] {
      _ = try givenImages(for: role)
    }
  }

  /// The images of the folder that was given for a role; nil where none was.
  private func givenImages(for role: SceneRole) throws -> (any ImageSource)? {
    let roles = options.roles
    let given: (layout: SourceChoice.Layout, folder: String?)? =
      switch role {
      case .transfer: (.caltech101, roles.caltech101)
      case .secondTransfer: (.caltech256, roles.caltech256)
      case .multilabel: (.voc2012, roles.voc)
      case .faces: (.landmarks, roles.faces)
      case .source, .figures: nil
      }
    guard let given, let folder = given.folder else { return nil }
    if let opened = openedRoles[role] { return opened }
    let source = try given.layout.open(URL(fileURLWithPath: folder), configuration.data)
    openedRoles[role] = source
    return source
  }

  /// Why a role has no images, for the claims that need them.
  public func reasonWithoutImages(for role: SceneRole) -> String {
    let option =
      switch role {
      case .transfer: " (--caltech101)"
      case .secondTransfer: " (--caltech256)"
      case .multilabel: " (--voc)"
      case .faces: " (--faces)"
      case .source, .figures: ""
      }
    return
      "No data: no images were given for this role\(option), and drawn ones take photographs' place only under --mix."
  }

  /// What a caption says of images that were drawn although the source is photographs; empty otherwise.
  public func mixRemark(on images: any ImageSource) -> String {
    !choice.isDrawn && images is SceneSource ? " Drawn images: the network learned from photographs." : ""
  }
}
