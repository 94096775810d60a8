import Files
import Foundation

/// A temporary folder for the images that a plan has to draw or decode, and that are not in the store: a plan only reads what a run keeps.
///
/// The processes that a plan starts find the folder by the environment, so that each set is made once. It goes with the plan.
final class ScratchImages {
  /// The variable that names the folder.
  private static let variable = "ZFNET_SCRATCH_IMAGES"

  /// The folder.
  let folder: URL
  /// Whether this process made it, and removes it.
  private let isOwn: Bool

  /// The folder of the plan that started this process, or a new one.
  ///
  /// - Throws: `FileError` where none can be made.
  init() throws {
    if let given = ProcessInfo.processInfo.environment[Self.variable], !given.isEmpty {
      (folder, isOwn) = (URL(fileURLWithPath: given), false)
      return
    }
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("zfnet-plan-\(UUID().uuidString)")
    isOwn = true
    try AtomicFile.makeFolder(folder)
    setenv(Self.variable, folder.path, 1)
  }

  deinit {
    guard isOwn else { return }
    unsetenv(Self.variable)
    try? AtomicFile.remove(folder)
  }
}
