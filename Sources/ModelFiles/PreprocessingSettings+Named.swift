import Foundation

extension PreprocessingSettings {
  /// What a person gives for a way: the name of one that is known, or the path of a JSON file.
  ///
  /// - Throws: `PreprocessingError`, which names the path.
  public init(named way: String) throws(PreprocessingError) {
    if let known = Self.named.first(where: { $0.name == way }) {
      self = known.settings
    } else {
      try self.init(contentsOf: URL(fileURLWithPath: way))
    }
  }
}
