extension SceneClass {
  /// The classes of the second transfer role.
  static let secondTransfer: [SceneClass] = transfer
}
