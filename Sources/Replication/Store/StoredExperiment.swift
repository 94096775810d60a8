/// All that decides the result of an experiment: a result in the store is named by the digest of this value.
///
/// ```swift
/// private struct Evidence: StoredExperiment {
///   typealias Value = OcclusionEvidence
///   static let name = "occlusion/evidence"
///   static let version = 1
///   let network: String      // its digest
///   let images: String       // the digest of their contents
///   let indices: [Int]
///   let setting: OcclusionSetting
///   let seed: UInt64
/// }
/// let evidence = try session.results.value(of: Evidence(…)) { … }
/// ```
///
/// Whatever the measurement uses stands in a stored property: the digests of networks and images (never these themselves), settings as the
/// values that they are, seeds. The engine's version is added by the store.
public protocol StoredExperiment: Codable {
  /// The result.
  associatedtype Value: Codable
  /// The experiment's name, unique in the report, such as `occlusion/evidence`: a folder and the beginning of a file's name.
  static var name: String { get }
  /// Raised by hand when the same inputs no longer give the same numbers.
  static var version: Int { get }
}
