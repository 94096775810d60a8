extension SceneClass {
  /// The classes of the first transfer role.
  static let transfer: [SceneClass] = source.suffix(10)
}
